import type { Broker, Site } from '../farm.js';
import type { InSite, ObjectKind } from '../reasons.js';
import { Refusal } from '../refusal.js';
import { shortened } from '../words.js';
import { domainsOf, type FoundWord, indexOf, lookUp, type SelectionWord } from './look-up.js';

/** The objects of one list that a selection names. */

/** A name that was found with or without a domain suffix: `typed` is not the name of the object. */
export interface FoundAs {
  object: ObjectKind;
  typed: string;
  name: string;
}

/**
 * The objects selected by names, ranges, lists, patterns and failure domains, each once, in the order of the words.
 * @throws Refusal E_NOT_FOUND for a word that selects nothing, E_AMBIGUOUS for a name that may be one of several, E_USAGE
 *   for a list that can't be read
 */
export function selectByName<T>(
  objects: readonly T[],
  nameOf: (object: T) => string,
  wanted: readonly string[],
  place: { object: ObjectKind } & InSite,
): T[] {
  const chosen = new Set<T>();
  for (const found of lookUp([indexOf(objects, nameOf)], wanted)) {
    const here = found.found.get(0) ?? [];
    if (here.length === 0) throw notFound(found.word, objects, nameOf, place);
    refuseSeveral(found, here, nameOf, place.object);
    for (const object of here) chosen.add(object);
  }
  return [...chosen];
}

/**
 * The brokers of a site that names, ranges, lists, patterns and failure domains such as `rack=r1` select.
 * @throws Refusal as `selectByName`
 */
export function selectBrokers(site: Site, wanted: readonly string[]): Broker[] {
  const place = { object: 'broker', site: site.name, siteOption: site.name } as const;
  return selectByName(site.brokers, ({ server }) => server, wanted, place);
}

/** The refusal of a word that selects nothing in a site; `elsewhere`: the other sites that have it. */
export function notFound<T>(
  { kind, text }: SelectionWord,
  objects: readonly T[],
  nameOf: (object: T) => string,
  place: { object: ObjectKind } & InSite,
  elsewhere: string[] = [],
): Refusal {
  const { object, ...inSite } = place;
  const where = { ...inSite, ...(elsewhere.length === 0 ? {} : { elsewhere }) };
  const reason =
    kind === 'name'
      ? ({ kind: 'not-found', object, name: shortened(text), ...where } as const)
      : ({ kind: 'no-match', object, pattern: shortened(text), ...inSite } as const);
  return new Refusal('E_NOT_FOUND', reason, {
    typed: text,
    candidates: candidatesFor(kind, objects, nameOf),
  });
}

/** What may have been meant instead: failure domains for one, else names. */
export function candidatesFor<T>(
  kind: SelectionWord['kind'],
  objects: readonly T[],
  nameOf: (object: T) => string,
): string[] {
  if (kind !== 'domain') return objects.map(nameOf);
  const domains = objects.flatMap((object) => Object.entries(domainsOf(object) ?? {}));
  return [...new Set(domains.map(([key, value]) => `${key}=${value}`))];
}

/** @throws Refusal E_AMBIGUOUS for a name without a domain that several objects have with one */
export function refuseSeveral<T>(
  { word, bySuffix }: FoundWord<T>,
  here: readonly T[],
  nameOf: (object: T) => string,
  object: ObjectKind,
): void {
  if (bySuffix && here.length > 1) throw severalMatch(word.text, here.map(nameOf), object);
}

/** The refusal of a word that selects several objects where one is needed. */
export function severalMatch(typed: string, names: string[], object: ObjectKind): Refusal {
  return new Refusal('E_AMBIGUOUS', {
    kind: 'several-match',
    object,
    name: shortened(typed),
    names,
  });
}
