import type { Agent, Broker, Gateway, Provider, Site } from './farm.js';
import { globOf } from './names/glob.js';
import { sameName } from './same-name.js';

/** Hosts that fail together: a failure domain such as `rack = r1`, with everything of a site that is in it. */
export interface DomainMembers {
  key: string;
  value: string;
  /** In priority order, whatever their state. */
  brokers: Broker[];
  gateways: Gateway[];
  agents: Agent[];
  providers: Provider[];
}

/**
 * Every failure domain of a site, kinds in the order in which they first appear: of brokers, then gateways, agents, providers.
 * Keys and values are compared without regard to case; each is spelled as the first object has it.
 */
export function domainMembers(site: Site): DomainMembers[] {
  const kinds = new Map<string, { key: string; domains: Map<string, DomainMembers> }>();
  const add = <T extends { failureDomains: Readonly<Record<string, string>> }>(
    objects: readonly T[],
    listOf: (domain: DomainMembers) => T[],
  ): void => {
    for (const object of objects) {
      for (const [key, value] of Object.entries(object.failureDomains)) {
        const id = key.toLowerCase();
        const kind = kinds.get(id) ?? { key, domains: new Map<string, DomainMembers>() };
        kinds.set(id, kind);
        const known = kind.domains.get(value.toLowerCase());
        const empty = { brokers: [], gateways: [], agents: [], providers: [] };
        const domain: DomainMembers = known ?? { key: kind.key, value, ...empty };
        if (known === undefined) kind.domains.set(value.toLowerCase(), domain);
        listOf(domain).push(object);
      }
    }
  };
  add(site.brokers, ({ brokers }) => brokers);
  add(site.gateways, ({ gateways }) => gateways);
  add(site.agents, ({ agents }) => agents);
  add(site.providers, ({ providers }) => providers);
  return [...kinds.values()].flatMap(({ domains }) => [...domains.values()]);
}

/** Hosts other than brokers that are offline, by name. */
export interface DownHosts {
  gateways: string[];
  agents: string[];
  providers: string[];
}

/** Those of the members that are no brokers, by name; null if there are none. */
export function hostsAmong(
  members: Pick<DomainMembers, 'gateways' | 'agents' | 'providers'>,
): DownHosts | null {
  const hosts = {
    gateways: members.gateways.map(({ server }) => server),
    agents: members.agents.map(({ name }) => name),
    providers: members.providers.map(({ name }) => name),
  };
  return Object.values(hosts).some((names) => names.length > 0) ? hosts : null;
}

/** Everything of a site in the failure domains of a kind whose value matches a name or pattern. */
export function membersOf(
  site: Site,
  { key, value }: { key: string; value: string },
): Omit<DomainMembers, 'key' | 'value'> {
  const matches = globOf(value);
  const inIt = <T extends { failureDomains: Readonly<Record<string, string>> }>(
    objects: readonly T[],
  ): T[] =>
    objects.filter(({ failureDomains }) =>
      Object.entries(failureDomains).some(([own, is]) => sameName(own, key) && matches(is)),
    );
  return {
    brokers: inIt(site.brokers),
    gateways: inIt(site.gateways),
    agents: inIt(site.agents),
    providers: inIt(site.providers),
  };
}

/** The domain as one word of a list of names, `rack=r1`. Letters that divide lists or texts of events stand as `?`. */
export function wordOfDomain({ key, value }: { key: string; value: string }): string {
  return `${key}=${value.replaceAll(/[\s,;#/[\]]/gu, '?')}`;
}
