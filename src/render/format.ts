import { counted } from '../domain/model/index.js';
import type { ErrorDocument } from './envelope.js';
import type { Theme } from './theme.js';

/** The result of `farm fmt`. */
export interface FormatResult {
  /** Whether --check was given. */
  check: boolean;
  files: FormattedFile[];
}

/** One farm file of `farm fmt`. */
export interface FormattedFile {
  file: string;
  /** Whether it was not in canonical form. */
  differs: boolean;
  saved: boolean;
  /** The first line that is not in canonical form; null if it was, or is broken. */
  firstDifference: number | null;
  /** The error of a broken file; null otherwise. */
  error: ErrorDocument | null;
}

/** Which files were not formatted, and whether they are now; broken files are reported as an error. */
export function renderFormat({ files }: FormatResult, theme: Theme): string {
  const valid = files.filter(({ error }) => error === null);
  const differing = valid.filter(({ differs }) => differs);
  const broken = files.length - valid.length;
  const end = broken === 0 ? '' : ` (${broken} broken)`;
  if (differing.length === 0) {
    return theme.good(`Already formatted: ${counted(valid.length, 'farm file')}${end}`);
  }
  const some = `${differing.length} of ${counted(valid.length, 'farm file')}${end}`;
  const head = differing.every(({ saved }) => saved)
    ? `Formatted: ${some}`
    : theme.caution(`Not formatted: ${some}`);
  return [head, ...differing.map(({ file }) => `  ${file}`)].join('\n');
}
