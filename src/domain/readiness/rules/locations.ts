import { activeBrokers, type Site } from '../../model/index.js';

/** Failure domains that are locations: brokers that differ in one of them are in different locations. */
export const locationKeys: readonly string[] = ['location', 'datacentre', 'datacenter'];

/** Whether this key of a failure domain is a location; keys are not case-sensitive. */
export function isLocationKey(key: string): boolean {
  return locationKeys.includes(key.toLowerCase());
}

/**
 * The locations of the active brokers, by the key with the most different values, as first spelled; keys and values are
 * not case-sensitive.
 */
export function locationsOf(site: Site): { key: string; values: string[] } {
  const byKey = new Map<string, { key: string; values: Map<string, string> }>();
  for (const { failureDomains } of activeBrokers(site)) {
    for (const [key, value] of Object.entries(failureDomains)) {
      if (!isLocationKey(key)) continue;
      const id = key.toLowerCase();
      const found = byKey.get(id) ?? { key, values: new Map<string, string>() };
      byKey.set(id, found);
      if (!found.values.has(value.toLowerCase())) found.values.set(value.toLowerCase(), value);
    }
  }
  const [most] = [...byKey.values()].toSorted((a, b) => b.values.size - a.values.size);
  return { key: most?.key ?? 'location', values: [...(most?.values.values() ?? [])] };
}
