import {
  type Agent,
  agentFields,
  expandNames,
  type Farm,
  inSite,
  selectByName,
  type Site,
  withDefaults,
} from '../model/index.js';
import { type Edit, withSite } from './edit.js';
import { notesOfTwins } from './exists-as.js';
import { valuesForEach } from './many.js';
import { brokerName, noteInactive, refuseTaken } from './members.js';

/** Agents of a site: new ones, the brokers they prefer, and those that are deleted. */

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

/** The agents of names, ranges and patterns. @throws Refusal E_NOT_FOUND */
export function selectAgents(farm: Farm, site: Site, wanted: readonly string[]): Agent[] {
  return selectByName(site.agents, (agent) => agent.name, wanted, {
    object: 'agent',
    ...inSite(farm, site),
  });
}
