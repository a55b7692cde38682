import {
  type Broker,
  type Farm,
  groupedBy,
  primaryOf,
  sameName,
  type Site,
  stateOf,
} from '../model/index.js';
import type { Change } from './change.js';

/**
 * Brokers that are the same for every goal: exchanging two of them changes nothing but names. The search tries one of them
 * for all, and takes sets of changes that differ only in such names for one.
 */

/** The class of each broker by its server; brokers of one class are interchangeable. */
export type Classes = ReadonlyMap<string, string>;

/**
 * The classes of a site. Its primary, brokers that something prefers, and those that a suppression names are alone. Two
 * brokers with a preferred one between them differ, too: the priority decides who takes the last agent.
 */
export function classesOf(farm: Farm, site: Site): Classes {
  const preferences = [...site.agents, ...site.providers, ...site.gateways].filter(
    ({ preferredBroker }) => preferredBroker !== null,
  );
  const preferred = new Set(preferences.map((one) => one.preferredBroker?.toLowerCase()));
  const targets = farm.suppressions.map(({ target }) => target);
  let stretch = 0;
  return new Map(
    site.brokers.map((broker) => {
      const { server } = broker;
      if (preferred.has(server.toLowerCase())) {
        stretch += 1;
        return [server, `${server}: preferred`];
      }
      const isAlone =
        broker === primaryOf(site) ||
        targets.some((target) => sameName(target, `${site.name}/broker/${server}`));
      return [server, isAlone ? `${server}: alone` : `${stretch}: ${propertiesOf(broker)}`];
    }),
  );
}

function propertiesOf(broker: Broker): string {
  const domains = Object.entries(broker.failureDomains).map(([key, value]) =>
    JSON.stringify([key.toLowerCase(), value.toLowerCase()]),
  );
  return JSON.stringify([stateOf(broker), ...domains.toSorted()]);
}

/** One broker for each set of those that are the same now, by class and changes so far: the first or the last by priority. */
export function representatives(
  brokers: readonly Broker[],
  classes: Classes,
  changes: readonly Change[],
  which: 'first' | 'last',
): Broker[] {
  const byBroker = groupedBy(changes, (change) => ('broker' in change ? change.broker : ''));
  const groups = groupedBy(brokers, ({ server }) =>
    JSON.stringify([classes.get(server) ?? server, bundle(byBroker.get(server) ?? [])]),
  );
  return [...groups.values()].flatMap((group) => group.at(which === 'first' ? 0 : -1) ?? []);
}

/** A set of changes without the names of interchangeable brokers, and without the order in which it was found. */
export function signatureOf(changes: readonly Change[], classes: Classes): string {
  const byBroker = groupedBy(changes, (change) =>
    change.kind === 'state' || change.kind === 'domain' ? change.broker : '',
  );
  const others = byBroker.get('') ?? [];
  byBroker.delete('');
  const own = [...byBroker].map(([server, bundled]) =>
    JSON.stringify([classes.get(server) ?? server, bundle(bundled)]),
  );
  return [...own, ...others.map(anonymous)].toSorted().join('\n');
}

function bundle(changes: readonly Change[]): string {
  return changes.map(anonymous).toSorted().join(';');
}

/** Names of new servers and of new failure domains mean nothing: each is different from all others. */
function anonymous(change: Change): string {
  switch (change.kind) {
    case 'state':
      return `state ${change.to}`;
    case 'add':
      return `add ${change.to} ${Object.keys(change.failureDomains).toSorted().join(',')}`;
    case 'domain':
      return `domain ${change.key.toLowerCase()} ${change.isNew ? 'new' : change.to.toLowerCase()}`;
    case 'prefer':
      return JSON.stringify([change.object, change.names, change.to]);
    case 'auto-promotion':
      return `auto-promotion ${change.to.enabled} ${change.to.failback}`;
  }
}
