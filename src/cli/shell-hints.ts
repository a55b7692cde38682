import { FarmError, listed, suggestedCommand } from '../domain/model/index.js';
import { isInFolder } from '../store/fs/found-files.js';

/** Hints for errors that a shell may have caused: it replaces a pattern without quotes by names of files. */

/** The same error with a hint, if the name that nothing has is a file here: a shell replaces patterns by names of files. */
export function withShellHint(error: FarmError, folder: string): FarmError {
  const { code, typed, why } = error;
  if (code !== 'E_NOT_FOUND' || typed === undefined || why !== undefined) return error;
  if (!isInFolder(folder, typed)) return error;
  return new FarmError({ ...error.toJSON(), why: sayExpanded([typed]), cause: error });
}

/** Commands whose arguments are files: more files than they take are no expanded pattern of names. */
const takesFiles: ReadonlySet<string> = new Set(['batch', 'diff', 'plan']);

/** The usage error with the same hint, if the arguments that are too many are files here. */
export function withFilesHint(
  error: FarmError,
  { command, extra }: { command: string | undefined; extra: readonly string[] },
  folder: string,
): FarmError {
  if (extra.length === 0 || (command !== undefined && takesFiles.has(command))) return error;
  if (!extra.every((word) => isInFolder(folder, word))) return error;
  const options = [['--help', null]] as const;
  const nextStep = suggestedCommand(command ?? '', { options });
  return new FarmError({ ...error.toJSON(), why: sayExpanded(extra), nextStep, cause: error });
}

/** So many files are named; a pattern can stand for hundreds. */
const mostFilesNamed = 3;

function sayExpanded(files: readonly string[]): string {
  const named = files.slice(0, mostFilesNamed).map((file) => JSON.stringify(file));
  const more = files.length - named.length;
  const are =
    files.length === 1
      ? `${named[0]} is a file`
      : `${more > 0 ? `${named.join(', ')} and ${more} more` : listed(named)} are files`;
  return `${are} in this folder: your shell may have replaced a pattern by file names. Quote patterns: 'CB-*'.`;
}

/** The arguments that are too many, if the error is about those. */
export function extraArguments(thrown: unknown): string[] {
  if (!(thrown instanceof Error && 'args' in thrown && Array.isArray(thrown.args))) return [];
  return thrown.args.filter((word: unknown) => typeof word === 'string');
}
