import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads the program's files with the code that V8 compiled of them at the build, which is kept beside them: compiling is
 * the largest part of a start. On Node 22 and newer Node could keep it by itself, but in the folder for temporary files,
 * where others may write, and not before the second run.
 */

/** The file in dist/ that holds the compiled code. */
export const compiledCodeFile = 'compiled-code.bin';

/** What compiled the code, and how much of it there is for each file, in bytes. */
interface Index {
  compiledBy: string;
  lengths: (readonly [name: string, length: number])[];
}

/** V8 refuses code that another version of it compiled, but may not notice another processor. */
const thisNode = `${process.versions.v8} ${process.platform} ${process.arch}`;

/** Loads a file of dist/ by its path, and what it requires. */
export type Load = (file: string) => unknown;

/**
 * A loader of the files in `dist`; null if their compiled code is missing, or was compiled by another Node.
 * @param requireNode loads modules of Node
 */
export function loaderOfCompiled(dist: string, requireNode: NodeJS.Require): Load | null {
  const compiled = readCompiledCode(path.join(dist, compiledCodeFile));
  if (compiled === null) return null;
  return loaderOf(dist, requireNode, (name, text, filename) => {
    const cachedData = compiled.get(name);
    return new Script(text, cachedData === undefined ? { filename } : { filename, cachedData });
  });
}

/** Loads files of `dist` as compiled by `compile`. A file is run once, like by Node's own require. */
export function loaderOf(
  dist: string,
  requireNode: NodeJS.Require,
  compile: (name: string, text: string, filename: string) => Script,
): Load {
  const modules = new Map<string, { exports: unknown }>();
  const load: Load = (filename) => {
    const loaded = modules.get(filename);
    if (loaded !== undefined) return loaded.exports;
    const module = { exports: {} };
    modules.set(filename, module);
    // The build writes ASCII alone, which is read fastest so.
    const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(filename, 'latin1')}\n})`;
    const folder = path.dirname(filename);
    const require = (id: string): unknown => {
      if (id.startsWith('.')) return load(path.join(folder, id));
      return path.isAbsolute(id) ? load(id) : requireNode(id);
    };
    const run = compile(filename.slice(dist.length + 1), text, filename).runInThisContext();
    run.call(module.exports, module.exports, require, module, filename, folder);
    return module.exports;
  };
  return load;
}

/** Compiled code as one file: the length of its index, the index, and the code of each file. */
export function packCompiledCode(codes: ReadonlyMap<string, Buffer>): Buffer {
  const lengths = [...codes].map(([name, code]) => [name, code.length] as const);
  const index = Buffer.from(JSON.stringify({ compiledBy: thisNode, lengths } satisfies Index));
  const start = Buffer.alloc(4);
  start.writeUInt32LE(index.length);
  return Buffer.concat([start, index, ...codes.values()]);
}

/** The compiled code by file; null if there is none that this Node can use. */
function readCompiledCode(file: string): Map<string, Buffer> | null {
  try {
    const bytes = readFileSync(file);
    const start = 4 + bytes.readUInt32LE();
    const index: Index = JSON.parse(bytes.toString('latin1', 4, start));
    if (index.compiledBy !== thisNode) return null;
    let end = start;
    const codes = index.lengths.map(
      ([name, length]) => [name, bytes.subarray(end, (end += length))] as const,
    );
    // A file that was cut off would be found out only where its end is needed.
    return end === bytes.length ? new Map(codes) : null;
  } catch {
    return null;
  }
}
