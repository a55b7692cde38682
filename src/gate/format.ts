import { command, FarmError } from '../domain/model/index.js';
import { errorDocument } from '../render/error-document.js';
import type { Progress } from '../cli/progress.js';
import type { FormattedFile } from '../render/format.js';
import { canonicalText, formatFarm, noPolicy, readFarmToEdit } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { combinedFailure, type Tried, tryEach } from './many-files.js';

/** `farm fmt`: formats farm files, without changing their meaning. */

/** The result of a run. */
export interface FormatRun {
  files: FormattedFile[];
  /** The formatted text, if the farm came from standard input; else null. */
  text: string | null;
  /** The error of the files that could not be read. */
  failure: FarmError | undefined;
}

/** A farm file as it is, and in canonical form. */
interface Compared {
  source: FarmSource;
  text: string;
  canonical: string;
}

/**
 * Compares every file with its canonical form, and only then saves those that differ: with `check`, or if one of them is
 * broken, nothing is written.
 * @throws FarmError those of formatFarm; E_CHANGED if a file was changed in between
 */
export async function formatFiles(
  sources: readonly FarmSource[],
  check: boolean,
  progress?: Pick<Progress, 'show'>,
): Promise<FormatRun> {
  refuseMixed(sources);
  const compared = await tryEach(sources, compare, (done) =>
    progress?.show('Formatting file', done, sources.length),
  );
  const failure = combinedFailure(compared);
  const text = check ? null : textFromStdin(compared);
  const saves = !check && text === null && failure === undefined;
  const files: FormattedFile[] = [];
  for (const one of compared) files.push(await conclude(one, saves));
  return { files, text, failure };
}

async function compare(source: FarmSource): Promise<Compared> {
  const loaded = await readFarmToEdit(source, noPolicy);
  return { source, text: loaded.text, canonical: await canonicalText(loaded) };
}

async function conclude(one: Tried<Compared>, saves: boolean): Promise<FormattedFile> {
  const { file } = one;
  if ('error' in one) {
    const error = errorDocument(one.error);
    return { file, differs: false, saved: false, firstDifference: null, error };
  }
  const { source, text, canonical } = one.value;
  const differs = text !== canonical;
  if (differs && saves) await formatFarm(source, text);
  const firstDifference = differs ? firstDifferingLine(text, canonical) : null;
  return { file, differs, saved: differs && saves, firstDifference, error: null };
}

/** The first line that another text doesn't have at its place; from 1. */
function firstDifferingLine(text: string, other: string): number {
  let at = 0;
  while (text[at] === other[at]) at += 1;
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}

function textFromStdin([only]: readonly Tried<Compared>[]): string | null {
  const isStdin = only !== undefined && 'value' in only && only.value.source.kind === 'stdin';
  return isStdin ? only.value.canonical : null;
}

/** Standard output has room for one farm only. */
function refuseMixed(sources: readonly FarmSource[]): void {
  if (sources.length === 1 || !sources.some(({ kind }) => kind === 'stdin')) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: "standard input and files can't be formatted together.",
    nextStep: command`fmt FILE`,
  });
}
