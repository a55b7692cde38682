import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Farm } from '../../domain/model/index.js';
import { type CapturedFarm, parseFarmOrCapture } from './capture-mark.js';
import { type LoadedFarm, readFarm } from './farm-file.js';
import { type FarmSource, versionOfSource, versionSource } from './locate.js';
import { parseVersionName } from '../history/version-name.js';
import { ambiguousName, pathNeeded } from '../fs/git-errors.js';
import { namedPath, shownPath } from '../fs/shown-path.js';

/** Versions of a farm to compare: files, standard input, and files of earlier commits. */

/** One version of a farm. */
export interface FarmVersion {
  /** As it is shown, such as `main:farm.json`. */
  name: string;
  farm: Farm;
  /** The file, as an argument of a command; null for what no command can change: standard input, commits, versions of the history. */
  file: string | null;
  /** Absolute, of a version the file that it is one of; null for standard input and commits. */
  path: string | null;
  /** Null: it is a farm file. */
  captured: CapturedFarm | null;
}

/**
 * The version that a name stands for: a file, `-`, `REF:PATH` of git, or a revision of git, which stands for the farm file
 * in it.
 * @param current finds the farm file; asked only for a revision
 * @throws FarmError as `readFarm`; E_NOT_FOUND for an unknown revision; E_UNREADABLE if git can't run; E_USAGE for a name
 *   that is both a file and a revision
 */
export async function readVersion(
  name: string,
  current: () => FarmSource,
  cwd: string = process.cwd(),
): Promise<FarmVersion> {
  if (name === '-') return versionOf(await readFarm(ofFiles('-', 'stdin')));
  const path = resolve(cwd, name);
  const version = versionNamed(name, current, cwd);
  if (version !== null) return versionOf(await readFarm(version));
  if (await isFileName(name, cwd)) return versionOf(await readFarm(ofFiles(path, 'file')));
  const at = name.indexOf(':');
  return at === -1
    ? ofRevision(name, current())
    : ofCommit(name.slice(0, at), name.slice(at + 1), cwd);
}

/**
 * The revision in a name: all of it, or what is before `:`, and then `hasPath`. Null for a file, standard input and the
 * staged version.
 * @throws FarmError E_USAGE for a name that is both a file and a revision
 */
export async function revisionOf(
  name: string,
  cwd: string = process.cwd(),
): Promise<{ name: string; hasPath: boolean } | null> {
  if (
    name === '-' ||
    name.startsWith(':') ||
    isVersionName(name, cwd) ||
    (await isFileName(name, cwd))
  )
    return null;
  const at = name.indexOf(':');
  return at === -1 ? { name, hasPath: false } : { name: name.slice(0, at), hasPath: true };
}

/** A farm that was read from a file, as a version. */
export function versionOf({ farm, source, captured }: LoadedFarm): FarmVersion {
  const isStdin = source.kind === 'stdin';
  const isVersion = source.kind === 'version';
  return {
    name: shownPath(source.path),
    farm,
    // No command changes a capture or a version of the history.
    file: isStdin || isVersion || captured !== null ? null : namedPath(source.path),
    path: isStdin ? null : (source.version?.of ?? source).path,
    captured,
  };
}

function ofFiles(path: string, kind: 'file' | 'stdin'): FarmSource {
  return { kind, path, foundBy: 'FILES' };
}

/** The version of the history that a name stands for: `@2` is one of the farm file of this run. */
function versionNamed(name: string, current: () => FarmSource, cwd: string): FarmSource | null {
  const version = isVersionName(name, cwd) ? parseVersionName(name) : null;
  if (version?.file === '') return versionOfSource(current(), version.number, 'FILES');
  return versionSource(name, { env: process.env, cwd }, 'FILES');
}

/** Whether a name is that of a version of the history, and of no file. */
function isVersionName(name: string, cwd: string): boolean {
  return parseVersionName(name) !== null && !isFile(resolve(cwd, name));
}

/** `REF:PATH`, as git reads it. */
async function ofCommit(ref: string, path: string, cwd: string): Promise<FarmVersion> {
  const { readCommitted } = await import('../fs/git.js');
  const name = `${ref}:${path}`;
  const text = await readCommitted({ name, ref, path, folder: cwd, byFolder: false });
  return parsed(name, text);
}

/** The farm file as it was in a revision. */
async function ofRevision(ref: string, { kind, path }: FarmSource): Promise<FarmVersion> {
  if (kind === 'stdin') throw pathNeeded(ref);
  const { readCommitted } = await import('../fs/git.js');
  const name = `${ref}:${shownPath(path)}`;
  // Of a link git keeps only where it leads to.
  const real = realPath(path);
  const file = { name, ref, path: `./${basename(real)}`, folder: dirname(real) };
  return parsed(name, await readCommitted({ ...file, byFolder: true }));
}

async function parsed(name: string, text: string): Promise<FarmVersion> {
  return { name, ...(await parseFarmOrCapture(text, name)), file: null, path: null };
}

/** Whether a name is that of a file. @throws FarmError E_USAGE if it is also a revision */
async function isFileName(name: string, cwd: string): Promise<boolean> {
  if (isPath(name)) return true;
  if (!isFile(resolve(cwd, name))) return false;
  const { isKnownToGit } = await import('../fs/git.js');
  if (await isKnownToGit(name, cwd)) throw ambiguousName(name);
  return true;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

/** What no revision is called: a file that is missing is reported as a file. */
function isPath(name: string): boolean {
  const isDrive = /^[A-Za-z]:[\\/]/.test(name);
  return isDrive || (!name.includes(':') && /\.json$|^\.{0,2}[\\/]/i.test(name)) || name === '';
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
