import {
  addressOf,
  assumedSegment,
  isInNetwork,
  isIp,
  commandIn,
  type Note,
  sentence,
  siteToName,
  suggestedCommand,
  FarmError,
  activeBrokers,
  type Agent,
  agentFields,
  type Broker,
  type Farm,
  type Gateway,
  gatewayFields,
  isActive,
  prefers,
  primaryOf,
  type Provider,
  providerFields,
  type Site,
  stateOf,
  findBroker,
  findGateway,
  findProvider,
  compressNames,
  expandNames,
  firstRepeated,
  selectByName,
  providerTypeOf,
  counted,
  withDefaults,
} from '../model/index.js';
import { assumptions, statements } from '../facts/index.js';
import { type Edit, withSite } from './edit.js';

/**
 * Agents, providers and gateways of a site, and the brokers they prefer.
 */

/**
 * New agents, named by lists and ranges.
 * @throws FarmError E_USAGE, E_EXISTS, E_NOT_FOUND (the preferred broker)
 */
export function addAgents(
  farm: Farm,
  site: Site,
  asked: { names: readonly string[] } & Partial<Omit<Agent, 'name'>>,
): Edit {
  const names = expandNames(asked.names);
  const { names: _, ...given } = asked;
  const preferredBroker = brokerName(site, asked.preferredBroker ?? null);
  refuseTaken(
    farm,
    site,
    'agent',
    names,
    site.agents.map((agent) => agent.name),
  );
  const agents: Agent[] = names.map((name) =>
    withDefaults(agentFields, { ...given, name, preferredBroker }),
  );
  return withSite(farm, site, { ...site, agents: [...site.agents, ...agents] }, [
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/**
 * Agents, chosen by names, ranges and patterns, prefer a broker from now on; null gives them back to Automatic.
 * @throws FarmError E_NOT_FOUND
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

/** @throws FarmError E_NOT_FOUND */
export function deleteAgents(farm: Farm, site: Site, wanted: readonly string[]): Edit {
  const chosen = new Set(selectAgents(farm, site, wanted));
  return withSite(farm, site, {
    ...site,
    agents: site.agents.filter((agent) => !chosen.has(agent)),
  });
}

/**
 * A new provider. Without a word about its broker it is Automatic where the console presets that, and prefers the
 * primary where the site has fewer than three active brokers (assumption A11).
 * @throws FarmError E_EXISTS, E_NOT_FOUND, E_USAGE
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
  const notes =
    asked.preferredBroker === undefined && preset !== null
      ? [`${asked.name} prefers the primary ${preset} (assumption A11). ${whyNotAutomatic(site)}`]
      : [];
  return withSite(farm, site, { ...site, providers: [...site.providers, provider] }, [
    ...notes,
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/** @throws FarmError E_NOT_FOUND */
export function preferBroker(farm: Farm, site: Site, name: string, broker: string | null): Edit {
  const provider = findProvider(site, name);
  const preferredBroker = brokerName(site, broker);
  const providers = site.providers.map((one) =>
    one === provider ? { ...one, preferredBroker } : one,
  );
  const few = activeBrokers(site).length < statements.R33.number;
  return withSite(farm, site, { ...site, providers }, [
    ...(few ? [whyNotAutomatic(site)] : []),
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/** @throws FarmError E_NOT_FOUND */
export function deleteProvider(farm: Farm, site: Site, name: string): Edit {
  const provider = findProvider(site, name);
  return withSite(farm, site, {
    ...site,
    providers: site.providers.filter((one) => one !== provider),
  });
}

/**
 * A new gateway.
 * @throws FarmError E_EXISTS, E_NOT_FOUND, E_USAGE
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
  // The notes read the address, so it has to be one.
  const { farm: saved } = withSite(farm, site, changed);
  return {
    farm: saved,
    notes: [
      ...(gateway.mode === 'forwarding' && gateway.preferredBroker !== null
        ? [statements.R35.says]
        : []),
      ...noteOtherNetwork(site, gateway),
      ...noteInactive(farm, site, gateway.preferredBroker),
    ],
  };
}

/** @throws FarmError E_NOT_FOUND */
export function deleteGateway(farm: Farm, site: Site, server: string): Edit {
  const gateway = findGateway(site, server);
  return withSite(farm, site, {
    ...site,
    gateways: site.gateways.filter((one) => one !== gateway),
  });
}

/** Who prefers the broker, in words: `agents RDS[01-04]`, `provider vc1`; empty when nobody does. */
export function membersPreferring(site: Site, broker: Broker): string[] {
  const preferring = <T extends { preferredBroker: string | null }>(objects: readonly T[]): T[] =>
    objects.filter((one) => prefers(one, broker.server));
  const groups: [string, string[]][] = [
    ['agent', preferring(site.agents).map((agent) => agent.name)],
    ['provider', preferring(site.providers).map((provider) => provider.name)],
    ['gateway', preferring(site.gateways).map((gateway) => gateway.server)],
  ];
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([noun, names]) => `${noun}${names.length === 1 ? '' : 's'} ${compressNames(names)}`);
}

/** The site with all that prefer one broker preferring another, or Automatic for null. */
export function reassign(site: Site, from: Broker, to: Broker | null): Site {
  const moved = <T extends { preferredBroker: string | null }>(object: T): T =>
    prefers(object, from.server) ? { ...object, preferredBroker: to?.server ?? null } : object;
  return {
    ...site,
    agents: site.agents.map(moved),
    providers: site.providers.map(moved),
    gateways: site.gateways.map(moved),
  };
}

function whyNotAutomatic(site: Site): string {
  const active = activeBrokers(site).length;
  return `Site "${site.name}" has ${counted(active, 'active broker')}; the console presets Automatic only from ${statements.R33.number} brokers on. ${assumptions.A16} (assumption A16)`;
}

/** A gateway that may not reach the main IP of brokers without alternative IPs, because it is in another network. */
function noteOtherNetwork(site: Site, gateway: Gateway): string[] {
  const address = addressOf(gateway);
  // What is no address is refused with the edit itself.
  if (address === null || !isIp(address)) return [];
  if (site.network !== null && isInNetwork(address, site.network)) return [];
  const away = site.brokers.filter((broker) => {
    const own = addressOf(broker);
    const differs = own !== null && assumedSegment(own) !== assumedSegment(address);
    return differs && broker.alternativeIps.length === 0;
  });
  if (away.length === 0) return [];
  const names = compressNames(away.map(({ server }) => server));
  return [
    `${gateway.server} is in another network than ${names} (assumption A13). ${statements['alternative-ips'].says}`,
  ];
}

function noteInactive(farm: Farm, site: Site, server: string | null): Note[] {
  if (server === null) return [];
  const broker = findBroker(site, server);
  if (isActive(broker)) return [];
  const state = stateOf(broker);
  const suggest = commandIn(farm, site);
  const until = broker.enabled
    ? suggest`broker activate ${broker.server}`
    : suggest`broker enable ${broker.server}`;
  return [
    sentence`${broker.server} is ${state === 'standby' ? 'in standby' : 'disabled'}, so the preference counts as Automatic until: ${until}`,
  ];
}

/** The broker's name as its own entry spells it. */
function brokerName(site: Site, server: string | null): string | null {
  return server === null ? null : findBroker(site, server).server;
}

function selectAgents(farm: Farm, site: Site, wanted: readonly string[]): Agent[] {
  return selectByName(site.agents, (agent) => agent.name, wanted, {
    noun: 'agent',
    site: site.name,
    nextStep: commandIn(farm, site)`agent list`,
  });
}

function refuseTaken(
  farm: Farm,
  site: Site,
  noun: string,
  names: readonly string[],
  taken: readonly string[],
): void {
  const before = new Set(taken.map((name) => name.toLowerCase()));
  const there = names.filter((name) => before.has(name.toLowerCase()));
  const twice = firstRepeated(names);
  if (there.length === 0 && twice === null) return;
  throw new FarmError({
    code: 'E_EXISTS',
    message:
      there.length > 0
        ? `${noun}${there.length === 1 ? '' : 's'} ${compressNames(there)} ${there.length === 1 ? 'is' : 'are'} in site "${site.name}" already.`
        : `${noun} "${twice}" is named twice.`,
    nextStep: suggestedCommand(`${noun} list`, { site: siteToName(farm, site) }),
  });
}
