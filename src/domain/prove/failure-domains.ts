import { type Broker, type Site, stateOf } from '../model/index.js';

/** Servers that stand or fall together: `hypervisor = hv1`, and the brokers on it that can serve. */
export interface FailureDomain {
  key: string;
  value: string;
  /** Active and standby brokers, in priority order. */
  brokers: Broker[];
}

/** Every failure domain of a site, in the order of its brokers; values are compared without regard to case. */
export function failureDomainsOf(site: Site): FailureDomain[] {
  const domains = new Map<string, FailureDomain>();
  for (const broker of serveable(site)) {
    for (const [key, value] of Object.entries(broker.failureDomains)) {
      const id = `${key}=${value}`.toLowerCase();
      const domain = domains.get(id);
      if (domain === undefined) domains.set(id, { key, value, brokers: [broker] });
      else domain.brokers.push(broker);
    }
  }
  const byKey = new Map<string, FailureDomain[]>();
  for (const domain of domains.values()) {
    const key = domain.key.toLowerCase();
    const alike = byKey.get(key);
    if (alike === undefined) byKey.set(key, [domain]);
    else alike.push(domain);
  }
  return [...byKey.values()].flat();
}

/** For each kind of failure domain of the site, the brokers that can serve and don't say theirs. */
export function untaggedBrokers(site: Site): { key: string; brokers: string[] }[] {
  const brokers = serveable(site);
  const keys = new Map(
    brokers
      .flatMap((one) => Object.keys(one.failureDomains))
      .map((key) => [key.toLowerCase(), key]),
  );
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
