import { FarmError } from '../domain/model/index.js';
import type { Shell } from '../render/shell-words.js';

/**
 * The shell that suggested commands are quoted for, from FARM_SHELL. Without it: the form that POSIX shells, zsh and fish
 * share; on Windows the form that PowerShell and cmd.exe share where possible, because no variable distinguishes them
 * (each passes on what the other set). On Windows, MSYSTEM and SHELL are set by Git Bash, MSYS2 and Cygwin.
 */

const shells: Readonly<Record<string, Shell>> = {
  posix: 'posix',
  bash: 'posix',
  zsh: 'posix',
  fish: 'fish',
  powershell: 'powershell',
  cmd: 'cmd',
};

/** The shell to quote for. An unknown FARM_SHELL counts as unset: `requireKnownShell` refuses it. */
export function shellOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Shell {
  const named = shells[(env['FARM_SHELL'] ?? '').toLowerCase()];
  if (named !== undefined) return named;
  if (platform !== 'win32') return 'posix';
  const isPosixOnWindows = [env['MSYSTEM'], env['SHELL']].some((value) => (value ?? '') !== '');
  return isPosixOnWindows ? 'posix' : 'windows';
}

/** Refuses an unknown FARM_SHELL. @throws FarmError E_USAGE */
export function requireKnownShell(env: NodeJS.ProcessEnv): void {
  const named = env['FARM_SHELL'] ?? '';
  if (named === '' || Object.hasOwn(shells, named.toLowerCase())) return;
  const names = Object.keys(shells);
  throw new FarmError({
    code: 'E_USAGE',
    message: `FARM_SHELL is "${named}", which is not a supported shell.`,
    typed: named,
    candidates: names,
    nextStep: `unset FARM_SHELL, or set it to one of ${names.join(', ')}`,
  });
}
