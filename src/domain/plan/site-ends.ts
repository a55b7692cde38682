import type { Site } from '../model/index.js';
import { plannedBrokers } from './pairs.js';
import type { PlannedBroker } from './task.js';

/** One site at both ends of the plan. */
export interface SiteEnds {
  /** Its name once it is renamed, which is its first step. */
  site: string;
  old: Site;
  now: Site;
  /** Those of the later site in its order, then those that are removed. */
  brokers: readonly PlannedBroker[];
  oldPrimary: number;
  newPrimary: number;
  /** The broker that a preference of the old site, or of the later one, names; null for Automatic. */
  before: (preferred: string | null) => number | null;
  after: (preferred: string | null) => number | null;
}

/** The two ends of a site, with its brokers paired. */
export function siteEnds(old: Site, now: Site, site: string): SiteEnds {
  const brokers = plannedBrokers(old, now);
  const ids = (which: 'old' | 'now'): ((preferred: string | null) => number | null) => {
    const byName = new Map(
      brokers.flatMap((one) => {
        const broker = one[which];
        return broker === null ? [] : [[broker.server.toLowerCase(), one.id] as const];
      }),
    );
    return (preferred) =>
      preferred === null ? null : (byName.get(preferred.toLowerCase()) ?? null);
  };
  const oldPrimary = brokers.findIndex((one) => one.old === old.brokers[0]);
  return {
    site,
    old,
    now,
    brokers,
    oldPrimary,
    newPrimary: 0,
    before: ids('old'),
    after: ids('now'),
  };
}
