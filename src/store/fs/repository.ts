import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The path of a farm file in its repository, as code scanners and annotations need it. */

/**
 * The folder that paths are relative to: GITHUB_WORKSPACE if it contains the working directory, else the repository that
 * contains the working directory, else the working directory.
 */
export function repositoryRoot(cwd: string, env: NodeJS.ProcessEnv): string {
  const workspace = env['GITHUB_WORKSPACE'];
  if (workspace !== undefined && workspace !== '' && below(resolve(workspace), cwd) !== null) {
    return resolve(workspace);
  }
  return repositoryAbove(cwd) ?? cwd;
}

/** The root of the repository that the folder is in, or is itself; null outside of any. */
export function repositoryAbove(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/** The path relative to a folder with forward slashes; null if it is outside the folder. */
function below(folder: string, path: string): string | null {
  const found = relative(folder, path);
  if (isAbsolute(found) || found === '..' || found.startsWith(`..${sep}`)) return null;
  return slashed(found);
}

/** The path relative to a folder, with forward slashes (absolute if on another drive of Windows). */
export function pathFrom(folder: string, path: string): string {
  return slashed(relative(folder, path));
}

/** The name of a file in reports: relative to the root of the repository, or absolute; as a path and as a URI. */
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

/** A path with forward slashes as a relative URI reference. Windows allows lone surrogates in names; URIs don't. */
export function uriOf(path: string): string {
  const wellFormed = path.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return wellFormed.split('/').map(encodeURIComponent).join('/');
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
