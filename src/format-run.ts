import { FarmError } from './domain/errors.js';
import { errorDocument } from './error-report.js';
import type { Tried } from './many-files.js';
import type { FormattedFile } from './render/format.js';
import { canonicalText, readFarm, updateFarm } from './store/farm-file.js';
import type { FarmSource } from './store/locate.js';

/** `farm fmt`: brings farm files into canonical form, which changes nothing that they mean. */

/** What came of one file; `text` is its canonical form. */
export interface Formatted {
  differs: boolean;
  saved: boolean;
  text: string;
}

/**
 * Reads a farm file and, unless only asked to check, saves it in canonical form where it is not.
 * @throws FarmError those of readFarm and updateFarm; E_CHANGED where somebody else saved it in between
 */
export async function format(source: FarmSource, check: boolean): Promise<Formatted> {
  const loaded = await readFarm(source);
  const text = await canonicalText(loaded);
  const differs = text !== loaded.text;
  const saves = differs && !check && source.kind !== 'stdin';
  if (saves) await updateFarm(source, (farm) => ({ farm }), { expectedText: loaded.text });
  return { differs, saved: saves, text };
}

/** The files as the answer tells them. */
export function formattedFiles(tried: readonly Tried<Formatted>[]): FormattedFile[] {
  return tried.map((one) =>
    'error' in one
      ? { file: one.file, differs: false, saved: false, error: errorDocument(one.error) }
      : { file: one.file, differs: one.value.differs, saved: one.value.saved, error: null },
  );
}

/** The canonical text that goes to standard output, where the one farm came from standard input; else null. */
export function textForOutput(
  [source]: readonly FarmSource[],
  [only]: readonly Tried<Formatted>[],
  check: boolean,
): string | null {
  if (check || only === undefined || source?.kind !== 'stdin') return null;
  return 'value' in only ? only.value.text : '';
}

/** Refuses standard input among files: only one of the two can have standard output. @throws FarmError E_USAGE */
export function refuseMixed(sources: readonly FarmSource[]): void {
  if (sources.length === 1 || !sources.some(({ kind }) => kind === 'stdin')) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: "standard input and files can't be formatted together.",
    nextStep: 'farm fmt - < farm.json',
  });
}
