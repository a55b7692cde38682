import {
  type Agent,
  type Broker,
  type Farm,
  type Gateway,
  type Provider,
  type Site,
} from './farm.js';
import type { InSite, ObjectKind } from './reasons.js';
import { Refusal } from './refusal.js';
import { sameName } from './same-name.js';
import { siteToName, type SuggestedCommand } from './suggested-command.js';
import { shortened } from './words.js';

/** Look-ups by name, which everyone needs. */

/**
 * The site of a name, or the only one when no name is given.
 * @param again the command with a placeholder for the site, where it has no `--site`
 * @throws Refusal E_NOT_FOUND for an unknown name, E_AMBIGUOUS when no name is given and there are several.
 */
export function findSite(farm: Farm, name?: string, again: SuggestedCommand | null = null): Site {
  const names = farm.sites.map((site) => site.name);
  if (name === undefined) {
    const [only] = farm.sites;
    if (only !== undefined && farm.sites.length === 1) return only;
    throw new Refusal('E_AMBIGUOUS', {
      kind: 'site-not-specified',
      farm: farm.name,
      sites: names,
      command: again,
    });
  }
  const site = farm.sites.find((candidate) => sameName(candidate.name, name));
  if (site !== undefined) return site;
  const brokerOf = farm.sites
    .filter(({ brokers }) => brokers.some(({ server }) => sameName(server, name)))
    .map((one) => one.name);
  throw new Refusal(
    'E_NOT_FOUND',
    {
      kind: 'site-not-found',
      name: shortened(name),
      farm: farm.name,
      ...(brokerOf.length === 0 ? {} : { brokerOf }),
    },
    { typed: name, candidates: names },
  );
}

/** A site as reasons and notes name it. */
export function inSite(farm: Pick<Farm, 'sites'>, site: Pick<Site, 'name'>): InSite {
  return { site: site.name, siteOption: siteToName(farm, site) };
}

/** The selected sites: the named one, or all. */
export function selectedSites(farm: Farm, name?: string): readonly Site[] {
  return name === undefined ? farm.sites : [findSite(farm, name)];
}

const places = new WeakMap<readonly object[], Map<object, number>>();

/** The index of an object in its list, or -1. Cached per list: a list is never changed in place. */
export function placeIn<T extends object>(list: readonly T[], object: T): number {
  let known = places.get(list);
  if (known === undefined) {
    known = new Map(list.map((one, index) => [one, index]));
    places.set(list, known);
  }
  return known.get(object) ?? -1;
}

/** @throws Refusal E_NOT_FOUND */
export function findBroker(site: Site, server: string): Broker {
  return findNamed(site, 'broker', site.brokers, (broker) => broker.server, server);
}

/** @throws Refusal E_NOT_FOUND */
export function findProvider(site: Site, name: string): Provider {
  return findNamed(site, 'provider', site.providers, (provider) => provider.name, name);
}

/** @throws Refusal E_NOT_FOUND */
export function findAgent(site: Site, name: string): Agent {
  return findNamed(site, 'agent', site.agents, (agent) => agent.name, name);
}

/** @throws Refusal E_NOT_FOUND */
export function findGateway(site: Site, server: string): Gateway {
  return findNamed(site, 'gateway', site.gateways, (gateway) => gateway.server, server);
}

function findNamed<T>(
  site: Site,
  object: ObjectKind,
  objects: readonly T[],
  nameOf: (object: T) => string,
  name: string,
): T {
  const found = objects.find((object) => sameName(nameOf(object), name));
  if (found !== undefined) return found;
  // The farm is not available here: the site is named even if the farm has only one.
  const place = { site: site.name, siteOption: site.name };
  throw new Refusal(
    'E_NOT_FOUND',
    { kind: 'not-found', object, name: shortened(name), ...place },
    { typed: name, candidates: objects.map(nameOf) },
  );
}
