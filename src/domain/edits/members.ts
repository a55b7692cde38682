import {
  activeBrokers,
  type Broker,
  type Farm,
  findBroker,
  firstRepeated,
  inSite,
  type ObjectKind,
  type Preferring,
  prefers,
  Refusal,
  type Site,
  stateOf,
} from '../model/index.js';
import { statements } from '../facts/index.js';
import type { AutomaticDefault, EditNote } from './notes.js';

/** What agents, providers and gateways have in common: the brokers they prefer, and names that are taken. */

/** Who prefers the broker. */
export function membersPreferring(site: Site, broker: Broker): Preferring {
  const preferring = <T extends { preferredBroker: string | null }>(objects: readonly T[]): T[] =>
    objects.filter((one) => prefers(one, broker.server));
  return {
    agents: preferring(site.agents).map((agent) => agent.name),
    providers: preferring(site.providers).map((provider) => provider.name),
    gateways: preferring(site.gateways).map((gateway) => gateway.server),
  };
}

/** The site with everything that prefers one broker preferring another, or Automatic for null. */
export function reassign(site: Site, from: Broker, to: Broker | null): Site {
  const moved = <T extends { preferredBroker: string | null }>(
    objects: readonly T[],
  ): readonly T[] =>
    objects.some((one) => prefers(one, from.server))
      ? objects.map((one) =>
          prefers(one, from.server) ? { ...one, preferredBroker: to?.server ?? null } : one,
        )
      : objects;
  return {
    ...site,
    agents: moved(site.agents),
    providers: moved(site.providers),
    gateways: moved(site.gateways),
  };
}

/** Why Automatic is not the default of so small a site. */
export function automaticDefault(site: Site): AutomaticDefault {
  const active = activeBrokers(site).length;
  return { site: site.name, active, least: statements.R33.number, assumption: 'A16' };
}

/** A note if the preferred broker isn't active. */
export function noteInactive(farm: Farm, site: Site, server: string | null): EditNote[] {
  if (server === null) return [];
  const broker = findBroker(site, server);
  const state = stateOf(broker);
  if (state === 'active') return [];
  const place = inSite(farm, site);
  return [{ kind: 'preference-inactive', broker: broker.server, state, ...place }];
}

/** The broker's name as spelled in its entry; null stays null. @throws Refusal E_NOT_FOUND */
export function brokerName(site: Site, server: string | null): string | null {
  return server === null ? null : findBroker(site, server).server;
}

/** @throws Refusal E_EXISTS for a name that an object of the kind has, or that is given twice */
export function refuseTaken(
  farm: Farm,
  site: Site,
  object: ObjectKind,
  names: readonly string[],
  taken: readonly string[],
): void {
  const before = new Set(taken.map((name) => name.toLowerCase()));
  const known = names.filter((name) => before.has(name.toLowerCase()));
  const place = inSite(farm, site);
  if (known.length > 0)
    throw new Refusal('E_EXISTS', { kind: 'names-exist', object, names: known, ...place });
  const name = firstRepeated(names);
  if (name === null) return;
  throw new Refusal('E_EXISTS', { kind: 'name-repeated', object, name, ...place });
}
