import {
  type Broker,
  domainMembers,
  type DownHosts,
  hostsAmong,
  sameName,
  type Site,
  stateOf,
} from '../model/index.js';

/** Servers that fail together: `hypervisor = hv1`, and the brokers on it that can serve. */
export interface FailureDomain {
  key: string;
  value: string;
  /** Active and standby brokers, in priority order. */
  brokers: Broker[];
}

/**
 * Every failure domain of a site, in the order of its brokers. Keys and values are compared without regard to case; each
 * is spelled as the first broker has it.
 */
export function failureDomainsOf(site: Site): FailureDomain[] {
  const kinds = new Map<string, { key: string; domains: Map<string, FailureDomain> }>();
  for (const broker of serveable(site)) {
    for (const [key, value] of Object.entries(broker.failureDomains)) {
      const id = key.toLowerCase();
      const kind = kinds.get(id) ?? { key, domains: new Map<string, FailureDomain>() };
      kinds.set(id, kind);
      const domain = kind.domains.get(value.toLowerCase());
      if (domain === undefined)
        kind.domains.set(value.toLowerCase(), { key: kind.key, value, brokers: [broker] });
      else domain.brokers.push(broker);
    }
  }
  return [...kinds.values()].flatMap(({ domains }) => [...domains.values()]);
}

/** A failure domain, and what else than brokers is in it; null if nothing is. */
export interface FailureDomainWithHosts extends FailureDomain {
  hosts: DownHosts | null;
}

/** Every failure domain of brokers, and after them those of other hosts alone. */
export function allFailureDomains(site: Site): FailureDomainWithHosts[] {
  const withHosts = domainMembers(site).flatMap((domain) => {
    const hosts = hostsAmong(domain);
    return hosts === null ? [] : [{ key: domain.key, value: domain.value, hosts }];
  });
  const isSame = (one: { key: string; value: string }, other: typeof one): boolean =>
    sameName(one.key, other.key) && sameName(one.value, other.value);
  const ofBrokers = failureDomainsOf(site);
  return [
    ...ofBrokers.map((domain) => {
      const hosts = withHosts.find((one) => isSame(one, domain))?.hosts ?? null;
      return { ...domain, hosts };
    }),
    ...withHosts
      .filter((one) => !ofBrokers.some((domain) => isSame(one, domain)))
      .map((one) => ({ ...one, brokers: [] })),
  ];
}

/** For each kind of failure domain of the site, the brokers that can serve and have none. */
export function untaggedBrokers(site: Site): { key: string; brokers: string[] }[] {
  const brokers = serveable(site);
  const keys = new Map<string, string>();
  for (const key of brokers.flatMap((one) => Object.keys(one.failureDomains))) {
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  }
  return [...keys]
    .map(([id, key]) => ({
      key,
      brokers: brokers
        .filter((one) => !Object.keys(one.failureDomains).some((own) => own.toLowerCase() === id))
        .map((one) => one.server),
    }))
    .filter((untagged) => untagged.brokers.length > 0);
}

function serveable(site: Site): Broker[] {
  return site.brokers.filter((broker) => stateOf(broker) !== 'disabled');
}
