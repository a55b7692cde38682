import { type Broker, type Farm, sameName, type Site, assertInvariants } from '../model/index.js';
import type { EditNote } from './notes.js';

/** The result of an edit: the new farm, and what the user should know about it. */
export interface Edit {
  farm: Farm;
  notes: readonly EditNote[];
}

/**
 * The farm with one site replaced, once the invariants hold for it.
 * @throws Refusal E_USAGE when the new site has a value that no farm can have
 */
export function withSite(
  farm: Farm,
  site: Site,
  changed: Site,
  notes: readonly EditNote[] = [],
): Edit {
  const sites = farm.sites.map((one) => (one === site ? changed : one));
  return { farm: assertInvariants({ ...farm, sites }), notes };
}

/** The farm with one broker of a site replaced; its place in the priority order is kept. */
export function withBroker(
  farm: Farm,
  site: Site,
  broker: Broker,
  changed: Partial<Broker>,
  notes: readonly EditNote[] = [],
): Edit {
  const brokers = site.brokers.map((one) => (one === broker ? { ...one, ...changed } : one));
  return withSite(farm, site, { ...site, brokers }, notes);
}

/**
 * The farm with the targets of its suppressions renamed: a site, or an object such as `Berlin/broker/CB4`. Otherwise an
 * accepted finding would be reported again, and its suppression as unused.
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
