import {
  type Broker,
  type Farm,
  type RuleSetting,
  sameName,
  type Site,
  type Suppression,
  compressNames,
} from '../model/index.js';

/** One thing that differs between two farms: `before` or `after` is null where it isn't there. */
export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The site it is in; null for the farm itself and for whole sites. */
  site: string | null;
  /** What it is: farm, rule, suppression, site, broker, agent, provider, gateway. */
  object: string;
  /** Its name; for agents that changed alike, their names as ranges. */
  name: string;
  /** The property that differs, as in the farm file; null where the whole object was added or removed. */
  property: string | null;
  before: string | number | boolean | null;
  after: string | number | boolean | null;
}

/** Everything that differs, in the order of the farm file. */
export function diffFarms(before: Farm, after: Farm): Change[] {
  const farm = properties(
    { rasVersion: before.rasVersion, name: before.name },
    { rasVersion: after.rasVersion, name: after.name },
  ).map((change): Change => ({
    site: null,
    object: 'farm',
    name: after.name,
    kind: 'changed',
    ...change,
  }));
  const pairs = pair(before.sites, after.sites, (site) => site.name);
  const sites = pairs.flatMap(([old, now]) => {
    if (old === undefined || now === undefined)
      return wholeObject(null, 'site', old?.name, now?.name);
    return old === now ? [] : diffSites(old, now);
  });
  return [...farm, ...diffPolicy(before, after), ...sites];
}

/** Rule settings and suppressions: what a farm says about the rules. */
function diffPolicy(before: Farm, after: Farm): Change[] {
  const name = (one: Suppression): string => `${one.rule} on ${one.target}`;
  const rules = (farm: Farm): Named[] =>
    Object.entries(farm.rules).map(([rule, setting]) => ({ name: rule, ...setting }));
  const suppressions = (farm: Farm): Named[] =>
    farm.suppressions.map((one) => ({ name: name(one), reason: one.reason, expires: one.expires }));
  return [
    ...diffObjects(null, 'rule', rules(before), rules(after), flatNamed),
    ...diffObjects(null, 'suppression', suppressions(before), suppressions(after), flatNamed),
  ];
}

interface Named extends RuleSetting {
  name: string;
  expires?: string | null;
}

function flatNamed(one: Named): Record<string, Change['before']> {
  const { severity = null, threshold = null, off = null, reason = null, expires = null } = one;
  return { severity, threshold, off, reason, expires };
}

function diffSites(old: Site, now: Site): Change[] {
  const flat = (site: Site): Record<string, Change['before']> => ({
    name: site.name,
    licensing: site.licensing,
    network: site.network,
    'autoPromotion.enabled': site.autoPromotion.enabled,
    'autoPromotion.afterMinutes': site.autoPromotion.afterMinutes,
    'autoPromotion.failback': site.autoPromotion.failback,
  });
  const own = properties(flat(old), flat(now)).map((change): Change => ({
    kind: 'changed',
    site: null,
    object: 'site',
    name: old.name,
    ...change,
  }));
  return [
    ...own,
    ...diffObjects(now.name, 'broker', old.brokers, now.brokers, flatBroker),
    ...moves(old, now),
    ...diffObjects(now.name, 'gateway', old.gateways, now.gateways, (gateway) => ({ ...gateway })),
    ...merged(diffObjects(now.name, 'agent', old.agents, now.agents, (agent) => ({ ...agent }))),
    ...diffObjects(now.name, 'provider', old.providers, now.providers, (one) => ({ ...one })),
  ];
}

function flatBroker(broker: Broker): Record<string, Change['before']> {
  const { alternativeIps, failureDomains, ...rest } = broker;
  const domains = Object.entries(failureDomains).map(([key, value]) => `${key}=${value}`);
  return { ...rest, alternativeIps: alternativeIps.join(';'), failureDomains: domains.join(' ') };
}

