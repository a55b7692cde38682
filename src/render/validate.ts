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
  sound: boolean;
  /** Every problem of a file that is not sound; null otherwise. */
  error: ErrorDocument | null;
}

/** How many files are sound; what is wrong with the others is told as an error. */
export function renderValidate({ files }: ValidateResult, theme: Theme): string {
  const sound = files.filter((file) => file.sound).length;
  const all = counted(files.length, 'farm file');
  if (sound === files.length) return theme.good(`Sound: ${all}`);
  return `Sound: ${sound} of ${all} (${files.length - sound} broken)`;
}
