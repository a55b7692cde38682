import { counted } from '../domain/model/index.js';
import type { ErrorDocument } from './envelope.js';
import type { Theme } from './theme.js';

/** The result of `farm validate`. */
export interface ValidateResult {
  files: ValidatedFile[];
}

/** One farm file of `farm validate`. */
export interface ValidatedFile {
  file: string;
  valid: boolean;
  /** The same as `valid`; its former name, kept for scripts. */
  sound: boolean;
  /** Every problem of a broken file; null otherwise. */
  error: ErrorDocument | null;
}

/** The number of valid files; the others are reported as an error. */
export function renderValidate({ files }: ValidateResult, theme: Theme): string {
  const valid = files.filter((file) => file.valid).length;
  const all = counted(files.length, 'file');
  if (valid === files.length) return theme.good(`${all} valid`);
  return `${valid} of ${all} valid (${files.length - valid} broken)`;
}
