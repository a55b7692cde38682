import type { Theme } from './theme.js';

/** Whose a value is, if each farm file can have its own. */
type Scope = 'this farm' | 'all farms' | null;

/** A preference in a list: its key on the command line, its value, or null for the default. */
export interface PreferenceLine {
  key: string;
  value: string | null;
  description: string;
  scope?: Scope;
}

/** All preferences, and the file with them. */
export function renderPreferences(
  result: { path: string; preferences: readonly PreferenceLine[] },
  theme: Theme,
): string {
  const rows = result.preferences.map((one) => [
    one.key,
    sayValue(one.value, one.scope ?? null),
    one.description,
  ]);
  const table = theme.table(['preference', 'value', 'description'], rows);
  return `${table}\n${theme.faint(`saved in ${result.path}`)}`;
}

/** The bare value, for scripts. */
export function renderPreference(result: { value: string | null }): string {
  return result.value ?? 'not set';
}

/** The old and new value of a preference, and the farm file that it is of. */
export function renderPreferenceChange(result: {
  key: string;
  before: string | null;
  after: string | null;
  scope?: { before: Scope; after: Scope };
  farm?: string | null;
}): string {
  const { key, farm = null } = result;
  const before = sayValue(result.before, result.scope?.before ?? null);
  const after = sayValue(result.after, result.scope?.after ?? null);
  const isOfFarm = [result.scope?.before, result.scope?.after].includes('this farm');
  const what = isOfFarm && farm !== null ? `${key} of ${farm}` : key;
  if (before === after) return `${what}: ${after}, unchanged`;
  return `${what}: ${before} → ${after}`;
}

/** A default for all farms is what earlier versions set. */
function sayValue(value: string | null, scope: Scope): string {
  if (value === null) return 'not set';
  return scope === 'all farms' ? `${value} (for all farms, set by an earlier version)` : value;
}
