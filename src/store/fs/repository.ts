import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a farm file stands in its repository: what code scanners and annotations name it by. */

/**
 * The folder that paths are told from: GITHUB_WORKSPACE where the working directory is in it, else the repository
 * around the working directory, else the working directory.
 */
export function repositoryRoot(cwd: string, env: NodeJS.ProcessEnv): string {
  const workspace = env['GITHUB_WORKSPACE'];
  if (workspace !== undefined && workspace !== '' && below(resolve(workspace), cwd) !== null) {
    return resolve(workspace);
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

/** The path below a folder with forward slashes; null where it lies elsewhere. */
function below(folder: string, path: string): string | null {
  const found = relative(folder, path);
  if (isAbsolute(found) || found === '..' || found.startsWith(`..${sep}`)) return null;
  return slashed(found);
}

/** The path from a folder, with forward slashes, wherever it lies (absolute on another drive of Windows). */
export function pathFrom(folder: string, path: string): string {
  return slashed(relative(folder, path));
}

/** How the world outside names a file: below the root of the repository, or absolute; as a path and as a URI. */
export function outsideName(
  root: string,
  path: string,
): { path: string; uri: string; isInRepository: boolean } {
  if (path === '-') return { path: 'stdin', uri: 'stdin', isInRepository: false };
  const name = below(root, path);
  if (name === null)
    return { path: slashed(path), uri: pathToFileURL(path).href, isInRepository: false };
  return { path: name, uri: uriOf(name), isInRepository: true };
}

/** A path with forward slashes as a relative URI reference. Windows lets half characters into names; URIs know none. */
export function uriOf(path: string): string {
  const whole = path.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return whole.split('/').map(encodeURIComponent).join('/');
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
