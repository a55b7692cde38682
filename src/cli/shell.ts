import { FarmError } from '../domain/model/index.js';
import type { Shell } from '../render/shell-words.js';

/**
 * Which shell suggested commands are quoted for. FARM_SHELL names it. Without it: the form that POSIX shells, zsh and
 * fish share; on Windows one that PowerShell and cmd.exe share as far as they do, since no variable tells the two apart
 * (each of them hands on what the other set). MSYSTEM and SHELL on Windows are those of Git Bash, MSYS2 and Cygwin.
 */

const shells: Readonly<Record<string, Shell>> = {
  posix: 'posix',
  bash: 'posix',
  zsh: 'posix',
  fish: 'fish',
  powershell: 'powershell',
  cmd: 'cmd',
};

/** The shell to quote for. A FARM_SHELL that names none counts as unset: `requireKnownShell` refuses it. */
export function shellOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Shell {
  const named = shells[(env['FARM_SHELL'] ?? '').toLowerCase()];
  if (named !== undefined) return named;
  if (platform !== 'win32') return 'posix';
  const isPosixOnWindows = [env['MSYSTEM'], env['SHELL']].some((value) => (value ?? '') !== '');
  return isPosixOnWindows ? 'posix' : 'windows';
}

/** Refuses a FARM_SHELL that names no shell. @throws FarmError E_USAGE */
export function requireKnownShell(env: NodeJS.ProcessEnv): void {
  const named = env['FARM_SHELL'] ?? '';
  if (named === '' || Object.hasOwn(shells, named.toLowerCase())) return;
  const names = Object.keys(shells);
  throw new FarmError({
    code: 'E_USAGE',
    message: `FARM_SHELL is "${named}", which is not a shell that farm knows.`,
    typed: named,
    candidates: names,
    nextStep: `unset FARM_SHELL, or set it to one of ${names.join(', ')}`,
  });
}
