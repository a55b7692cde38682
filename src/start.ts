import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import {
  compiledCodeFile,
  type Load,
  loaderOf,
  loaderOfCompiled,
  packCompiledCode,
} from './compiled-code.js';
import type { Program } from './run-command.js';
import { versionOf } from './version.js';

export { compiledCodeFile, loaderOf, packCompiledCode };

/**
 * Starts the program with no more of it than the command line needs: people and shells wait for each start.
 * @param dist the folder of the built program
 * @param requireNode loads modules, as Node does by itself
 */
export function start(dist: string, requireNode: NodeJS.Require, words: readonly string[]): void {
  const [first, ...others] = words;
  if ((first === '--version' || first === '-v') && printVersion(dist)) return;
  const load = loaderOfCompiled(dist, requireNode) ?? loaderOfNode(requireNode);
  // A shell asks at Tab: a person waits, and most of the program is not needed.
  const [file, rest] = first === '__complete' ? ['complete.cjs', others] : ['main.cjs', words];
  const { start: startFile } = load(path.join(dist, file)) as Started;
  void startFile(rest, { root: path.dirname(dist), load });
}

interface Started {
  start: (words: readonly string[], program: Program) => Promise<void>;
}

/** Without compiled code of the build: Node 22 and newer can keep it between runs. */
function loaderOfNode(requireNode: NodeJS.Require): Load {
  requireNode('node:module').enableCompileCache?.();
  return (file) => requireNode(file);
}

/**
 * Prints the version; false if the output doesn't take it at once, so that the program is needed after all. Asking Node
 * for its stream of the output alone would take half as long as the rest.
 */
function printVersion(dist: string): boolean {
  const about = JSON.parse(readFileSync(path.join(dist, '../package.json'), 'utf8'));
  try {
    writeSync(1, `${versionOf(about)}\n`);
    return true;
  } catch {
    return false;
  }
}
