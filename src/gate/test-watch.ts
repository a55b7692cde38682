import { counted } from '../domain/model/index.js';
import { report } from '../cli/error-report.js';
import { isExpected } from '../cli/refusals.js';
import type { Theme } from '../render/theme.js';
import { isTestFile } from '../store/test/test-file.js';
import { untilChanged } from '../store/fs/watching.js';
import { write } from '../cli/streams.js';
import type { TestsRun } from './test.js';

/** `farm test --watch`: runs the tests again after every change of a test or farm file, until Ctrl-C. */

/** What to do after every change. */
export interface Watching {
  ask: () => Promise<TestsRun>;
  /** Prints the result. @throws FarmError for broken files */
  print: (run: TestsRun) => Promise<void>;
  /** The theme of standard error. */
  theme: Theme;
  /** Folder in which new test files may appear, absolute. */
  cwd: string;
  argv: readonly string[];
}

/** Clears a terminal and its scrollback. */
const clearScreen = '\u001b[H\u001b[2J\u001b[3J';

/** Runs until Ctrl-C, which main.ts handles. */
export async function watchTests({ ask, print, theme, cwd, argv }: Watching): Promise<never> {
  let files: readonly string[] = [];
  for (;;) {
    const since = Date.now();
    if (process.stdout.isTTY) await write(process.stdout, clearScreen);
    try {
      const found = await ask();
      ({ files } = found);
      await print(found);
    } catch (error) {
      if (!isExpected(error)) throw error;
      await report(error, { argv });
    }
    const status = `\nWatching ${counted(files.length, 'file')}. Press Ctrl-C to stop.`;
    await write(process.stderr, `${theme.faint(status)}\n`);
    await untilChanged({ paths: files, folders: [cwd], also: isTestFile }, since);
  }
}
