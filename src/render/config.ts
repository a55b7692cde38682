import type { Theme } from './theme.js';

/** A preference in a list: its key on the command line, its value or null where the preset holds. */
export interface PreferenceLine {
  key: string;
  value: string | null;
  description: string;
}

/** All preferences, and where they are kept. */
export function renderPreferences(
  result: { path: string; preferences: readonly PreferenceLine[] },
  theme: Theme,
): string {
  const rows = result.preferences.map((one) => [one.key, one.value ?? 'not set', one.description]);
  const table = theme.table(['preference', 'value', 'what it does'], rows);
  return `${table}\n${theme.faint(`kept in ${result.path}`)}`;
}

/** The bare value, for scripts. */
export function renderPreference(result: { value: string | null }): string {
  return result.value ?? 'not set';
}

/** What a preference was and what it is now. */
export function renderPreferenceChange(result: {
  key: string;
  before: string | null;
  after: string | null;
}): string {
  const { key, before, after } = result;
  if (before === after) return `${key}: ${after ?? 'not set'}, unchanged`;
  return `${key}: ${before ?? 'not set'} → ${after ?? 'not set'}`;
}
