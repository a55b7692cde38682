import { counted } from '../domain/model/index.js';
import { report } from '../cli/error-report.js';
import { isExpected } from '../cli/refusals.js';
import type { Theme } from '../render/theme.js';
import { isTestFile } from '../store/test/test-file.js';
import { untilChanged } from '../store/fs/watching.js';
import { write } from '../cli/streams.js';
import type { TestsRun } from './test.js';

/** `farm test --watch`: the tests again after every change of a test file or a farm file, until Ctrl-C. */

/** What is done at every change. */
export interface Watching {
  ask: () => Promise<TestsRun>;
  /** Prints what was found. @throws FarmError of what is broken */
  tell: (run: TestsRun) => Promise<void>;
  /** How standard error looks. */
  theme: Theme;
  /** Folder in which new test files may come, absolute. */
  cwd: string;
  argv: readonly string[];
}

/** Clears a terminal and what was scrolled out of it. */
const clearScreen = '\u001b[H\u001b[2J\u001b[3J';

/** Never ends by itself: Ctrl-C is heard in main.ts. */
export async function watchTests({ ask, tell, theme, cwd, argv }: Watching): Promise<never> {
  let files: readonly string[] = [];
  for (;;) {
    const since = Date.now();
    if (process.stdout.isTTY) await write(process.stdout, clearScreen);
    try {
      const found = await ask();
      ({ files } = found);
      await tell(found);
    } catch (error) {
      if (!isExpected(error)) throw error;
      await report(error, { argv });
    }
    const told = `\nWatching ${counted(files.length, 'file')}; Ctrl-C ends.`;
    await write(process.stderr, `${theme.faint(told)}\n`);
    await untilChanged({ paths: files, folders: [cwd], also: isTestFile }, since);
  }
}
