import { dirname } from 'node:path';
import { counted, FarmError } from '../domain/model/index.js';
import { report } from '../cli/error-report.js';
import { isExpected } from '../cli/refusals.js';
import { fitToScreen } from '../cli/show-text.js';
import { write } from '../cli/streams.js';
import type { Theme } from '../render/theme.js';
import { isFarmFile } from '../store/farm/farm-files.js';
import type { FarmSource } from '../store/farm/locate.js';
import { repositoryAbove } from '../store/fs/repository.js';
import { untilChanged } from '../store/fs/watching.js';
import { isPolicyFile } from '../store/policy/find-policy.js';

/** `--watch`: asks again whenever a file is saved, until Ctrl-C. */

/** An answer that is ready to be printed. */
export interface Ready {
  /** The files that it depends on, absolute. */
  files: readonly string[];
  /** Prints it. @throws FarmError for broken files */
  print: () => Promise<void>;
}

/** What to ask after every change, and what may change it. */
export interface Watching {
  ask: () => Promise<Ready>;
  /** The files to watch until an answer names others: a file may be broken from the start. */
  files?: readonly string[];
  /** Folders in which other files may appear, absolute, and how their names look. */
  folders: readonly string[];
  also: (name: string) => boolean;
  /** The theme of standard error. */
  theme: Theme;
  argv: readonly string[];
}

/** Lines of the screen that are not for the answer: the farm file that was used, an empty line, the status and the cursor. */
const besideAnswer = 4;

/** Clears a terminal and its scrollback. */
const clearScreen = '\u001b[H\u001b[2J\u001b[3J';

/**
 * Runs until Ctrl-C, which main.ts handles. A terminal is cleared before each answer, and drawn again when its size changes, and the
 * answer ends where the screen does; a pipe gets one answer after another, with an empty line between them.
 */
export async function watchAnswers(watching: Watching): Promise<never> {
  const { ask, folders, also, theme, argv } = watching;
  const { stdout, stderr } = process;
  fitToScreen(besideAnswer);
  let files = watching.files ?? [];
  for (let isFirst = true; ; isFirst = false) {
    const since = Date.now();
    const begin = stdout.isTTY ? clearScreen : isFirst ? '' : '\n';
    const [ready] = await Promise.allSettled([ask()]);
    await write(stdout, begin);
    try {
      if (ready.status === 'rejected') throw ready.reason;
      ({ files } = ready.value);
      await ready.value.print();
    } catch (error) {
      if (!isExpected(error)) throw error;
      await report(error, { argv });
    }
    const resized = untilResized(stdout);
    // Before the status line: whoever reads it may save at once.
    const changed = untilChanged({ paths: files, folders, also }, since, resized.signal);
    const status = `\nWatching ${counted(files.length, 'file')}. Press Ctrl-C to stop.`;
    await write(stderr, `${theme.faint(status)}\n`);
    await Promise.race([changed, resized.promise]);
    resized.stop();
  }
}

/** A terminal sends many sizes while its window is dragged; it is drawn after this long without another (milliseconds). */
const settled = 100;

/** Waits until a terminal has another size, or until it is stopped. */
function untilResized(stream: NodeJS.WriteStream) {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onResize = (): void => {};
  const promise = new Promise<void>((resolve) => {
    onResize = () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, settled);
    };
  });
  stream.on('resize', onResize);
  const stop = (): void => {
    clearTimeout(timer);
    stream.off('resize', onResize);
    ended.abort();
  };
  return { promise, stop, signal: ended.signal };
}

/**
 * What to watch for farm files: the files, and the folders in which a policy for them may appear.
 * @param named names of folders or patterns in which farm files are searched, so that new ones count
 * @throws FarmError E_USAGE for standard input
 */
export function watchedFarms(
  sources: readonly FarmSource[],
  named: readonly string[] = [],
): Pick<Watching, 'folders' | 'also'> & { files: readonly string[] } {
  if (sources.some(({ kind }) => kind === 'stdin')) {
    throw new FarmError({
      code: 'E_USAGE',
      message: "standard input can't be watched.",
      nextStep: 'name a file: --file farm.json',
    });
  }
  const files = sources.map(({ path }) => path);
  const folders = new Set(files.flatMap((path) => foldersAbove(dirname(path))));
  const also = (name: string): boolean =>
    isPolicyFile(name) || (named.length > 0 && isFarmFile(name));
  return { files, folders: [...folders], also };
}

/** A folder and those above it, up to the root of its repository: where the policy of a farm file may be. */
function foldersAbove(start: string): string[] {
  const root = repositoryAbove(start) ?? start;
  const folders = [start];
  for (let folder = start; folder !== root && dirname(folder) !== folder; folder = dirname(folder))
    folders.push(dirname(folder));
  return folders;
}
