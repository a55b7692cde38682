import { type Broker, type Farm, groupedBy, sameName, type Site } from '../model/index.js';

/**
 * Pairs the objects of two farms: by name, then by what else they share.
 */

/** An object before and after; one of the two is undefined where it was added or removed. */
export type Pair<T> = readonly [before: T | undefined, after: T | undefined];

/** Why two objects with different names are one. */
export type RenameEvidence = 'ip' | 'description' | 'brokers' | 'primary' | 'only-one';

/**
 * How certain a rename is. In an edit, a single removed object and a single added one are one renamed object, because no
 * edit does both. Two files can differ in any way: a removed broker and an added one with another IP are two brokers.
 */
export type RenameCertainty = 'edit' | 'files';

/** How objects with different names are recognised as one. */
interface Recognition<T> {
  /** What identifies an object besides its name, most reliable first; null if it has none. */
  marks: readonly { evidence: RenameEvidence; of: (one: T) => string | null }[];
  /** Whether a single removed object and a single added one are one object. */
  isRename: (before: T, after: T) => boolean;
  /** The name of an object after renames that are already known. */
  nameNow?: (before: T) => string;
}

const byNameAlone: Recognition<unknown> = { marks: [], isRename: () => true };

/**
 * Pairs the objects of two lists: by name, those of the same name in their order; then by a mark that exactly one removed
 * and one added object have; then a single removed one with a single added one.
 */
export function pair<T>(
  old: readonly T[],
  now: readonly T[],
  nameOf: (one: T) => string,
  { marks, isRename, nameNow = nameOf }: Recognition<T> = byNameAlone,
): Pair<T>[] {
  const left = groupedBy(old, (one) => nameNow(one).toLowerCase());
  const partners = new Map<T, T>();
  for (const one of now) {
    const partner = left.get(nameOf(one).toLowerCase())?.shift();
    if (partner !== undefined) partners.set(one, partner);
  }
  const isLeft = new Set([...left.values()].flat());
  let removed = old.filter((one) => isLeft.has(one));
  let added = now.filter((one) => !partners.has(one));
  const match = (before: T, after: T): void => {
    partners.set(after, before);
    removed = removed.filter((one) => one !== before);
    added = added.filter((one) => one !== after);
  };
  for (const { of } of removed.length === 0 || added.length === 0 ? [] : marks) {
    for (const [before, after] of sharing(removed, added, of)) match(before, after);
  }
  const [before, ...moreRemoved] = removed;
  const [after, ...moreAdded] = added;
  const isLone = moreRemoved.length === 0 && moreAdded.length === 0;
  if (before !== undefined && after !== undefined && isLone && isRename(before, after)) {
    match(before, after);
  }
  return [
    ...removed.map((one): Pair<T> => [one, undefined]),
    ...now.map((one): Pair<T> => [partners.get(one), one]),
  ];
}

/** Pairs with the same mark, if no other object before or after has it. */
function sharing<T>(
  removed: readonly T[],
  added: readonly T[],
  markOf: (one: T) => string | null,
): [T, T][] {
  const before = uniqueByMark(removed, markOf);
  const after = uniqueByMark(added, markOf);
  return [...before].flatMap(([mark, one]): [T, T][] => {
    const partner = after.get(mark);
    return one === null || partner === undefined || partner === null ? [] : [[one, partner]];
  });
}

/** The object of each mark; null where several have it. */
function uniqueByMark<T>(
  objects: readonly T[],
  markOf: (one: T) => string | null,
): Map<string, T | null> {
  const found = new Map<string, T | null>();
  for (const one of objects) {
    const mark = markOf(one)?.trim().toLowerCase() ?? '';
    if (mark !== '') found.set(mark, found.has(mark) ? null : one);
  }
  return found;
}

const ofBrokers: Recognition<Broker>['marks'] = [
  { evidence: 'ip', of: ({ ip }) => ip },
  { evidence: 'description', of: ({ description }) => description },
];

/** The brokers of a site before and after. */
export function pairBrokers(old: Site, site: Site, certainty: RenameCertainty): Pair<Broker>[] {
  const isRename = (before: Broker, after: Broker): boolean =>
    certainty === 'edit' || before.ip === null || after.ip === null || before.ip === after.ip;
  return pair(old.brokers, site.brokers, ({ server }) => server, { marks: ofBrokers, isRename });
}

const ofSites: Recognition<Site>['marks'] = [
  {
    evidence: 'brokers',
    of: ({ brokers }) =>
      brokers
        .map(({ server }) => server.toLowerCase())
        .toSorted()
        .join(' '),
  },
  // Another name and other secondaries at once: still the same site if it has the same primary.
  { evidence: 'primary', of: ({ brokers }) => brokers[0]?.server ?? null },
];

/** The sites of a farm before and after. */
export function pairSites(before: Farm, after: Farm): Pair<Site>[] {
  return pair(before.sites, after.sites, ({ name }) => name, {
    marks: ofSites,
    isRename: () => true,
  });
}

/** Why a broker with another name is the same one. */
export function evidenceOf(before: Broker, after: Broker): RenameEvidence {
  const mark = ofBrokers.find(({ of }) => {
    const [one, other] = [of(before), of(after)];
    return one !== null && one !== '' && sameName(one, other ?? '');
  });
  return mark?.evidence ?? 'only-one';
}
