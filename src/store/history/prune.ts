import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { farmOfHeader } from './log-lines.js';

/** Removes histories of farm files that no longer exist, once there are many: tests and pipelines leave one in each folder. */

/** How many histories there may be before those of deleted farm files are removed. */
export const mostHistories = 300;

const oldEnough = 30 * 24 * 60 * 60 * 1000;

/** Removes the oldest histories of deleted farm files. Nothing fails: at worst they stay. */
export function pruneHistories(folder: string, now: number = Date.now()): void {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    if (names.length <= mostHistories) return;
    const found = names
      .map((name) => join(folder, name))
      .map((path) => ({ path, written: statSync(path).mtimeMs }))
      // A disk that is not mounted today also looks deleted.
      .filter(({ written }) => now - written > oldEnough)
      .toSorted((a, b) => a.written - b.written);
    let left = names.length;
    for (const { path } of found) {
      if (left <= mostHistories) return;
      if (!isOfDeletedFile(path)) continue;
      unlinkSync(path);
      left -= 1;
    }
  } catch {
    // The next new history tries again.
  }
}

function isOfDeletedFile(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    // The longest path of any system.
    const start = Buffer.alloc(40_000);
    const length = readSync(file, start);
    const farm = farmOfHeader(start.toString('utf8', 0, length).split('\n')[0] ?? '');
    return farm !== null && !existsSync(farm);
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}
