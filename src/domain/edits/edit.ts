import {
  type Note,
  type Broker,
  type Farm,
  sameName,
  type Site,
  assertInvariants,
} from '../model/index.js';

/** What an edit gives: the new farm, and what the user should know about how it came to be. */
export interface Edit {
  farm: Farm;
  notes: readonly Note[];
}

/**
 * The farm with one site replaced, once the invariants hold for it.
 * @throws FarmError E_USAGE when a value of the new site is one that no farm can have
 */
export function withSite(farm: Farm, site: Site, changed: Site, notes: readonly Note[] = []): Edit {
  const sites = farm.sites.map((one) => (one === site ? changed : one));
  return { farm: assertInvariants({ ...farm, sites }), notes };
}

/** The farm with one broker of a site replaced; its place in the priority order is kept. */
export function withBroker(
  farm: Farm,
  site: Site,
  broker: Broker,
  changed: Partial<Broker>,
  notes: readonly Note[] = [],
): Edit {
  const brokers = site.brokers.map((one) => (one === broker ? { ...one, ...changed } : one));
  return withSite(farm, site, { ...site, brokers }, notes);
}

/**
 * The farm whose suppressions follow a new name: of a site, or of an object such as `Berlin/broker/CB4`. Without
 * that, an accepted finding would be back, and its suppression would seem unused.
 */
export function withTargetRenamed(farm: Farm, from: string, to: string): Farm {
  const suppressions = farm.suppressions.map((suppression) => ({
    ...suppression,
    target: renamedTarget(suppression.target, from, to),
  }));
  return { ...farm, suppressions };
}

/** The target of a suppression after a site or an object got another name. */
export function renamedTarget(target: string, from: string, to: string): string {
  const isMeant = sameName(target, from) || sameName(target.slice(0, from.length + 1), `${from}/`);
  return isMeant ? `${to}${target.slice(from.length)}` : target;
}
