/**
 * Bundles oclif so that a start pays only for what it uses. oclif requires all of its modules at the top of each of them:
 * the finder of plugins, the compiler of TypeScript, the help, the spinner.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Modules that oclif requires for what farm never does: each by what takes its place. */
export const standIns = {
  // For finding plugins, and commands without a manifest.
  lilconfig: 'export {};',
  minimatch: 'export {};',
  tinyglobby: 'export {};',
  // For running commands from TypeScript.
  typescript: 'export {};',
  // For naming a Windows shell, for which oclif would start PowerShell at every run; and for telling WSL from Linux.
  'wsl-utils': 'export const isWsl = false;',
  // For names in help texts, such as <%= config.bin %>: farm uses nothing else of its language, which takes long to compile.
  ejs: `export default {
    render: (text, names) => text.replaceAll(/<%= *([\\w.]+) *%>/g, (_, path) =>
      path.split('.').reduce((value, key) => value[key], names)),
  };`,
  // For oclif's own debugging and its progress spinner.
  debug: 'export default () => () => {};',
  'cli-spinners': 'export default new Proxy({}, { get: () => ({ interval: 100, frames: [""] }) });',
};

const prefix = '\0stand-in:';

/** The name of a stand-in among the modules of a bundle. */
export function standInId(name) {
  return prefix + name;
}

/** Modules that a start does not use, by the file each of them gets, which is read on use. */
const readOnUse = {
  'help-command': '@oclif/core/lib/help/command.js',
  'find-root': '@oclif/core/lib/util/find-root.js',
  'cache-command': '@oclif/core/lib/util/cache-command.js',
  ux: '@oclif/core/lib/ux/index.js',
  ansis: 'ansis/index.js',
  'string-width': 'string-width/index.js',
  'wrap-ansi': 'wrap-ansi/index.js',
};

const nodeModules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const namesReadOnUse = new Map(
  Object.entries(readOnUse).map(([name, module]) => [path.join(nodeModules, module), name]),
);

/** Entries of the bundle for the modules that are read on use. */
export const entriesReadOnUse = Object.fromEntries(
  [...namesReadOnUse].map(([module, name]) => [`chunks/${name}`, module]),
);

/** Expressions in modules of oclif that cost every start, and what does the same for farm. */
const replaced = {
  // To sort by the rules of a language loads the tables of all languages. Ids of commands are ASCII.
  'config/plugin.js': ['a.id.localeCompare(b.id)', 'a.id < b.id ? -1 : 1'],
  // What is imported on use gets a file of its own; this is a stand-in of one line.
  'util/os.js': ["(await import('wsl-utils'))", "require('wsl-utils')"],
};

/** The plugin of the bundler. It throws where oclif has changed so much that one of the settings above does nothing. */
export function oclifOnUse() {
  const unused = new Set([...namesReadOnUse.values(), ...Object.keys(replaced)]);
  return {
    name: 'oclif-on-use',
    async resolveId(id, importer, { kind }) {
      if (Object.hasOwn(standIns, id) && inOclif.test(importer)) return standInId(id);
      if (kind !== 'require-call') return null;
      const resolved = await this.resolve(id, importer, { kind, skipSelf: true });
      const name = namesReadOnUse.get(resolved?.id);
      if (name === undefined) return null;
      unused.delete(name);
      return { id: `./${name}.cjs`, external: true };
    },
    load(id) {
      return id.startsWith(prefix) ? standIns[id.slice(prefix.length)] : null;
    },
    transform(code, id) {
      const [, file] = inOclif.exec(id) ?? [];
      if (file === undefined) return null;
      const name = file.replaceAll('\\', '/');
      const [from, to] = replaced[name] ?? ['', ''];
      if (code.includes(from)) unused.delete(name);
      return requireOnUse(code.replaceAll(from, to));
    },
    buildEnd() {
      if (unused.size > 0)
        throw new Error(
          `scripts/bundle-oclif.mjs has settings without use: ${[...unused].join(', ')}`,
        );
    },
  };
}

const inOclif = /[\\/]node_modules[\\/]@oclif[\\/]core[\\/]lib[\\/](.*)$/;

const topLevelRequire =
  /^(?:const|var) (\w+_\d) = ((?:__import(?:Default|Star)\()?require\("[^"]+"\)\)?);$/gm;

/**
 * A module whose top-level `const a_1 = require("a")` happens where `a_1` is first used. That is how TypeScript prints
 * imports: it uses such a name only before a dot.
 */
export function requireOnUse(code) {
  const names = [...code.matchAll(topLevelRequire)].map(([, name]) => name);
  const declared = code.replaceAll(
    topLevelRequire,
    (_, name, required) => `let $${name}; const ${name} = () => ($${name} ??= ${required});`,
  );
  return names.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`),
    declared,
  );
}
