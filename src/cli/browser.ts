import { type ChildProcess, spawn } from 'node:child_process';
import type { NotOpened, OpenResult } from '../render/report/open-result.js';
import { inCi } from './terminal.js';

/** Opening a file in the user's browser, without waiting for it. */

type Environment = Readonly<Record<string, string | undefined>>;

/** What became of opening a file. */
type Opening = Omit<OpenResult, 'file'>;

/** A program that fails does so at once; after this, it is taken for a browser. */
const mostWaitedMs = 1500;

/** Opens a file in the browser of the user. Failing is no error: the file is there, and can be opened by hand. */
export async function openInBrowser(
  path: string,
  env: Environment,
  platform: NodeJS.Platform,
): Promise<Opening> {
  const wanted = openersOf(path, env, platform);
  if (typeof wanted === 'string')
    return { opened: false, opener: null, reason: wanted, error: null };
  let opener: string | null = null;
  let error: string | null = null;
  for (const [program = '', ...words] of wanted) {
    opener = program;
    error = await start(program, words);
    if (error === null) return { opened: true, opener, reason: null, error };
  }
  return { opened: false, opener, reason: 'failed', error };
}

/** The command lines that open a file, the best first; or why there are none. */
export function openersOf(
  path: string,
  env: Environment,
  platform: NodeJS.Platform,
): string[][] | Exclude<NotOpened, 'failed'> {
  if (inCi(env)) return 'ci';
  // It takes the path as it is; cmd.exe, with its start, would read quotes and percent signs in it.
  if (platform === 'win32') return [['explorer.exe', path]];
  const chosen = (env['BROWSER'] ?? '').split(':').filter((one) => one.trim() !== '');
  if (chosen.length > 0) return chosen.map((one) => browserCommand(one, path));
  if (isSet(env, 'SSH_CONNECTION') || isSet(env, 'SSH_TTY')) return 'ssh';
  if (platform === 'darwin') return [['open', path]];
  if (isSet(env, 'WSL_DISTRO_NAME'))
    return [
      ['wslview', path],
      ['xdg-open', path],
    ];
  if (!isSet(env, 'DISPLAY') && !isSet(env, 'WAYLAND_DISPLAY')) return 'no-display';
  return [['xdg-open', path]];
}

/** A command of BROWSER: `%s` stands for the file, which is else the last word. No shell reads it. */
function browserCommand(text: string, path: string): string[] {
  const words = text.trim().split(/\s+/u);
  const isNamed = words.some((word) => word.includes('%s'));
  return isNamed ? words.map((word) => word.replaceAll('%s', () => path)) : [...words, path];
}

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '') !== '';
}

/** Starts a program that goes on when farm ends. Null: it works. */
function start(opener: string, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = spawn(opener, words, { detached: true, stdio: 'ignore', windowsHide: true });
    } catch (error) {
      resolve((error as Error).message);
      return;
    }
    const timer = setTimeout(() => resolve(null), mostWaitedMs);
    const end = (error: string | null): void => {
      clearTimeout(timer);
      resolve(error);
    };
    child.on('error', ({ message }) => end(message));
    // Explorer ends with 1 whatever it did.
    child.on('exit', (code) =>
      end(code === 0 || opener === 'explorer.exe' ? null : `exit ${code}`),
    );
    child.unref();
  });
}
