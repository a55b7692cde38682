import { type Farm, Refusal, sameName } from '../model/index.js';
import { type Condition, measure, meets } from './condition.js';

/** When a condition held: the save that began it, and the one that ended it. */

/** A time in which a condition held in a site. Versions are given by their index, oldest first. */
export interface Period {
  /** Null for the whole farm. */
  site: string | null;
  /** The first version in which it holds. */
  from: number;
  /** The first version after that in which it doesn't; null if it still holds. */
  until: number | null;
  /** The number in the version before; null if that is the first one, or does not have the site. */
  before: number | null;
  /** The number in the first version. */
  value: number;
}

/**
 * The periods of a condition, oldest first. A version that is null is no valid farm: it neither begins nor ends one.
 * @throws Refusal E_NOT_FOUND for a site that no version has
 */
export function periodsOf(
  versions: readonly (Farm | null)[],
  condition: Condition,
  about: { site: string | null; today: string },
): Period[] {
  refuseUnknownSite(versions, about.site);
  const periods: Period[] = [];
  let last = new Map<string | null, number>();
  for (const [index, farm] of versions.entries()) {
    if (farm === null) continue;
    const now = new Map<string | null, number>();
    for (const { site, value } of measure(farm, condition, about)) {
      const key = site === null ? null : site.toLowerCase();
      now.set(key, value);
      const open = openPeriod(periods, site);
      if (!meets(value, condition)) {
        if (open !== undefined) open.until = index;
      } else if (open === undefined) {
        periods.push({ site, from: index, until: null, before: last.get(key) ?? null, value });
      }
    }
    // A site that is deleted ends what held in it.
    for (const period of periods) {
      const isThere = now.has(period.site === null ? null : period.site.toLowerCase());
      if (period.until === null && !isThere) period.until = index;
    }
    last = now;
  }
  return periods;
}

function openPeriod(periods: readonly Period[], site: string | null): Period | undefined {
  return periods.findLast(
    (period) =>
      period.until === null &&
      (site === null ? period.site === null : period.site !== null && sameName(period.site, site)),
  );
}

function refuseUnknownSite(versions: readonly (Farm | null)[], name: string | null): void {
  const farms = versions.filter((farm) => farm !== null);
  const last = farms.at(-1);
  if (name === null || last === undefined) return;
  if (farms.some(({ sites }) => sites.some((site) => sameName(site.name, name)))) return;
  throw new Refusal('E_NOT_FOUND', { kind: 'site-not-found', name, farm: last.name });
}
