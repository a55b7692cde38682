import {
  activeBrokers,
  type Broker,
  groupedBy,
  primaryOf,
  sameName,
  type Site,
  stateOf,
} from '../model/index.js';
import type { Change } from './change.js';
import { domainKeyOf, type Unmet } from './goal.js';
import {
  type Lever,
  leversOfDomain,
  leversOfRule,
  leversOfTolerance,
  leversOfToleranceWithStandbys,
} from './influences.js';
import { type Classes, representatives } from './symmetry.js';

/** What the search knows of the site that it starts from. */
export interface Start {
  site: Site;
  classes: Classes;
  /** Kinds of failure domains that a new broker must be apart from all others in. */
  domainKeys: readonly string[];
  /** How many brokers may be added. */
  mostNew: number;
}

/** The levers of what is missing. */
function leversOf(unmet: Unmet): readonly Lever[] {
  switch (unmet.kind) {
    case 'tolerance':
      return unmet.withStandbys ? leversOfToleranceWithStandbys : leversOfTolerance;
    case 'finding':
      return leversOfRule(unmet.finding.rule);
    case 'domain':
      return leversOfDomain;
    case 'untagged':
      return ['domain'];
  }
}

/**
 * Every change that can help with what is missing, beside the changes made so far: of each object at most one of a kind. Of
 * brokers that are the same one stands for all.
 * @param site the site after these changes
 */
export function candidatesFor(
  unmet: Unmet,
  site: Site,
  made: readonly Change[],
  start: Start,
): Change[] {
  return [...new Set(leversOf(unmet))].flatMap((lever) => {
    switch (lever) {
      case 'more-active':
        return [
          ...stateChanges(site, made, start, ['standby', 'disabled'], 'active'),
          ...additions('active', made, start),
        ];
      case 'fewer-active':
        return stateChanges(site, made, start, ['active'], 'standby');
      case 'more-standbys':
        return [
          ...stateChanges(site, made, start, ['disabled'], 'standby'),
          ...additions('standby', made, start),
        ];
      case 'domain':
        return domainChanges(unmet, site, made, start);
      case 'agents':
        return preferences(site, made, start, 'agent');
      case 'providers':
        return preferences(site, made, start, 'provider');
      case 'gateways':
        return preferences(site, made, start, 'gateway');
      case 'auto-promotion':
        return autoPromotions(site, made);
    }
  });
}

/** The brokers that the site had at the start and that no change of this kind has touched. */
function untouched(
  site: Site,
  made: readonly Change[],
  start: Start,
  touches: (change: Change) => boolean,
): Broker[] {
  const touched = new Set(
    made.filter(touches).flatMap((change) => ('broker' in change ? [change.broker] : [])),
  );
  return site.brokers
    .slice(0, start.site.brokers.length)
    .filter(({ server }) => !touched.has(server));
}

function stateChanges(
  site: Site,
  made: readonly Change[],
  start: Start,
  from: readonly ReturnType<typeof stateOf>[],
  to: 'active' | 'standby',
): Change[] {
  const free = untouched(site, made, start, ({ kind }) => kind === 'state').filter(
    (broker) => broker !== primaryOf(site) && from.includes(stateOf(broker)),
  );
  // As RAS and the other suggestions: the first in priority is activated, the last goes to standby.
  const which = from.includes('active') ? 'last' : 'first';
  return representatives(free, start.classes, made, which).map((broker) => ({
    kind: 'state',
    broker: broker.server,
    from: stateOf(broker),
    to,
  }));
}

/** A new broker, apart from all others: nothing else could help more. */
function additions(to: 'active' | 'standby', made: readonly Change[], start: Start): Change[] {
  const added = made.filter(({ kind }) => kind === 'add').length;
  if (added >= start.mostNew) return [];
  const broker = freshName('SERVER', usedNames(start.site, made));
  const failureDomains = Object.fromEntries(
    start.domainKeys.map((key) => [key, freshName('OTHER', usedValues(start.site, made))]),
  );
  return [{ kind: 'add', broker, to, failureDomains }];
}

function usedNames(site: Site, made: readonly Change[]): string[] {
  return [
    ...site.brokers.map(({ server }) => server),
    ...made.flatMap((change) => (change.kind === 'add' ? [change.broker] : [])),
  ];
}

