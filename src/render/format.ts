import { counted } from '../domain/model/index.js';
import type { ErrorDocument } from './envelope.js';
import type { Theme } from './theme.js';

/** The result of `farm fmt`. */
export interface FormatResult {
  /** Whether nothing was to be written. */
  check: boolean;
  files: FormattedFile[];
}

/** One farm file of `farm fmt`. */
export interface FormattedFile {
  file: string;
  /** Whether it was not in canonical form. */
  differs: boolean;
  saved: boolean;
  /** What is wrong with a file that could not be read; null otherwise. */
  error: ErrorDocument | null;
}

/** Which files were not in canonical form, and whether they are now; what is wrong with broken ones is told as an error. */
export function renderFormat({ files }: FormatResult, theme: Theme): string {
  const sound = files.filter(({ error }) => error === null);
  const differing = sound.filter(({ differs }) => differs);
  const broken = files.length - sound.length;
  const end = broken === 0 ? '' : ` (${broken} broken)`;
  if (differing.length === 0) {
    return theme.good(`In canonical form already: ${counted(sound.length, 'farm file')}${end}`);
  }
  const some = `${differing.length} of ${counted(sound.length, 'farm file')}${end}`;
  const head = differing.every(({ saved }) => saved)
    ? `Brought into canonical form: ${some}`
    : theme.caution(`Not in canonical form, and left so: ${some}`);
  return [head, ...differing.map(({ file }) => `  ${file}`)].join('\n');
}
