import {
  addressOf,
  assumedSegment,
  isInNetwork,
  isIp,
  activeBrokers,
  type Agent,
  agentFields,
  type Broker,
  type Farm,
  type Gateway,
  gatewayFields,
  inSite,
  type ObjectKind,
  type Preferring,
  prefers,
  primaryOf,
  type Provider,
  providerFields,
  Refusal,
  type Site,
  stateOf,
  findBroker,
  findGateway,
  findProvider,
  expandNames,
  firstRepeated,
  selectByName,
  providerTypeOf,
  withDefaults,
} from '../model/index.js';
import { statements } from '../facts/index.js';
import { type Edit, withSite } from './edit.js';
import { notesOfTwins } from './exists-as.js';
import { valuesForEach } from './many.js';
import type { AutomaticDefault, EditNote } from './notes.js';

/**
 * Agents, providers and gateways of a site, and the brokers they prefer.
 */

/**
 * New agents, named by lists and ranges.
 * @throws Refusal E_USAGE, E_EXISTS, E_NOT_FOUND (the preferred broker)
 */
export function addAgents(
  farm: Farm,
  site: Site,
  asked: { names: readonly string[] } & Partial<Omit<Agent, 'name'>>,
): Edit {
  const names = expandNames(asked.names);
  const { names: _, ...given } = asked;
  const values = valuesForEach(site, agentFields, given, names.length);
  const preferredBroker = brokerName(site, asked.preferredBroker ?? null);
  refuseTaken(
    farm,
    site,
    'agent',
    names,
    site.agents.map((agent) => agent.name),
  );
  const agents: Agent[] = names.map((name, at) =>
    withDefaults(agentFields, { ...values[at], name, preferredBroker }),
  );
  return withSite(farm, site, { ...site, agents: [...site.agents, ...agents] }, [
    ...notesOfTwins('agent', site.agents, (agent) => agent.name, names),
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/**
 * Agents, chosen by names, ranges and patterns, prefer a broker from now on; null sets them to Automatic.
 * @throws Refusal E_NOT_FOUND
 */
export function assignAgents(
  farm: Farm,
  site: Site,
  wanted: readonly string[],
  broker: string | null,
): Edit {
  const preferredBroker = brokerName(site, broker);
  const chosen = new Set(selectAgents(farm, site, wanted));
  const agents = site.agents.map((agent) =>
    chosen.has(agent) ? { ...agent, preferredBroker } : agent,
  );
  return withSite(farm, site, { ...site, agents }, noteInactive(farm, site, preferredBroker));
}

/** @throws Refusal E_NOT_FOUND */
export function deleteAgents(farm: Farm, site: Site, wanted: readonly string[]): Edit {
  const chosen = new Set(selectAgents(farm, site, wanted));
  return withSite(farm, site, {
    ...site,
    agents: site.agents.filter((agent) => !chosen.has(agent)),
  });
}

/**
 * A new provider. Where its broker is left out, it is Automatic if that is the console's default, and prefers the primary
 * in a site with fewer than three active brokers (assumption A11).
 * @throws Refusal E_EXISTS, E_NOT_FOUND, E_USAGE
 */
export function addProvider(
  farm: Farm,
  site: Site,
  asked: Partial<Provider> & { name: string; type: string },
): Edit {
  refuseTaken(
    farm,
    site,
    'provider',
    [asked.name],
    site.providers.map((provider) => provider.name),
  );
  const preset =
    activeBrokers(site).length >= statements.R33.number ? null : primaryOf(site).server;
  const preferredBroker =
    asked.preferredBroker === undefined ? preset : brokerName(site, asked.preferredBroker);
  const type = providerTypeOf(asked.type) ?? asked.type;
  const provider = withDefaults(providerFields, { ...asked, type, preferredBroker });
  const notes: EditNote[] =
    asked.preferredBroker === undefined && preset !== null
      ? [
          {
            kind: 'prefers-primary',
            provider: asked.name,
            broker: preset,
            automatic: automaticDefault(site),
            assumption: 'A11',
          },
        ]
      : [];
  return withSite(farm, site, { ...site, providers: [...site.providers, provider] }, [
    ...notes,
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/** @throws Refusal E_NOT_FOUND */
export function deleteProvider(farm: Farm, site: Site, name: string): Edit {
  const provider = findProvider(site, name);
  return withSite(farm, site, {
    ...site,
    providers: site.providers.filter((one) => one !== provider),
  });
}

/**
 * A new gateway.
 * @throws Refusal E_EXISTS, E_NOT_FOUND, E_USAGE
 */
export function addGateway(
  farm: Farm,
  site: Site,
  asked: Partial<Gateway> & { server: string },
): Edit {
  refuseTaken(
    farm,
    site,
    'gateway',
    [asked.server],
    site.gateways.map((gateway) => gateway.server),
  );
  const preferredBroker = brokerName(site, asked.preferredBroker ?? null);
  const gateway = withDefaults(gatewayFields, { ...asked, preferredBroker });
  const changed = { ...site, gateways: [...site.gateways, gateway] };
  // The notes read the address, so the edit checks it first.
  const { farm: saved } = withSite(farm, site, changed);
  return {
    farm: saved,
    notes: [
      ...notesOfTwins('gateway', site.gateways, (one) => one.server, [gateway.server]),
      ...(gateway.mode === 'forwarding' && gateway.preferredBroker !== null
        ? [{ kind: 'statements', statements: ['R35'] } as const]
        : []),
      ...noteOtherNetwork(site, gateway),
      ...noteInactive(farm, site, gateway.preferredBroker),
    ],
  };
}

/** The properties of a gateway that `gateway set` changes. */
export type GatewayProperties = Partial<Omit<Gateway, 'server'>>;

/**
 * A gateway with other properties.
 * @throws Refusal E_NOT_FOUND, E_USAGE
 */
export function setGateway(
  farm: Farm,
  site: Site,
  server: string,
  properties: GatewayProperties,
): Edit {
  const gateway = findGateway(site, server);
  const preferredBroker = brokerName(site, properties.preferredBroker ?? gateway.preferredBroker);
  const changed = {
    ...gateway,
    ...properties,
    preferredBroker: properties.preferredBroker === null ? null : preferredBroker,
  };
  const gateways = site.gateways.map((one) => (one === gateway ? changed : one));
  return withSite(farm, site, { ...site, gateways }, [
    ...(changed.mode === 'forwarding' && changed.preferredBroker !== null
      ? [{ kind: 'statements', statements: ['R35'] } as const]
      : []),
    ...noteInactive(farm, site, changed.preferredBroker),
  ]);
}

/** @throws Refusal E_NOT_FOUND */
export function deleteGateway(farm: Farm, site: Site, server: string): Edit {
  const gateway = findGateway(site, server);
  return withSite(farm, site, {
    ...site,
    gateways: site.gateways.filter((one) => one !== gateway),
  });
}

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

/** A gateway in another network may not reach brokers that have no alternative IPs. */
function noteOtherNetwork(site: Site, gateway: Gateway): EditNote[] {
  const address = addressOf(gateway);
  // An invalid address is refused by the edit itself.
  if (address === null || !isIp(address)) return [];
  if (site.network !== null && isInNetwork(address, site.network)) return [];
  const away = site.brokers.filter((broker) => {
    const own = addressOf(broker);
    const differs = own !== null && assumedSegment(own) !== assumedSegment(address);
    return differs && broker.alternativeIps.length === 0;
  });
  if (away.length === 0) return [];
  return [
    {
      kind: 'other-network',
      gateway: gateway.server,
      brokers: away.map(({ server }) => server),
      statement: 'alternative-ips',
      assumption: 'A13',
    },
  ];
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

/** The agents of names, ranges and patterns. @throws Refusal E_NOT_FOUND */
export function selectAgents(farm: Farm, site: Site, wanted: readonly string[]): Agent[] {
  return selectByName(site.agents, (agent) => agent.name, wanted, {
    object: 'agent',
    ...inSite(farm, site),
  });
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
