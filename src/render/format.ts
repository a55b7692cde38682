import type { ErrorDocument } from '../envelope.js';
import type { Look } from './look.js';
import { counted } from './text.js';

/** The result of `farm fmt`. */
export interface FormatResult {
  /** Whether nothing was to be written. */
  check: boolean;
  files: FormattedFile[];
}

export interface FormattedFile {
  file: string;
  /** Whether it was not in canonical form. */
  differs: boolean;
  saved: boolean;
  /** What is wrong with a file that could not be read; null otherwise. */
  error: ErrorDocument | null;
}

/** Which files were not in canonical form, and whether they are now. */
export function renderFormat({ check, files }: FormatResult, look: Look): string {
  const sound = files.filter(({ error }) => error === null);
  const differing = sound.filter(({ differs }) => differs).map(({ file }) => `  ${file}`);
  if (sound.length === 0) return '';
  if (differing.length === 0) {
    return look.good(`In canonical form already: ${counted(sound.length, 'farm file')}.`);
  }
  const some = `${differing.length} of ${counted(sound.length, 'farm file')}`;
  const head = check
    ? look.caution(`Not in canonical form: ${some}`)
    : `Brought into canonical form: ${some}`;
  return [head, ...differing].join('\n');
}
