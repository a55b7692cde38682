import * as Flags from '@oclif/core/flags';
import { FarmError, parseDuration, Refusal } from '../domain/model/index.js';

/** The flag that looks back in the history. */
export const sinceFlag = Flags.string({
  helpValue: '30d|YYYY-MM-DD',
  description: 'since that long ago, such as 30d or 12h, or since the beginning of a day',
});

/**
 * The time that `--since` names, ISO 8601 in UTC; a day begins at midnight here.
 * @throws FarmError E_USAGE for what is neither a duration nor a day of the past
 */
export function sinceTime(text: string, now: Date): string {
  const time = /^\d{4}-\d\d-\d\d$/u.test(text.trim()) ? dayBegins(text.trim()) : ago(text, now);
  const isValid = time !== null && !Number.isNaN(time.getTime()) && time.getTime() <= now.getTime();
  if (isValid) return time.toISOString();
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${text}" is neither a duration nor a day in the past.`,
    nextStep: 'write --since 30d, --since 12h or --since 2026-01-31',
  });
}

/** @returns the error for both --since and a version to begin with */
export function eitherOldOrSince(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: '--since already names the version to begin with.',
    nextStep: 'leave out --since, or the version',
  });
}

/** Null for a day that the calendar lacks. */
function dayBegins(text: string): Date | null {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

/** Null for no duration; a bare number would be minutes, which nobody means here. */
function ago(text: string, now: Date): Date | null {
  const weeks = /^(\d{1,5})\s*w$/u.exec(text.trim());
  const duration = weeks === null ? text : `${Number(weeks[1]) * 7}d`;
  if (/^\s*\d+\s*$/u.test(duration)) return null;
  try {
    return new Date(now.getTime() - parseDuration(duration) * 60_000);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
