/**
 * Keeps what only a clone needs out of the published package.json: `scripts` and `devDependencies`. `npm pack` runs this
 * before it packs (`prepack`), and with `--restore` after it (`postpack`): npm offers no other way to pack a package.json
 * that differs from the one in the folder.
 */
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = path.join(root, 'package.json');
/** Exists only while npm packs, or after a pack that was killed. */
const original = path.join(root, 'package.json.original');

/** Writes the published package.json over the one of the clone, for a clone that is thrown away afterwards. */
export function publish() {
  const { scripts: _scripts, devDependencies: _tools, ...published } = readManifest();
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
}

/** Writes the published package.json, and keeps the present one for `restore`. */
export function publishForNow() {
  // The pack before this one was killed, and left its published package.json. One with scripts has been put back since,
  // and may have been changed: it is newer than what that pack kept.
  if (readManifest().scripts === undefined) restore();
  copyFileSync(manifest, original);
  publish();
}

/** Puts the package.json of the clone back. */
export function restore() {
  if (existsSync(original)) renameSync(original, manifest);
}

function readManifest() {
  return JSON.parse(readFileSync(manifest, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--restore')) restore();
  else publishForNow();
}