function usedValues(site: Site, made: readonly Change[]): string[] {
  return [
    ...site.brokers.flatMap(({ failureDomains }) => Object.values(failureDomains)),
    ...made.flatMap((change) => {
      if (change.kind === 'add') return Object.values(change.failureDomains);
      return change.kind === 'domain' ? [change.to] : [];
    }),
  ];
}

/** `SERVER`, `SERVER2`, …: the first that is not used. */
function freshName(word: string, used: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? word : `${word}${number}`;
    if (!used.some((one) => sameName(one, name))) return name;
  }
}

/** To a failure domain of its own, which keeps a broker apart from all others; which one is free is decided afterwards. */
function domainChanges(unmet: Unmet, site: Site, made: readonly Change[], start: Start): Change[] {
  const key = domainKeyOf(unmet);
  if (key === null) return [];
  const to = freshName('OTHER', usedValues(start.site, made));
  const free = untouched(
    site,
    made,
    start,
    (change) => change.kind === 'domain' && sameName(change.key, key),
  ).filter((broker) => unmet.kind !== 'untagged' || unmet.brokers.includes(broker.server));
  return representatives(free, start.classes, made, 'last')
    .filter((broker) => unmet.kind === 'untagged' || domainOf(broker, key) !== null)
    .map((broker): Change => {
      const from = domainOf(broker, key);
      return { kind: 'domain', broker: broker.server, key, from, to, isNew: true };
    });
}

/** The value of a broker's failure domain; keys are compared without regard to case. */
function domainOf(broker: Broker, key: string): string | null {
  const own = Object.entries(broker.failureDomains).find(([one]) => sameName(one, key));
  return own === undefined ? null : own[1];
}

/** Agents and gateways that prefer one broker change together, providers one by one. */
function preferences(
  site: Site,
  made: readonly Change[],
  start: Start,
  object: 'agent' | 'provider' | 'gateway',
): Change[] {
  const moved = new Set(
    made.flatMap((change) =>
      change.kind === 'prefer' && change.object === object ? change.names : [],
    ),
  );
  const pinned = membersOf(site, object).filter(
    ({ name, preferredBroker }) => preferredBroker !== null && !moved.has(name),
  );
  const byBroker = groupedBy(pinned, (one) => one.preferredBroker?.toLowerCase() ?? '');
  return [...byBroker.values()].flatMap((group) => {
    const from = group[0]?.preferredBroker ?? '';
    // Providers with the same preference are the same for every goal but by name: the last of them changes first.
    const names = (object === 'provider' ? group.slice(-1) : group).map(({ name }) => name);
    // Commands would read these as a selection.
    if (names.some((name) => /[*?,[\]]/u.test(name))) return [];
    const others = activeBrokers(site).filter(
      ({ server }) =>
        !sameName(server, from) && start.site.brokers.some((one) => one.server === server),
    );
    return [null, ...others.map(({ server }) => server)].map((to): Change => ({
      kind: 'prefer',
      object,
      names,
      from,
      to,
    }));
  });
}

function membersOf(
  site: Site,
  object: 'agent' | 'provider' | 'gateway',
): readonly { name: string; preferredBroker: string | null }[] {
  if (object === 'agent') return site.agents;
  if (object === 'provider') return site.providers;
  return site.gateways
    .filter(({ mode }) => mode === 'normal')
    .map(({ server, preferredBroker }) => ({ name: server, preferredBroker }));
}

/** On, or off together with failback, which has no effect then. */
function autoPromotions(site: Site, made: readonly Change[]): Change[] {
  if (made.some(({ kind }) => kind === 'auto-promotion')) return [];
  const { autoPromotion: from } = site;
  const on = { ...from, enabled: true };
  const off = { ...from, enabled: false, failback: false };
  return [on, off]
    .filter((to) => to.enabled !== from.enabled || to.failback !== from.failback)
    .map((to) => ({ kind: 'auto-promotion', from, to }));
}

/** The failure domains of a kind that the site has. */
export function valuesOf(site: Site, key: string): string[] {
  const values = site.brokers
    .map((broker) => domainOf(broker, key))
    .filter((value) => value !== null);
  return [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
}
