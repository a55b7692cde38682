import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = new URL('../', import.meta.url);

/**
 * Writes the generated files that differ from their texts, by path from the top. With `--check` it writes nothing, names
 * the stale ones and sets the exit code 1. Line endings of a checkout don't count.
 */
export function keepGenerated(texts) {
  const stale = [...texts].filter(([path, text]) => read(path) !== text).map(([path]) => path);
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    console.error(`stale: ${stale.join(', ')}\nrefresh with: npm run generate`);
    process.exitCode = 1;
    return;
  }
  for (const path of stale) {
    const file = fileURLToPath(new URL(path, top));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, texts.get(path));
  }
}

function read(path) {
  try {
    return readFileSync(new URL(path, top), 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
