import { type Dirent, realpath, stat, type Stats } from 'node:fs';
import { resolve } from 'node:path';

import { FarmError } from '../../domain/model/index.js';
import { listFound } from './found-files.js';
import { FolderReader, type SearchLimits } from './folder-reader.js';

/** Finding files by a pattern. */

/**
 * The files that match a pattern, absolute, in the order of their paths. Skips node_modules and hidden folders; follows
 * links to folders. A dangling link is in the list, so that reading it reports it.
 * @throws FarmError E_UNREADABLE for a pattern that has too many files or folders to search
 */
export async function filesMatching(
  pattern: string,
  cwd: string,
  limits?: SearchLimits,
): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  // On Windows a backslash is a separator, because names can't contain one.
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const folders = new Folders(new FolderReader(resolve(cwd, pattern), limits));
  const paths = await glob(slashed, {
    cwd,
    absolute: true,
    expandDirectories: false,
    ignore: ['**/node_modules/**'],
    fs: { readdir: folders.readdir, realpath: realpathOrItself, stat: statOrFile } as object,
  });
  if (folders.failure !== null) throw folders.failure;
  return listFound(paths.map((path) => resolve(cwd, path)));
}

type Callback<T> = (error: unknown, value?: T) => void;

/** Reads one folder at a time: tinyglobby asks for all at once, and takes one that can't be read for an empty one. */
class Folders {
  /** The search went beyond its limit. */
  failure: FarmError | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(private readonly reader: FolderReader) {}

  readonly readdir = (folder: string, _: unknown, callback: Callback<Dirent[]>): void => {
    // oxlint-disable-next-line promise/no-callback-in-promise -- tinyglobby has no other interface
    this.#turn = this.#turn.then(async () => callback(null, await this.#read(folder)));
  };

  async #read(folder: string): Promise<Dirent[]> {
    if (this.failure !== null) return [];
    try {
      return await this.reader.read(folder);
    } catch (error) {
      if (error instanceof FarmError) this.failure = error;
      return [];
    }
  }
}

// tinyglobby omits a link that leads nowhere. Here it is a file, which can't be read.

function realpathOrItself(path: string, callback: Callback<string>): void {
  realpath(path, (error, found) => callback(null, error === null ? found : path));
}

function statOrFile(path: string, callback: Callback<Pick<Stats, 'isDirectory'>>): void {
  stat(path, (error, found) =>
    callback(null, error === null ? found : { isDirectory: () => false }),
  );
}
