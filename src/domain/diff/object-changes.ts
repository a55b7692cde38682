import {
  compressNames,
  type Custom,
  fieldAt,
  type Fields,
  fieldsOf,
  flatValue,
  groupedBy,
} from '../model/index.js';
import { isEqual } from './equal.js';
import type { Pair } from './pairing.js';

/**
 * What differs in one list of objects, such as the brokers of a site: objects added, removed and moved, and their properties. It
 * is enough to make the later list from the earlier one.
 */

/** A value of a change as one text, number or yes or no; null if absent. */
type Flat = string | number | boolean | null;

/** One difference between two farms: `before` or `after` is null if absent. */
export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The site it is in; null for the farm itself and for whole sites. */
  site: string | null;
  /** What it is: farm, rule, suppression, site, broker, agent, provider, gateway. */
  object: string;
  /** Its name; for agents that changed alike, their names as ranges. */
  name: string;
  /**
   * The property that differs, as in the farm file; null where the whole object was added or removed. Of what has moved: `place`
   * for a broker, `order` for a whole list.
   */
  property: string | null;
  before: Flat;
  after: Flat;
  /** The values as in the farm file, if `before` and `after` are only their text, as of a list. One that is absent is left out. */
  values?: { before?: unknown; after?: unknown };
  /** The objects that were added, removed or moved, and those of a change whose `name` stands for several. */
  objects?: ChangedObject[];
  /** Of an added or removed object: its properties, as in the farm file. Those with their default are left out. */
  properties?: Readonly<Record<string, unknown>>;
  /** Of an added or removed site: the objects in it. */
  contents?: Change[];
}

/** One object of a change. */
export interface ChangedObject {
  name: string;
  /** Its place in the list, from 1: in the farm after if it was added or moved, else in the farm before. */
  place?: number;
}

/** A list of objects before and after. */
export interface ComparedList<T> {
  /** Null for sites and what is not in a site. */
  site: string | null;
  object: keyof typeof fieldsOf;
  before: readonly T[];
  after: readonly T[];
  pairs: readonly Pair<T>[];
  nameOf: (one: T) => string;
}

/** The values of an object by property. */
export type PropertyValues = Readonly<Record<string, unknown>>;

/** The properties that the fields of the kind of object describe, and the user's own keys. */
export function valuesOf(kind: keyof typeof fieldsOf, object: Custom): PropertyValues {
  const fields: Fields = fieldsOf[kind];
  const known = Object.keys(fields).map((key) => [key, Reflect.get(object, key)]);
  return { ...Object.fromEntries(known), ...object.custom };
}

/** A value of an object as one text. An object under one of the user's own keys is shown as JSON. */
export function shownValue(object: string, property: string, value: unknown): Flat {
  const isKnown = fieldAt(object, property) !== undefined;
  if (isKnown || typeof value !== 'object' || value === null) return flatValue(value);
  return JSON.stringify(value);
}

/** The objects of a list that were added, removed or changed. */
export function diffObjects<T extends Custom>(list: ComparedList<T>): Change[] {
  const { site, object, pairs, nameOf } = list;
  const placeBefore = placesIn(list.before);
  const placeAfter = placesIn(list.after);
  const isRepeated = repeatedIn(list);
  return pairs.flatMap(([before, after]) => {
    if (isEqual(before, after)) return [];
    if (before !== undefined && after !== undefined) {
      const [old, now] = [valuesOf(object, before), valuesOf(object, after)];
      const name = nameOf(before);
      const changes = diffOne(site, object, name, old, now);
      const place = isRepeated(name) ? placeBefore(before) : undefined;
      if (place === undefined) return changes;
      return changes.map((change) => ({ ...change, objects: [{ name, place }] }));
    }
    const one = after ?? before;
    if (one === undefined) return [];
    const kind = after === undefined ? 'removed' : 'added';
    const place = (kind === 'removed' ? placeBefore : placeAfter)(one);
    const values = valuesOf(object, one);
    return [wholeObject(list, { kind, name: nameOf(one), place, values })];
  });
}

