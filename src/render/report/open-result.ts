import type { FindingSummary } from '../../domain/readiness/index.js';
import type { Theme } from '../theme.js';
import { saySummary } from '../words.js';

/** Why no browser was opened. */
export type NotOpened = 'ci' | 'ssh' | 'no-display' | 'failed';

/** The result of `farm open`. */
export interface OpenResult {
  /** The report: a temporary file. */
  file: string;
  opened: boolean;
  /** The program that was started last; null if none was. */
  opener: string | null;
  /** Why no browser was opened; null if one was. */
  reason: NotOpened | null;
  /** What the system said of a program that failed. */
  error: string | null;
}

/** Where the report is, and why it was not opened. */
export function renderOpened(result: OpenResult, summary: FindingSummary, theme: Theme): string {
  const { file, opened, reason } = result;
  const found = saySummary(summary, theme);
  if (opened || reason === null) return `Report opened: ${file} (${found})`;
  return [
    `Report written: ${file} (${found})`,
    theme.wrap(theme.caution(`No browser was opened: ${sayReason(reason, result)}.`)),
  ].join('\n');
}

function sayReason(reason: NotOpened, { opener, error }: OpenResult): string {
  switch (reason) {
    case 'ci':
      return 'this is CI';
    case 'ssh':
      return 'this is a remote session; BROWSER names a program for it';
    case 'no-display':
      return 'there is no display (DISPLAY, WAYLAND_DISPLAY)';
    case 'failed':
      return `${opener ?? 'the browser'} failed (${error ?? 'unknown'}); open the file yourself, or set BROWSER`;
  }
}
