import type { Theme } from './theme.js';

/** A preference in a list: its key on the command line, its value, or null for the default. */
export interface PreferenceLine {
  key: string;
  value: string | null;
  description: string;
}

/** All preferences, and the file with them. */
export function renderPreferences(
  result: { path: string; preferences: readonly PreferenceLine[] },
  theme: Theme,
): string {
  const rows = result.preferences.map((one) => [one.key, one.value ?? 'not set', one.description]);
  const table = theme.table(['preference', 'value', 'description'], rows);
  return `${table}\n${theme.faint(`saved in ${result.path}`)}`;
}

/** The bare value, for scripts. */
export function renderPreference(result: { value: string | null }): string {
  return result.value ?? 'not set';
}

/** The old and new value of a preference. */
export function renderPreferenceChange(result: {
  key: string;
  before: string | null;
  after: string | null;
}): string {
  const { key, before, after } = result;
  if (before === after) return `${key}: ${after ?? 'not set'}, unchanged`;
  return `${key}: ${before ?? 'not set'} → ${after ?? 'not set'}`;
}
