/** The types of the library, one file for each module whose types `src/index.ts` shows, directly or through others. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes them into a folder, which must not exist yet.
 * @throws Error where the types need a package, which the published package doesn't have
 */
export function writeDeclarations(folder) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const project = path.join(root, 'src/library');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project, '--outDir', folder], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`tsc -p src/library exited ${status}`);
  const shown = reachedFrom(path.join(folder, 'index.d.ts'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of files.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (!shown.has(file)) rmSync(file);
  }
  removeEmptyFolders(folder);
}

function reachedFrom(entry) {
  const reached = new Set();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(
      /(?:^(?:import|export) [^;]*? from|\bimport\() ?["']([^"']+)["']/gm,
    )) {
      const next = path.resolve(path.dirname(file), target.replace(/\.js$/, '.d.ts'));
      if (!target.startsWith('.') || !existsSync(next))
        throw new Error(`the types of the library need ${target}, in ${file}`);
      open.push(next);
    }
  }
  return reached;
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(path.join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