/** The place of each object of a list, from 1; undefined if it isn't there. Counted when it is first asked for. */
export function placesIn<T>(list: readonly T[]): (one: T) => number | undefined {
  let places: Map<T, number> | undefined;
  return (one) => {
    places ??= new Map(list.map((each, at) => [each, at + 1]));
    return places.get(one);
  };
}

/** Whether several objects of the list before have the name, as suppressions may. */
function repeatedIn<T>({ before, nameOf }: ComparedList<T>): (name: string) => boolean {
  let repeated: Set<string> | undefined;
  return (name) => {
    repeated ??= new Set(
      [...groupedBy(before, nameOf)].flatMap(([each, { length }]) => (length > 1 ? [each] : [])),
    );
    return repeated.has(name);
  };
}

/** The properties of one object that differ. The order of keys, as in failure domains, is no difference. */
export function diffOne(
  site: string | null,
  object: string,
  name: string,
  before: PropertyValues,
  after: PropertyValues,
): Change[] {
  return Object.keys({ ...before, ...after })
    .filter((property) => !isSameValue(object, property, before, after))
    .map((property) => ({
      kind: 'changed',
      site,
      object,
      name,
      property,
      before: shownValue(object, property, before[property]),
      after: shownValue(object, property, after[property]),
      ...rawValues(object, property, before, after),
    }));
}

/** Null is a value of the user's own keys; a property of the model has none. */
function isSameValue(
  object: string,
  property: string,
  before: PropertyValues,
  after: PropertyValues,
): boolean {
  const isOwn = fieldAt(object, property) === undefined;
  if (isOwn && Object.hasOwn(before, property) !== Object.hasOwn(after, property)) return false;
  return isEqual(before[property] ?? null, after[property] ?? null);
}

/** The values themselves, where their text could also mean another value: lists, objects, and null under a key of the user's. */
function rawValues(
  object: string,
  property: string,
  before: PropertyValues,
  after: PropertyValues,
): Pick<Change, 'values'> {
  const isOwn = fieldAt(object, property) === undefined;
  const ends = { before, after };
  const given = Object.entries(ends).filter(([, values]) => Object.hasOwn(values, property));
  const isUnclear = given.some(([, { [property]: value }]) =>
    value === null ? isOwn : typeof value === 'object',
  );
  if (!isUnclear) return {};
  return {
    values: Object.fromEntries(given.map(([end, { [property]: value }]) => [end, value ?? null])),
  };
}

/** One object that was added or removed. */
export function wholeObject(
  { site, object }: Pick<ComparedList<unknown>, 'site' | 'object'>,
  {
    kind,
    name,
    place,
    values,
  }: {
    kind: 'added' | 'removed';
    name: string;
    place: number | undefined;
    values: PropertyValues;
  },
): Change {
  return {
    kind,
    site,
    object,
    name,
    property: null,
    before: kind === 'added' ? null : name,
    after: kind === 'added' ? name : null,
    ...(place === undefined ? {} : { objects: [{ name, place }] }),
    properties: propertiesOf(object, values),
  };
}

/** The properties of an object, without its name and those with their default. */
function propertiesOf(object: string, values: PropertyValues): PropertyValues {
  const entries = Object.entries(values).filter(([property, value]) => {
    const field = fieldAt(object, property);
    if (field === undefined) return true;
    const isName = property === 'name' || property === 'server';
    // Whether a site is the Licensing Site has a default that depends on the other sites.
    const preset = field.kind === 'yes or no' ? (field.default ?? false) : field.default;
    return !isName && value !== undefined && !isEqual(value, preset);
  });
  return Object.fromEntries(entries);
}

/** Agents with the same change are one line. */
export function merged(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { kind, property, before, after, values, properties } = change;
    const ends = property === null ? [] : [before, after];
    const key = JSON.stringify([kind, property, ends, values, properties]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = group;
    if (first === undefined || more.length === 0) return group;
    const name = compressNames(group.map((change) => change.name));
    const whole = first.property === null;
    return [
      {
        ...first,
        name,
        before: whole && first.before !== null ? name : first.before,
        after: whole && first.after !== null ? name : first.after,
        objects: group.flatMap((change) => change.objects ?? [{ name: change.name }]),
      },
    ];
  });
}
