import { command, sentence, FarmError } from '../domain/model/index.js';
import { errorDocument } from '../cli/error-report.js';
import type { FormattedFile } from '../render/format.js';
import { canonicalText, formatFarm, readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { combinedFailure, refuseAllBroken, type Tried, tryEach } from './many-files.js';

/** `farm fmt`: brings farm files into canonical form, which changes nothing that they mean. */

/** What a run came to. */
export interface FormatRun {
  files: FormattedFile[];
  /** What goes to standard output, where the one farm came from standard input; else null. */
  text: string | null;
  /** What is wrong with the files that could not be read. */
  failure: FarmError | undefined;
}

/** A farm file as it stands, and as it should. */
interface Compared {
  source: FarmSource;
  text: string;
  canonical: string;
}

/**
 * Compares every file with its canonical form, and only then saves those that differ: with `check`, or where one of them
 * is broken, nothing is written.
 * @throws FarmError where every file is broken; those of formatFarm; E_CHANGED where somebody saved a file in between
 */
export async function formatFiles(
  sources: readonly FarmSource[],
  check: boolean,
): Promise<FormatRun> {
  refuseMixed(sources);
  const compared = await tryEach(sources, compare);
  refuseAllBroken(compared);
  const failure = combinedFailure(compared);
  const text = check ? null : textFromStdin(compared);
  const saves = !check && text === null && failure === undefined;
  const files: FormattedFile[] = [];
  for (const one of compared) files.push(await conclude(one, saves));
  return { files, text, failure };
}

async function compare(source: FarmSource): Promise<Compared> {
  const loaded = await readFarm(source);
  return { source, text: loaded.text, canonical: await canonicalText(loaded) };
}

async function conclude(one: Tried<Compared>, saves: boolean): Promise<FormattedFile> {
  const { file } = one;
  if ('error' in one) {
    return { file, differs: false, saved: false, error: errorDocument(one.error) };
  }
  const { source, text, canonical } = one.value;
  const differs = text !== canonical;
  if (differs && saves) await formatFarm(source, text);
  return { file, differs, saved: differs && saves, error: null };
}

function textFromStdin([only]: readonly Tried<Compared>[]): string | null {
  const isStdin = only !== undefined && 'value' in only && only.value.source.kind === 'stdin';
  return isStdin ? only.value.canonical : null;
}

/** Only one farm can have standard output. */
function refuseMixed(sources: readonly FarmSource[]): void {
  if (sources.length === 1 || !sources.some(({ kind }) => kind === 'stdin')) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: "standard input and files can't be formatted together.",
    nextStep: sentence`${command`fmt -`} < FILE`,
  });
}
