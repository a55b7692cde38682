import type { Severity } from '../../domain/readiness/index.js';
import { escapeText } from '../text.js';
import { severityWord } from '../words.js';

/** The mark of each severity. */
export const severityMarks = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const satisfies Record<
  Severity,
  string
>;

/** A severity with its mark. */
export function markedSeverity(severity: Severity): string {
  return `${severityMarks[severity]} ${severityWord(severity)}`;
}

const links = /(https?|ftp|mailto|xmpp|www)(?=[:.])/gi;

/**
 * A text as plain text of a Markdown cell: it contains no markup, link, HTML or cell separator, and an at-sign mentions no
 * user.
 */
export function markdownText(text: string): string {
  return escapeText(text)
    .replaceAll(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@&#8203;')
    .replaceAll(links, '$1&#8203;')
    .replaceAll(/ {2,}/g, (blanks) => '&nbsp;'.repeat(blanks.length - 1).concat(' '));
}
