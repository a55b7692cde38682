/**
 * Bundles src/ into dist/: the program (one entry a command, shared chunks) and the library (one file, with its types); and
 * writes oclif.manifest.json and the notices of the bundled packages.
 *
 * Start-up is why this is a bundle: a command that reads a farm and prints a table loads a handful of files, and what is
 * seldom needed (conf, prompts, the table library) stays behind a dynamic import. The program's files are CommonJS, because
 * Node starts its loader of ES modules, for about 5 ms, as soon as a program has one. All packages are in the bundle, so
 * that the package of farm needs no other: it installs without a network, and from git.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin, settings } from '@oclif/core';
import { rolldown } from 'rolldown';
import { entriesReadOnUse, oclifOnUse, standInId, standIns } from './bundle-oclif.mjs';
import { writeDeclarations } from './declarations.mjs';
import { printNotices } from './third-party-notices.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');

/** What every start needs, also one that runs no command, such as --version. */
const startsWith = ['src/main.ts'];
/** What is run most often, with its text. What these don't need is not in the file that all commands load. */
const usualReads = [
  'src/commands/status.ts',
  'src/render/status.ts',
  'src/commands/check.ts',
  'src/render/readiness.ts',
];

/** Modules, or folders of them, that are loaded together: in one file, because each further one costs a start. */
const loadedTogether = {
  files: [
    'src/gate/check-policy.ts',
    'src/gate/in-github.ts',
    'src/gate/many-files.ts',
    'src/gate/outputs.ts',
    'src/domain/readiness/gate.ts',
    'src/render/against.ts',
    'src/store/farm/farm-files.ts',
    'src/store/fs/report-file.ts',
  ],
  simulate: ['src/domain/simulate/'],
};

/** What every answer at Tab needs, and some of what is loaded later too: one file, because that is faster than one for each. */
const loadedAtTab = [
  'src/domain/model/errors.ts',
  'src/domain/model/exit-codes.ts',
  'src/domain/model/failure-domains.ts',
  'src/domain/model/names/literal.ts',
  'src/domain/model/suggested-command.ts',
  'src/render/shell-words.ts',
  'src/store/farm/farm-names.ts',
  'src/store/fs/shown-path.ts',
  'src/store/json/',
  'src/store/preferences/',
];

/**
 * Exports are assigned at the end of a chunk. By itself the bundler defines a function for each, which returns the value of
 * the moment: a thousand functions at a start, for values that never change.
 */
function plainExports() {
  return {
    name: 'plain-exports',
    renderChunk(code) {
      const changing = new Set([...code.matchAll(assignedLater)].map(([, name]) => name));
      return code.replaceAll(definedExport, (defined, name, value) =>
        changing.has(value) ? defined : `exports[${name}] = ${value};`,
      );
    },
  };
}

/** Modules of Node are required where the sources import them on use: Node's loader of ES modules takes 5 ms to start. */
function requiredModules() {
  return {
    name: 'required-modules',
    renderChunk: (code) =>
      code.replaceAll(/\bimport\(("node:[\w/]+")\)/g, 'Promise.resolve(require($1))'),
  };
}

/** Declarations of variables that may get another value after the chunk has run. */
const assignedLater = /^(?:let (?=[\w$]+)|var (?=[\w$]+;))([\w$]+)/gm;

