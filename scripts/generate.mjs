/**
 * Prints every generated file that is kept in git: the list of the rules, the JSON Schema and its validator, and the samples
 * of the rules, which are part of src/; then the bundle and the manifest of its commands; then all the rest (each `generate-*.mjs` in this
 * folder).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const sources = ['generate-rules.mjs', 'generate-schema.mjs', 'generate-samples.mjs'];
const others = readdirSync(here).filter(
  (file) => /^generate-.*\.mjs$/.test(file) && !sources.includes(file),
);

for (const script of [...sources, 'build.mjs', ...others.toSorted()]) {
  const { status } = spawnSync(process.execPath, [here + script], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
