import { decodeText } from '../fs/read-text.js';

/** The text of a captured file, in whichever encoding PowerShell wrote it. */

/**
 * The bytes as text without a byte order mark: UTF-8, or UTF-16 of either order, each with or without a mark.
 * @throws FarmError E_UNREADABLE for anything else
 */
export function decodeCapture(bytes: Buffer, shown: string): string {
  const encoding = utf16Of(bytes);
  const text =
    encoding === null
      ? decodeText(bytes, shown)
      : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The byte order of UTF-16 text by its mark, or by the zero bytes of its first characters; null for other text. */
function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // JSON and CSV begin with two ASCII characters.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return null;
}
