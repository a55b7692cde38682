import { type Dirent, opendirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { FarmError } from '../../domain/model/index.js';
import { shownPath } from './shown-path.js';

/** Reading many folders with a limit, so that a search in `/` or through a circle of links ends with an error. */

/** The most that a search reads. */
export interface SearchLimits {
  folders: number;
  /** Files and folders of all folders together. */
  entries: number;
}

/** More than a large repository has. Reading so many takes less than a minute. */
const searchLimits: SearchLimits = { folders: 100_000, entries: 1_000_000 };

/** Reads the folders of one search, and counts them. */
export class FolderReader {
  #folders = 0;
  #entries = 0;

  /** `searched` is the folder or pattern that the error names. */
  constructor(
    private readonly searched: string,
    private readonly limits: SearchLimits = searchLimits,
  ) {}

  /**
   * The entries of a folder.
   * @throws FarmError E_UNREADABLE beyond the limit; the error of the system for a folder that can't be read
   */
  async read(folder: string): Promise<Dirent[]> {
    this.#folders += 1;
    if (this.#folders > this.limits.folders) throw this.#tooMany(this.limits.folders, 'folders');
    // Lets Ctrl-C through. Reading without waiting takes half as long.
    if (this.#folders % 100 === 0) await setImmediate();
    const entries: Dirent[] = [];
    // In parts: a folder with millions of files must not be in memory as a whole before it is refused.
    const open = opendirSync(folder, { bufferSize: 512 });
    try {
      for (let entry = open.readSync(); entry !== null; entry = open.readSync()) {
        this.#entries += 1;
        if (this.#entries > this.limits.entries)
          throw this.#tooMany(this.limits.entries, 'files and folders');
        entries.push(entry);
      }
    } finally {
      open.closeSync();
    }
    return entries;
  }

  #tooMany(most: number, what: string): FarmError {
    return new FarmError({
      code: 'E_UNREADABLE',
      message: `${shownPath(this.searched)} has more than ${inWords(most)} ${what} to search.`,
      nextStep: 'specify a smaller folder, or the files themselves',
    });
  }
}

function inWords(count: number): string {
  return count < 1_000_000 ? String(count) : `${count / 1_000_000} million`;
}
