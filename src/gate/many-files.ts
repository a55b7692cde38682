import { combinedError } from './combined-error.js';
import { inWords } from '../cli/refusals.js';
import { exitCodeOf, FarmError, Refusal } from '../domain/model/index.js';
import { findFarmFiles } from '../store/farm/farm-files.js';
import type { FarmSource } from '../store/farm/locate.js';
import { PolicyError } from '../store/policy/policy-error.js';
import { shownPath } from '../store/fs/shown-path.js';

/** Commands that take many farm files: each is processed, even if others are broken. */

/** The result for one farm file, with its name as shown: a value, or the error of a broken file. */
export type Tried<T> = { source: FarmSource; file: string } & ({ value: T } | { error: FarmError });

/** Whether the error is about a broken file: all such errors have one exit code. */
export function isOfFile(error: unknown): error is FarmError {
  return error instanceof FarmError && error.exitCode === exitCodeOf.E_INVALID;
}

/**
 * Processes each farm file, in order. `begins` gets the number of each, from 1, before it is processed.
 * @throws FarmError of anything but a broken file, such as E_LOCKED
 */
export async function tryEach<T>(
  sources: readonly FarmSource[],
  work: (source: FarmSource) => Promise<T>,
  begins?: (number: number) => void,
): Promise<Tried<T>[]> {
  const tried: Tried<T>[] = [];
  for (const [index, source] of sources.entries()) {
    begins?.(index + 1);
    const file = shownPath(source.path);
    try {
      tried.push({ source, file, value: await work(source) });
    } catch (thrown) {
      // What a capture lacks is refused by the domain.
      const error = thrown instanceof Refusal ? await inWords(thrown) : thrown;
      if (!isOfFile(error)) throw error;
      if (error instanceof PolicyError) addPolicy(tried, error);
      else tried.push({ source, file, error });
    }
  }
  return tried;
}

/** A broken policy is one broken file, however many farms it is for. */
function addPolicy<T>(tried: Tried<T>[], error: PolicyError): void {
  const source = { kind: 'file', path: error.policy, foundBy: 'FILES' } as const;
  if (tried.some((one) => one.source.path === error.policy)) return;
  tried.push({ source, file: shownPath(error.policy), error });
}

/** One error for all broken files: a single error unchanged, or one with all problems. */
export function combinedFailure(
  tried: readonly ({ error: FarmError } | object)[],
): FarmError | undefined {
  const errors = tried.flatMap((one) => ('error' in one ? [one.error] : []));
  return combinedError(errors, {
    message: `${errors.length} of ${tried.length} farm files are broken: ${errors.map(sayBriefly).join('; ')}.`,
    why: 'Broken files are skipped. No file was changed.',
  });
}

/** If all files are broken, there is no other answer. @throws FarmError as `combinedFailure` */
export function refuseAllBroken(tried: readonly ({ error: FarmError } | object)[]): void {
  const failure = combinedFailure(tried);
  if (failure !== undefined && tried.every((one) => 'error' in one)) throw failure;
}

/** The message of an error as one of several in a sentence. */
export function sayBriefly({ message }: FarmError): string {
  return message.replace(/[.]$/, '');
}

/**
 * The farm files to use: those given as FILES, or else the one that `locate` finds.
 * @throws FarmError E_USAGE if --file is given too; those of either
 */
export async function selectFarms(
  argv: readonly unknown[],
  file: string | undefined,
  locate: () => FarmSource,
): Promise<FarmSource[]> {
  if (argv.length === 0) return [locate()];
  if (file === undefined) return findFarmFiles(argv.map(String));
  throw new FarmError({
    code: 'E_USAGE',
    message: "FILES and --file can't be used together.",
    nextStep: 'give all farm files as FILES',
  });
}
