import { type ChildProcess, spawn } from 'node:child_process';
import { whilePaging } from './streams.js';

/** The user's pager, which shows a text that is longer than the screen. */

/** What only a shell understands, as git decides it. Without it, the pager is started directly. */
const forShell = /[|&;<>()$`\\"'*?[\]#~=%]/u;
/** A shell ends with these if there is no such program. */
const notRun = [126, 127];

/**
 * Shows a text in a pager, until the user leaves it. Leaving early is no error.
 * @returns false if the pager could not be started, so that nothing was shown
 */
export async function page(
  text: string,
  pager: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  return whilePaging(async () => {
    const [file = pager, ...words] = forShell.test(pager) ? [pager] : pager.split(/\s+/u);
    // What git sets: quit if the text fits, show colours, and leave the text on the screen. LV is for the pager lv.
    const child = spawn(file, words, {
      shell: forShell.test(pager),
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: 'FRX', LV: '-c', ...env },
    });
    return ended(child, text);
  });
}

function ended(child: ChildProcess, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === null || !notRun.includes(code)));
    // The user may leave before everything is read.
    child.stdin?.on('error', () => {});
    child.stdin?.end(text);
  });
}
