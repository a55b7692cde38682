import {
  type Broker,
  compressNames,
  type Custom,
  type Farm,
  fieldAt,
  type Fields,
  fieldsOf,
  flatValue,
  type RuleSetting,
  type Site,
  type Suppression,
} from '../model/index.js';
import { findRule } from '../readiness/index.js';
import {
  pair,
  type Pair,
  pairBrokers,
  pairGateways,
  pairSites,
  type RenameCertainty,
} from './pairing.js';
import { type Rename, renamesOf, targetNow } from './renames.js';
import { isEqual } from './equal.js';

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
export function diffFarms(
  before: Farm,
  after: Farm,
  certainty: RenameCertainty = 'edit',
  renames: readonly Rename[] = renamesOf(before, after, certainty),
): Change[] {
  const farm = diffOne(null, 'farm', after.name, valuesOf('farm', before), valuesOf('farm', after));
  const sites = pairSites(before, after).flatMap(([old, now]) => {
    if (old === undefined || now === undefined)
      return wholeObject(null, 'site', old?.name, now?.name);
    return old === now ? [] : diffSites(old, now, certainty);
  });
  return [...farm, ...diffPolicy(before, after, renames), ...sites];
}

/** Rule settings and suppressions. */
function diffPolicy(before: Farm, after: Farm, renames: readonly Rename[]): Change[] {
  return [
    ...diffObjects(null, 'rule', pairSettings(before, after), ({ rule }) => rule),
    ...diffObjects(
      null,
      'suppression',
      pairSuppressions(before, after, renames),
      ({ rule, target }) => `${rule} on ${target}`,
    ),
  ];
}

/** A farm's setting of a rule, with the name by which the farm file calls it. */
export type NamedSetting = RuleSetting & { rule: string };

/** The settings of each rule before and after. A rule is the same by its id and by its slug. */
export function pairSettings(before: Farm, after: Farm): Pair<NamedSetting>[] {
  const settings = (farm: Farm): NamedSetting[] =>
    Object.entries(farm.rules).map(([rule, setting]) => ({ rule, ...setting }));
  return pair(settings(before), settings(after), ({ rule }) => idOf(rule), never);
}

/** The suppressions before and after. One whose target was renamed is the same one. */
export function pairSuppressions(
  before: Farm,
  after: Farm,
  renames: readonly Rename[],
): Pair<Suppression>[] {
  const subject = (rule: string, target: string): string => `${idOf(rule)} on ${target}`;
  return pair(before.suppressions, after.suppressions, (one) => subject(one.rule, one.target), {
    ...never,
    nameNow: (one) => subject(one.rule, targetNow(renames, one.target)),
  });
}

/** A setting of another rule, or a suppression of another target, is never a renamed one. */
const never = { marks: [], isRename: () => false };

function idOf(rule: string): string {
  return findRule(rule)?.id ?? rule;
}

function diffSites(old: Site, now: Site, certainty: RenameCertainty): Change[] {
  const own = (site: Site): Values => ({
    ...valuesOf('site', site),
    ...Object.fromEntries(
      Object.entries(valuesOf('auto-promotion', site.autoPromotion)).map(([key, value]) => [
        `autoPromotion.${key}`,
        value,
      ]),
    ),
  });
  const site = now.name;
  const byServer = ({ server }: { server: string }): string => server;
  const byName = ({ name }: { name: string }): string => name;
  const brokers = pairBrokers(old, now, certainty);
  return [
    ...diffOne(null, 'site', old.name, own(old), own(now)),
    ...diffObjects(site, 'broker', brokers, byServer),
    ...moves(old, now, brokers),
    ...diffObjects(site, 'gateway', pairGateways(old, now), byServer),
    ...merged(diffObjects(site, 'agent', pair(old.agents, now.agents, byName), byName)),
    ...diffObjects(site, 'provider', pair(old.providers, now.providers, byName), byName),
  ];
}

/** The values of an object by property. */
type Values = Readonly<Record<string, unknown>>;

/** The properties that the fields of the kind of object describe, and the user's own keys. */
function valuesOf(kind: keyof typeof fieldsOf, object: Custom): Values {
  const fields: Fields = fieldsOf[kind];
  const known = Object.keys(fields).map((key) => [key, Reflect.get(object, key)]);
  return { ...Object.fromEntries(known), ...object.custom };
}

/** A value as a change shows it. An object under one of the user's own keys is shown as JSON. */
function shownValue(object: string, property: string, value: unknown): Change['before'] {
  const isKnown = fieldAt(object, property) !== undefined;
  if (isKnown || typeof value !== 'object' || value === null) return flatValue(value);
  return JSON.stringify(value);
}

/** Brokers with a different place in the priority order, among those in both farms. */
function moves(old: Site, now: Site, brokers: readonly Pair<Broker>[]): Change[] {
  const partners = new Map(
    brokers.flatMap(([before, after]) =>
      before === undefined || after === undefined ? [] : [[before, after] as const],
    ),
  );
  const kept = old.brokers.filter((broker) => partners.has(broker));
  const both = new Set(partners.values());
  const order = now.brokers.filter((broker) => both.has(broker));
  const former = new Map([...partners].map(([before, after]) => [after, before]));
  return order.flatMap((broker, index): Change[] => {
    const was = former.get(broker);
    if (was === undefined || kept[index] === was) return [];
    return [
      {
        kind: 'moved',
        site: now.name,
        object: 'broker',
        name: broker.server,
        property: 'place',
        before: old.brokers.indexOf(was) + 1,
        after: now.brokers.indexOf(broker) + 1,
      },
    ];
  });
}

function diffObjects<T extends Custom>(
  site: string | null,
  object: keyof typeof fieldsOf,
  pairs: readonly Pair<T>[],
  nameOf: (one: T) => string,
): Change[] {
  return pairs.flatMap(([before, after]) => {
    if (before === undefined || after === undefined) {
      return wholeObject(site, object, before && nameOf(before), after && nameOf(after));
    }
    if (isEqual(before, after)) return [];
    return diffOne(site, object, nameOf(before), valuesOf(object, before), valuesOf(object, after));
  });
}

/** The properties of one object that differ. The order of keys, as in failure domains, is no difference. */
function diffOne(
  site: string | null,
  object: string,
  name: string,
  before: Values,
  after: Values,
): Change[] {
  return Object.keys({ ...before, ...after })
    .filter((property) => !isEqual(before[property] ?? null, after[property] ?? null))
    .map((property) => ({
      kind: 'changed',
      site,
      object,
      name,
      property,
      before: shownValue(object, property, before[property]),
      after: shownValue(object, property, after[property]),
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
