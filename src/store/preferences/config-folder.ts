import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where `conf` keeps the user's own farm and preferences, found without loading it: reading must stay fast. */

/** The name under which conf makes its folder. */
export const projectName = 'ras-farm';

/** The folder as conf's env-paths names it; a test holds the two together. */
export function configFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32') {
    const home = env['USERPROFILE'] || homedir();
    return resolve(env['APPDATA'] || join(home, 'AppData', 'Roaming'), projectName, 'Config');
  }
  const home = env['HOME'] || homedir();
  if (platform === 'darwin') return resolve(home, 'Library', 'Preferences', projectName);
  return resolve(env['XDG_CONFIG_HOME'] || join(home, '.config'), projectName);
}

/** The environment variable that sets the parent folder. */
export function configFolderVariable(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'APPDATA=FOLDER';
  return platform === 'darwin' ? 'HOME=FOLDER' : 'XDG_CONFIG_HOME=FOLDER';
}

/** The user's own farm: used if no other farm is given or found. */
export function ownFarmPath(env: NodeJS.ProcessEnv): string {
  return join(configFolder(env), 'farm.json');
}

/** The user's preferences. */
export function preferencesPath(env: NodeJS.ProcessEnv): string {
  return join(configFolder(env), 'preferences.json');
}

/** The default sites of the user's farm files. */
export function defaultSitesPath(env: NodeJS.ProcessEnv): string {
  return join(configFolder(env), 'default-sites.json');
}