/** Brokers whose place in the priority order is another, among those that both have. */
function moves(old: Site, now: Site): Change[] {
  const placesOf = (brokers: readonly Broker[]): Map<string, number> =>
    new Map(brokers.map((broker, at) => [broker.server.toLowerCase(), at + 1]));
  const before = placesOf(old.brokers);
  const after = placesOf(now.brokers);
  const place = (places: Map<string, number>, server: string): number =>
    places.get(server.toLowerCase()) ?? 0;
  const both = now.brokers.filter((broker) => place(before, broker.server) > 0);
  const kept = old.brokers.filter((broker) => place(after, broker.server) > 0);
  return both.flatMap((broker, index): Change[] => {
    if (sameName(kept[index]?.server ?? '', broker.server)) return [];
    const name = broker.server;
    return [
      {
        kind: 'moved',
        site: now.name,
        object: 'broker',
        name,
        property: 'place',
        before: place(before, name),
        after: place(after, name),
      },
    ];
  });
}

function diffObjects<T extends object>(
  site: string | null,
  object: string,
  old: readonly T[],
  now: readonly T[],
  flat: (one: T) => Record<string, Change['before']>,
): Change[] {
  if (old === now) return [];
  const nameOf = (one: T): string =>
    String('server' in one ? one.server : Reflect.get(one, 'name'));
  return pair(old, now, nameOf).flatMap(([before, after]) => {
    if (before === undefined || after === undefined) {
      return wholeObject(site, object, before && nameOf(before), after && nameOf(after));
    }
    if (before === after) return [];
    return properties(flat(before), flat(after)).map((change): Change => ({
      kind: 'changed',
      site,
      object,
      name: nameOf(before),
      ...change,
    }));
  });
}

/**
 * Objects of two lists that are the same one: by name, those of the same name in their order, and a single one that went
 * with a single one that came: that is what a rename looks like.
 */
export function pair<T>(
  old: readonly T[],
  now: readonly T[],
  nameOf: (one: T) => string,
): [T | undefined, T | undefined][] {
  const key = (one: T): string => nameOf(one).toLowerCase();
  const left = new Map<string, T[]>();
  for (const one of old) left.set(key(one), [...(left.get(key(one)) ?? []), one]);
  const matched = now.map((one): [T | undefined, T] => [left.get(key(one))?.shift(), one]);
  const gone = old.filter((one) => left.get(key(one))?.includes(one));
  const [renamed, ...others] = gone;
  const come = matched.filter(([before]) => before === undefined);
  if (come.length === 1 && others.length === 0 && renamed !== undefined) {
    return matched.map(([before, after]) => [before ?? renamed, after]);
  }
  return [...gone.map((one): [T, undefined] => [one, undefined]), ...matched];
}

function properties(
  before: Record<string, Change['before']>,
  after: Record<string, Change['before']>,
): Pick<Change, 'property' | 'before' | 'after'>[] {
  return Object.keys(after)
    .filter((property) => before[property] !== after[property])
    .map((property) => ({
      property,
      before: before[property] ?? null,
      after: after[property] ?? null,
    }));
}

function wholeObject(
  site: string | null,
  object: string,
  before: string | undefined,
  after: string | undefined,
): Change[] {
  return [
    {
      kind: after === undefined ? 'removed' : 'added',
      site,
      object,
      name: after ?? before ?? '',
      property: null,
      before: before ?? null,
      after: after ?? null,
    },
  ];
}

/** Forty agents that changed alike are one line. */
function merged(changes: Change[]): Change[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const whole = change.property === null;
    const key = JSON.stringify([
      change.kind,
      change.property,
      whole ? null : change.before,
      whole ? null : change.after,
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const name = compressNames([first, ...more].map((change) => change.name));
    const whole = first.property === null && more.length > 0;
    return [
      {
        ...first,
        name,
        before: whole && first.before !== null ? name : first.before,
        after: whole && first.after !== null ? name : first.after,
      },
    ];
  });
}
