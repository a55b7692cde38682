import type { Agent, Broker, Gateway, Provider, Site } from './farm.js';

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
        const domain = known ?? {
          ...{ key: kind.key, value },
          ...{ brokers: [], gateways: [], agents: [], providers: [] },
        };
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
