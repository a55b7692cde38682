import { createHash } from 'node:crypto';

/** The SHA-256 of a text in UTF-8, in hexadecimal: that of the file that it was read from. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
