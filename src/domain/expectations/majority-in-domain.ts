import { activeBrokers, type Broker, majorityOf, sameName, type Site } from '../model/index.js';
import type { MajorityDifference, PossibleMajority } from './difference.js';

/** Whether one failure domain, such as a rack, holds a majority of the active brokers. */

/**
 * The failure domains with these keys that hold a majority; null if none does. A broker without the key may be in any of
 * them, so it counts for the largest: what the farm does not say is not taken for granted.
 */
export function majorityIn(site: Site, keys: readonly string[]): MajorityDifference | null {
  const active = activeBrokers(site);
  const majority = majorityOf(active.length);
  const got = keys
    .map((key) => largestDomain(active, key))
    .filter(({ brokers, without }) => brokers.length + without.length >= majority);
  if (got.length === 0) return null;
  const known = knownKeys(active);
  return {
    kind: 'no-majority-in',
    expected: keys,
    got,
    active: active.length,
    majority,
    keys: known,
  };
}

function largestDomain(active: readonly Broker[], key: string): PossibleMajority {
  const domains = new Map<string, { value: string; brokers: string[] }>();
  const without: string[] = [];
  for (const broker of active) {
    const value = valueOf(broker, key);
    if (value === undefined) without.push(broker.server);
    else {
      const domain = domains.get(value.toLowerCase()) ?? { value, brokers: [] };
      domain.brokers.push(broker.server);
      domains.set(value.toLowerCase(), domain);
    }
  }
  const [largest] = [...domains.values()].toSorted((a, b) => b.brokers.length - a.brokers.length);
  return { key, value: largest?.value ?? null, brokers: largest?.brokers ?? [], without };
}

/** The value of a broker's failure domain; keys are not case-sensitive. */
function valueOf({ failureDomains }: Broker, key: string): string | undefined {
  return Object.entries(failureDomains).find(([own]) => sameName(own, key))?.[1];
}

function knownKeys(brokers: readonly Broker[]): string[] {
  const keys = new Map<string, string>();
  for (const key of brokers.flatMap((one) => Object.keys(one.failureDomains))) {
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  }
  return [...keys.values()];
}
