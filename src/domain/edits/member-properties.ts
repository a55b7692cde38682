import {
  activeBrokers,
  type Agent,
  type Farm,
  findAgent,
  findProvider,
  type Provider,
  providerTypeOf,
  sameName,
  type Site,
} from '../model/index.js';
import { statements } from '../facts/index.js';
import { type Edit, withSite, withTargetRenamed } from './edit.js';
import { selectAgents } from './agents.js';
import { automaticDefault, brokerName, noteInactive, refuseTaken } from './members.js';
import type { EditNote } from './notes.js';

/** Other properties and other names of agents and providers. */

/** The properties of an agent that `agent set` changes. */
export type AgentProperties = Partial<Omit<Agent, 'name'>>;

/** The properties of a provider that `provider set` changes. */
export type ProviderProperties = Partial<Omit<Provider, 'name'>>;

/**
 * Agents, chosen by names, ranges and patterns, with other properties.
 * @param change the properties of one agent that change
 * @throws Refusal E_NOT_FOUND, E_USAGE
 */
export function setAgents(
  farm: Farm,
  site: Site,
  wanted: readonly string[],
  change: (agent: Agent) => AgentProperties,
): Edit {
  const notes = new Map<string, EditNote>();
  const add = (note: EditNote): unknown => notes.set(JSON.stringify(note), note);
  const changed = new Map(
    selectAgents(farm, site, wanted).map((agent): [Agent, Agent] => {
      const properties = withBrokerSpelled(site, change(agent));
      const { kind = agent.kind, preferredBroker = null } = properties;
      if (kind !== agent.kind) add({ kind: 'added-again', object: 'agent', property: 'kind' });
      for (const note of noteInactive(farm, site, preferredBroker)) add(note);
      return [agent, { ...agent, ...properties }];
    }),
  );
  const agents = site.agents.map((agent) => changed.get(agent) ?? agent);
  return withSite(farm, site, { ...site, agents }, [...notes.values()]);
}

/**
 * A provider with other properties; its type by any of its names.
 * @throws Refusal E_NOT_FOUND, E_USAGE
 */
export function setProvider(
  farm: Farm,
  site: Site,
  name: string,
  properties: ProviderProperties,
): Edit {
  const provider = findProvider(site, name);
  const given = withBrokerSpelled(site, properties);
  const type = given.type === undefined ? provider.type : typeNamed(given.type);
  const providers = site.providers.map((one) =>
    one === provider ? { ...one, ...given, type } : one,
  );
  const prefers = given.preferredBroker !== undefined;
  const isFew = activeBrokers(site).length < statements.R33.number;
  return withSite(farm, site, { ...site, providers }, [
    ...(type === provider.type
      ? []
      : [{ kind: 'added-again', object: 'provider', property: 'type' } as const]),
    ...(prefers && isFew
      ? [{ kind: 'automatic-not-default', automatic: automaticDefault(site) } as const]
      : []),
    ...noteInactive(farm, site, given.preferredBroker ?? null),
  ]);
}

/**
 * The preferred broker of a provider; null sets it to Automatic.
 * @throws Refusal E_NOT_FOUND
 */
export function preferBroker(farm: Farm, site: Site, name: string, broker: string | null): Edit {
  return setProvider(farm, site, name, { preferredBroker: broker });
}

/** What can be renamed beside sites and brokers: nothing refers to it by its name but suppressions. */
export type RenamedObject = 'agent' | 'provider';

/**
 * An agent or a provider under another name. Suppressions of its findings follow.
 * @throws Refusal E_NOT_FOUND, E_EXISTS, E_USAGE
 */
export function renameMember(
  farm: Farm,
  site: Site,
  object: RenamedObject,
  names: { from: string; to: string },
): Edit {
  const { to } = names;
  const one = object === 'agent' ? findAgent(site, names.from) : findProvider(site, names.from);
  const members: readonly { name: string }[] = object === 'agent' ? site.agents : site.providers;
  const others = members.filter((other) => other !== one).map(({ name }) => name);
  refuseTaken(farm, site, object, [to], others);
  const renamed = <T extends { name: string }>(all: readonly T[]): T[] =>
    all.map((other) => (other.name === one.name ? { ...other, name: to } : other));
  const changed: Site =
    object === 'agent'
      ? { ...site, agents: renamed(site.agents) }
      : { ...site, providers: renamed(site.providers) };
  const target = (name: string): string => `${site.name}/${object}/${name}`;
  const followed = withTargetRenamed(farm, target(one.name), target(to));
  return withSite(
    followed,
    site,
    changed,
    sameName(one.name, to) ? [] : [{ kind: 'added-again', object, property: 'name' }],
  );
}

/** The properties with the preferred broker, if given, as spelled in its entry. */
function withBrokerSpelled<T extends { preferredBroker?: string | null }>(
  site: Site,
  properties: T,
): T {
  const { preferredBroker } = properties;
  if (preferredBroker === undefined) return properties;
  return { ...properties, preferredBroker: brokerName(site, preferredBroker) };
}

/** An unknown type is left to the invariants, which refuse it. */
function typeNamed(type: string): string {
  return providerTypeOf(type) ?? type;
}
