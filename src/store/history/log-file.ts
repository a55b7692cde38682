import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  digestOf,
  farmOfHeader,
  type LogLine,
  parseLine,
  parseLog,
  printHeader,
  printLine,
} from './log-lines.js';
import { pruneHistories } from './prune.js';
import { stateFolder } from './state-folder.js';

/**
 * The history file of a farm file. Entries are appended, each in one write, by the holder of the farm file's lock: a process that
 * is killed leaves a whole entry or the beginning of one, which the next writer removes. Nothing is flushed to the disk, because
 * that would take longer than all else; a power cut can lose the last entries, but no text of the farm file itself.
 */

/** How much of a history is kept; beyond that, the oldest entries are removed. The newest two always stay. */
export const mostKept = { entries: 500, bytes: 4 * 1024 * 1024 };

/** What remains after the oldest were removed, so that this is not done at each save. */
const shareLeft = 0.8;

/** The history file of a farm file, which must be its real path: one history, whatever link names the file. */
export function logPathOf(farm: string, env: NodeJS.ProcessEnv = process.env): string {
  // The name is for people who look into the folder; the digest tells the files apart.
  const name = basename(farm)
    .replaceAll(/[^\w.-]/g, '_')
    .slice(0, 60);
  return join(stateFolder(env), 'history', `${name}-${digestOf(farm)}.jsonl`);
}

/** The text of a history file; empty if there is none. @throws an error of the file system */
export function readLogText(path: string): string {
  let file: number;
  try {
    // Not even opening it may block, as it does with a named pipe.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw error;
  }
  try {
    requireRegular(file);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** A history file that is being written; close it. */
export class LogWriter {
  /** The last entry that can be read. */
  last: LogLine | null = null;
  #file: number;
  #end = 0;
  /** The end when it was opened; null after the oldest entries were removed. */
  #start: number | null = null;
  #entries = 0;

  private constructor(
    private readonly path: string,
    private readonly farm: string,
    file: number,
  ) {
    this.#file = file;
  }

  /**
   * Opens the history of a farm file, and removes the beginning of an entry that a killed process left.
   * @throws an error of the file system; Error if it is no regular file, or of a later format
   */
  static open(farm: string): LogWriter {
    const path = logPathOf(farm);
    const folder = dirname(path);
    makeFolder(folder);
    const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
    const writer = new LogWriter(path, farm, openSync(path, flags, 0o600));
    try {
      writer.#readEnd();
    } catch (error) {
      writer.close();
      throw error;
    }
    if (writer.#end === 0) pruneHistories(folder);
    return writer;
  }

  /** Removes what was appended since it was opened. Nothing fails: at worst an entry stays that is true as well. */
  undoAppends(): void {
    if (this.#start === null || this.#start === this.#end) return;
    try {
      ftruncateSync(this.#file, this.#start);
      if (this.#start === 0) unlinkSync(this.path);
    } catch {
      // The version is one that the file had.
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #readEnd(): void {
    requireRegular(this.#file);
    const bytes = readFileSync(this.#file);
    this.#end = bytes.lastIndexOf(newline) + 1;
    this.#start = this.#end;
    if (this.#end < bytes.length) ftruncateSync(this.#file, this.#end);
    farmOfHeader(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(newline))));
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1))
      this.#entries += 1;
    for (let end = this.#end - 1; end > 0 && this.last === null;) {
      const start = bytes.lastIndexOf(newline, end - 1) + 1;
      this.last = parseLine(bytes.toString('utf8', start, end));
      end = start - 1;
    }
  }

  /**
   * Appends an entry: all of it, or nothing.
   * @throws an error of the file system
   */
  append(line: LogLine): void {
    const header = this.#end === 0 ? printHeader(this.farm) : '';
    const bytes = Buffer.from(header + printLine(line));
    try {
      for (let at = 0; at < bytes.length;)
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at);
    } catch (error) {
      ftruncateSync(this.#file, this.#end);
      throw error;
    }
    this.#end += bytes.length;
    this.#entries += 1;
    this.last = line;
    if (this.#entries > mostKept.entries + 1 || this.#end > mostKept.bytes) this.#removeOldest();
  }

  #removeOldest(): void {
    const { lines } = parseLog(readLogText(this.path));
    const kept = printHeader(this.farm) + newest(lines).map(printLine).join('');
    const fresh = `${this.path}.tmp`;
    try {
      writeFileSync(fresh, kept, { mode: 0o600 });
      // One that a killed process left keeps its own mode.
      chmodSync(fresh, 0o600);
      const file = openSync(fresh, constants.O_RDWR);
      // Windows renames no file over an open one.
      closeSync(this.#file);
      this.#file = file;
      renameSync(fresh, this.path);
    } catch (error) {
      unlinkSync(fresh);
      throw error;
    }
    this.#end = Buffer.byteLength(kept);
    this.#start = null;
    this.#entries = newest(lines).length + 1;
  }
}

const newline = 10;

/** Makes a private folder and those above it. Node's own `recursive` never ends below a folder such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process made it in between.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The newest entries that fit, with the texts that they need. */
export function newest(lines: readonly LogLine[], most = mostKept): LogLine[] {
  const texts = new Map(lines.flatMap(({ version, text }) => (text ? [[version, text]] : [])));
  const seen = new Set<string>();
  let bytes = 0;
  let from = lines.length;
  while (from > 0) {
    const line = lines[from - 1] as LogLine;
    const text = seen.has(line.version) ? '' : (texts.get(line.version) ?? '');
    bytes += JSON.stringify({ ...line, text }).length + 1;
    const count = lines.length - from + 1;
    const fits = count <= most.entries * shareLeft && bytes <= most.bytes * shareLeft;
    if (!fits && count > 2) break;
    seen.add(line.version);
    from -= 1;
  }
  const given = new Set<string>();
  return lines.slice(from).map(({ text: _text, ...line }): LogLine => {
    const text = given.has(line.version) ? undefined : texts.get(line.version);
    given.add(line.version);
    return text === undefined ? line : { ...line, text };
  });
}

function requireRegular(file: number): void {
  if (!fstatSync(file).isFile()) throw new Error('it is not a regular file');
}