const definedExport =
  /^Object\.defineProperty\(exports, ("[^"]+"), \{\s*enumerable: true,\s*get: function \(\) \{\s*return ([\w$.]+);\s*\}\s*\}\);/gm;

function isPartOf(settings, module) {
  return settings.some((setting) => module.startsWith(path.join(root, setting)));
}

/** Every module that something outside the bundle loads by its path: the start, the hooks and each command. */
function entries() {
  const found = { main: 'src/main.ts', ...entriesReadOnUse };
  for (const folder of ['commands', 'hooks']) {
    for (const file of readdirSync(path.join(root, 'src', folder), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const name = `${folder}/${file.split(path.sep).join('/').slice(0, -3)}`;
      found[name] = `src/${name}.ts`;
    }
  }
  return found;
}

/** Its CommonJS build loads its parts in a way that no bundler detects. */
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
// The domain is pure: whoever imports one thing through a door doesn't load all that is behind it.
const treeshake = { moduleSideEffects: (id) => !id.includes('/src/domain/') };

/**
 * The modules that must be loaded before one of these files can be: without those that are imported on use, and those of which
 * nothing is left.
 */
async function neededBy(...files) {
  const input = Object.fromEntries(files.map((file) => [file.replaceAll('/', '.'), file]));
  const build = await rolldown({
    cwd: root,
    input: { ...entriesReadOnUse, ...input },
    platform: 'node',
    resolve: { alias },
    plugins: [oclifOnUse()],
    treeshake,
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'cjs' });
  await build.close();
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const loaded = new Set();
  const load = (fileName) => {
    if (loaded.has(fileName) || !chunks.has(fileName)) return;
    loaded.add(fileName);
    chunks.get(fileName).imports.forEach(load);
  };
  for (const { name, fileName } of output) if (name in input) load(fileName);
  const modules = [...loaded].flatMap((fileName) => Object.entries(chunks.get(fileName).modules));
  const needed = modules.filter(([, { renderedLength }]) => renderedLength > 0);
  return new Set(needed.map(([id]) => id));
}

/** Rebuilds dist/. It is built elsewhere and swapped in, so that a concurrent run never finds an incomplete one. */
export async function bundle() {
  const aside = `${dist}.${process.pid}`;
  const input = entries();
  const files = new Set(Object.values(input).map((file) => path.join(root, file)));
  const [toStart, toRead] = await Promise.all([neededBy(...startsWith), neededBy(...usualReads)]);
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    resolve: { alias },
    plugins: [oclifOnUse(), plainExports(), requiredModules()],
    treeshake,
    logLevel: 'warn',
  });
  const { output } = await build.write({
    dir: aside,
    format: 'cjs',
    exports: 'named',
    entryFileNames: '[name].cjs',
    // Each further file costs about half a millisecond at every start, but what is not loaded is not parsed.
    codeSplitting: {
      groups: [
        { name: 'program', test: (module) => toStart.has(module) && !files.has(module) },
        { name: 'shared', minShareCount: 12, test: (module) => toRead.has(module) },
        { name: 'often', minShareCount: 12 },
        ...Object.entries(loadedTogether).map(([name, settings]) => ({
          name,
          test: (module) => isPartOf(settings, module),
        })),
      ],
    },
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    // Parsing is the largest part of a start. Names of functions and classes stay, for stacks; V8 parses a text of ASCII
    // alone faster.
    minify: {
      compress: false,
      mangle: { keepNames: true },
      codegen: { asciiOnly: true },
    },
  });
  await build.close();
  const chunks = [
    ...output.filter(({ type }) => type === 'chunk'),
    ...(await bundleAlone(aside, 'complete')),
    ...(await bundleAlone(aside, 'start')),
    await bundleLibrary({ file: path.join(aside, 'index.js') }),
    await bundlePage({ file: path.join(aside, 'page.js') }),
  ];
  // Of some modules nothing is left after unused code is removed.
  const modules = chunks.flatMap(({ modules }) =>
    Object.keys(modules).filter((id) => modules[id].renderedLength > 0),
  );
  try {
    assertSettingsApply(modules);
    assertSelfContained(chunks);
    writeDeclarations(path.join(aside, 'types'));
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(aside, dist);
  // oclif finds the commands there only.
  compileCode();
  writeIfChanged('THIRD-PARTY-NOTICES.txt', printNotices(modules));
}

/** Keeps what V8 compiles of the program, in a process of its own: the commands that it runs there leave traces. */
function compileCode() {
  const script = path.join(root, 'scripts/compile-code.mjs');
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the program could not be compiled');
}

/**
 * Bundles an entry of its own, and returns its chunks: what starts the program, and what answers a shell at Tab. What most
 * commands need would take longer to load than these take to run.
 */
async function bundleAlone(dir, name) {
  const build = await rolldown({
    cwd: root,
    input: { [name]: `src/${name}.ts` },
    platform: 'node',
    resolve: { alias },
    treeshake,
    logLevel: 'warn',
  });
  const { output } = await build.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: `chunks/${name}-[name]-[hash].cjs`,
    codeSplitting: {
      groups: [{ name: 'shared', test: (module) => isPartOf(loadedAtTab, module) }],
    },
    minify: { compress: true, mangle: true, codegen: { asciiOnly: true } },
  });
  await build.close();
  return output.filter(({ type }) => type === 'chunk');
}

