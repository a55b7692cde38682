import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { projectName } from '../preferences/config-folder.js';

/** Where farm keeps what it remembers between runs: not preferences, and not to be copied to another machine. */

/** The folder of the state, as the system's habit is; a relative XDG_STATE_HOME is ignored, as its specification demands. */
export function stateFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32') {
    const home = env['USERPROFILE'] || homedir();
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), projectName, 'State');
  }
  const named = env['XDG_STATE_HOME'] ?? '';
  if (isAbsolute(named)) return join(named, projectName);
  const home = env['HOME'] || homedir();
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', projectName)
    : join(home, '.local', 'state', projectName);
}
