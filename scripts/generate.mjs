/**
 * Prints every generated file that is kept in git: the JSON Schema and its validator, then the bundle and the manifest
 * of its commands, then whatever is made with the bundle (each `generate-*.mjs` in this folder).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const schema = 'generate-schema.mjs';
const others = readdirSync(here).filter(
  (file) => /^generate-.*\.mjs$/.test(file) && file !== schema,
);

for (const script of [schema, 'build.mjs', ...others.toSorted()]) {
  const { status } = spawnSync(process.execPath, [here + script], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
