import {
  type Broker,
  compressNames,
  type Custom,
  type Farm,
  type Fields,
  fieldsOf,
  flatValue,
  sameName,
  type Site,
} from '../model/index.js';

/** One difference between two farms: `before` or `after` is null if absent. */
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
  const farm = diffOne(null, 'farm', after.name, flat('farm', before), flat('farm', after));
  const pairs = pair(before.sites, after.sites, (site) => site.name);
  const sites = pairs.flatMap(([old, now]) => {
    if (old === undefined || now === undefined)
      return wholeObject(null, 'site', old?.name, now?.name);
    return old === now ? [] : diffSites(old, now);
  });
  return [...farm, ...diffPolicy(before, after), ...sites];
}

/** Rule settings and suppressions. */
function diffPolicy(before: Farm, after: Farm): Change[] {
  const rules = (farm: Farm) =>
    Object.entries(farm.rules).map(([rule, setting]) => ({ rule, ...setting }));
  return [
    ...diffObjects(null, 'rule', rules(before), rules(after), ({ rule }) => rule),
    ...diffObjects(
      null,
      'suppression',
      before.suppressions,
      after.suppressions,
      ({ rule, target }) => `${rule} on ${target}`,
    ),
  ];
}

function diffSites(old: Site, now: Site): Change[] {
  const own = (site: Site): Flat => ({
    ...flat('site', site),
    ...Object.fromEntries(
      Object.entries(flat('auto-promotion', site.autoPromotion)).map(([key, value]) => [
        `autoPromotion.${key}`,
        value,
      ]),
    ),
  });
  const site = now.name;
  const byServer = ({ server }: { server: string }): string => server;
  const byName = ({ name }: { name: string }): string => name;
  return [
    ...diffOne(null, 'site', old.name, own(old), own(now)),
    ...diffObjects(site, 'broker', old.brokers, now.brokers, byServer),
    ...moves(old, now),
    ...diffObjects(site, 'gateway', old.gateways, now.gateways, byServer),
    ...merged(diffObjects(site, 'agent', old.agents, now.agents, byName)),
    ...diffObjects(site, 'provider', old.providers, now.providers, byName),
  ];
}

/** An object with one comparable value for each property. */
type Flat = Readonly<Record<string, Change['before']>>;

/** The properties that the fields of the kind of object describe, and the user's own keys. */
function flat(kind: keyof typeof fieldsOf, object: Custom): Flat {
  const fields: Fields = fieldsOf[kind];
  const known = Object.keys(fields).map((key) => [key, flatValue(Reflect.get(object, key))]);
  const custom = Object.entries(object.custom ?? {}).map(([key, value]) => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries([...known, ...custom]) as Flat;
}

/** Brokers with a different place in the priority order, among those in both farms. */
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

function diffObjects<T extends Custom>(
  site: string | null,
  object: keyof typeof fieldsOf,
  old: readonly T[],
  now: readonly T[],
  nameOf: (one: T) => string,
): Change[] {
  if (old === now) return [];
  return pair(old, now, nameOf).flatMap(([before, after]) => {
    if (before === undefined || after === undefined) {
      return wholeObject(site, object, before && nameOf(before), after && nameOf(after));
    }
    if (before === after) return [];
    return diffOne(site, object, nameOf(before), flat(object, before), flat(object, after));
  });
}

/**
 * Pairs the objects of two lists: by name, those of the same name in their order, and a single removed one with a single
 * added one, which is a rename.
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
  const removed = old.filter((one) => left.get(key(one))?.includes(one));
  const [renamed, ...others] = removed;
  const added = matched.filter(([before]) => before === undefined);
  if (added.length === 1 && others.length === 0 && renamed !== undefined) {
    return matched.map(([before, after]) => [before ?? renamed, after]);
  }
  return [...removed.map((one): [T, undefined] => [one, undefined]), ...matched];
}

/** The properties of one object that differ. */
function diffOne(
  site: string | null,
  object: string,
  name: string,
  before: Flat,
  after: Flat,
): Change[] {
  return Object.keys({ ...before, ...after })
    .filter((property) => (before[property] ?? null) !== (after[property] ?? null))
    .map((property) => ({
      kind: 'changed',
      site,
      object,
      name,
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

/** Agents with the same change are one line. */
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
