/**
 * Writes dist/compiled-code.bin: what V8 compiles of the program's files for the most usual commands. They are run for it,
 * because V8 compiles a function at its first call. Only the Node that runs this can use the file.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const example = ['--file', path.join(root, 'examples/two-sites.farm.json')];

/** Commands whose functions are compiled; what only others call is compiled when they run. */
const usual = [
  ['status', ...example],
  ['check', '--fail-on', 'never', ...example],
  ['check', '--json', '--fail-on', 'never', ...example],
  ['load', '--json', ...example],
  ['simulate', 'CB-BER-1', ...example],
  ['broker', 'list', ...example],
  ['broker', 'set', 'CB-BER-1', '--description', 'x', '--dry-run', ...example],
  ['validate', ...example],
  ['--help'],
];

const scratch = mkdtempSync(path.join(tmpdir(), 'farm-compile-'));
const { write } = process.stdout;
try {
  // Nothing of the user takes part, and nothing of theirs is changed.
  for (const name of [
    'XDG_CONFIG_HOME',
    'XDG_STATE_HOME',
    'XDG_CACHE_HOME',
    'APPDATA',
    'LOCALAPPDATA',
  ])
    process.env[name] = scratch;
  const require = createRequire(import.meta.url);
  const { compiledCodeFile, loaderOf, packCompiledCode } = require(path.join(dist, 'start.cjs'));
  const scripts = new Map();
  const load = loaderOf(dist, require, (name, text, filename) => {
    const script = new Script(text, { filename });
    scripts.set(name, script);
    return script;
  });
  const program = load(path.join(dist, 'main.cjs'));
  process.stdout.write = (text, ...others) => {
    others.at(-1)?.();
    return true;
  };
  for (const words of usual) {
    const status = await program.run(words, { root, load });
    if (status !== 0) throw new Error(`farm ${words.join(' ')} exited ${status}`);
  }
  const codes = new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]));
  writeFileSync(path.join(dist, compiledCodeFile), packCompiledCode(codes));
} finally {
  process.stdout.write = write;
  rmSync(scratch, { recursive: true, force: true });
}