/**
 * Bundles the library into one file, for any platform, and returns its chunk. It has nothing in common with the program's
 * files: those use Node. Where no `file` is given, nothing is written.
 */
export async function bundleLibrary({ file, ...output }) {
  const build = await rolldown({
    cwd: root,
    input: 'src/index.ts',
    platform: 'browser',
    resolve: { alias },
    treeshake,
    logLevel: 'warn',
  });
  const options = { format: 'esm', codeSplitting: false, ...output };
  const written = await (file === undefined
    ? build.generate(options)
    : build.write({ ...options, file }));
  await build.close();
  return written.output[0];
}

/**
 * Bundles the program of a report as a page into one script, and returns its chunk. It is part of every page, so only what it
 * uses is in it: nothing in src/ does anything when it is loaded, but the program itself.
 */
export async function bundlePage({ file }) {
  const main = path.join(root, 'src/page/main.ts');
  const build = await rolldown({
    cwd: root,
    input: main,
    platform: 'browser',
    treeshake: {
      moduleSideEffects: (id) => id === main || !id.startsWith(path.join(root, 'src')),
    },
    logLevel: 'warn',
  });
  const { output } = await build.generate({
    format: 'iife',
    codeSplitting: false,
    minify: { compress: true, mangle: true, codegen: { asciiOnly: true } },
  });
  await build.close();
  // A browser reads some control characters as others, in literals too: the hash in the policy of the page would not fit.
  const code = output[0].code.replace(
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u0008\u000b-\u001f]/gu,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  writeFileSync(file, code);
  return output[0];
}

/** Throws if a setting above names a module that is not in the bundle, where it would do nothing, silently. */
export function assertSettingsApply(modules) {
  const unused = [
    ...Object.keys(standIns).filter((name) => !modules.includes(standInId(name))),
    ...Object.values(loadedTogether)
      .flat()
      .filter((setting) => !modules.some((module) => isPartOf([setting], module))),
  ];
  if (unused.length === 0) return;
  throw new Error(`scripts/build.mjs names modules that are not bundled: ${unused.join(', ')}`);
}

/** The published package has no dependencies: what a chunk imports is another chunk, or part of Node. */
function assertSelfContained(chunks) {
  const names = new Set(chunks.map(({ fileName }) => fileName));
  const missing = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((name) => !names.has(name) && !isBuiltin(name));
  if (missing.length > 0) throw new Error(`not bundled: ${[...new Set(missing)].join(', ')}`);
}

/**
 * Writes oclif.manifest.json: what every command takes, so that a start need not load them all.
 * Sorted and without a machine's paths: the same sources give the same file.
 */
export async function writeManifest() {
  settings.enableAutoTranspile = false;
  const plugin = new Plugin({
    root,
    type: 'core',
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  const { commands, version } = plugin.manifest;
  const sorted = Object.fromEntries(
    Object.entries(commands).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeIfChanged(
    'oclif.manifest.json',
    `${JSON.stringify({ version, commands: sorted }, null, 2)}\n`,
  );
}

function writeIfChanged(name, text) {
  const file = path.join(root, name);
  if (text !== readIfThere(file)) writeFileSync(file, text);
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
  await writeManifest();
}
