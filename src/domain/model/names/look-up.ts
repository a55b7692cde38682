import { isIp } from '../address.js';
import { itemsOf, mostNames, namesOfItem, tooManyNames } from '../names.js';
import { Refusal } from '../refusal.js';
import { isInDomain, readDomain } from '../failure-domains.js';
import { globOf, isGlob } from './glob.js';
import { literalName } from './literal.js';

/**
 * Looks up what a selection names, in the objects of one site or of several: names, ranges, lists, patterns (`*` any
 * letters, `?` one letter) and failure domains (`rack=r1`). A name that is spelled exactly so always comes first; before it only
 * the name that `[*]` and the like spell out, so that every object has a spelling of its own.
 */

/** Each pattern is compared with every object. */
const mostPatterns = 100;

/** The objects of one site, ready for look-ups by name. */
export interface NameIndex<T> {
  objects: readonly T[];
  nameOf: (object: T) => string;
  byName: ReadonlyMap<string, T>;
}

/** A word of a selection, once its lists and ranges are written out. */
export interface SelectionWord {
  kind: 'name' | 'pattern' | 'domain';
  text: string;
}

/** What a word found: the objects of each index that has any. */
export interface FoundWord<T> {
  word: SelectionWord;
  /** By the position of the index. */
  found: ReadonlyMap<number, readonly T[]>;
  /** Found only with or without a domain suffix: `cb1.corp.local` for `cb1`. */
  bySuffix: boolean;
}

/** An index of the objects; of two with one name, the first. */
export function indexOf<T>(objects: readonly T[], nameOf: (object: T) => string): NameIndex<T> {
  const byName = new Map<string, T>();
  for (const object of objects) {
    const key = nameOf(object).toLowerCase();
    if (!byName.has(key)) byName.set(key, object);
  }
  return { objects, nameOf, byName };
}

/**
 * What each word of a selection finds in the indexes.
 * @throws Refusal E_USAGE for a list that can't be read, and for far too many names or patterns
 */
export function lookUp<T>(
  indexes: readonly NameIndex<T>[],
  texts: readonly string[],
): FoundWord<T>[] {
  return wordsOf(texts, indexes).map((word) => {
    const exact = inEach(indexes, (index) => findExact(index, word));
    if (exact.size > 0 || word.kind !== 'name') return { word, found: exact, bySuffix: false };
    return {
      word,
      found: inEach(indexes, (index) => findBySuffix(index, word.text)),
      bySuffix: true,
    };
  });
}

function inEach<T>(
  indexes: readonly NameIndex<T>[],
  find: (index: NameIndex<T>) => readonly T[],
): Map<number, readonly T[]> {
  const found = new Map<number, readonly T[]>();
  indexes.forEach((index, at) => {
    const objects = find(index);
    if (objects.length > 0) found.set(at, objects);
  });
  return found;
}

/** The words of texts. A text or an item that some object has as its name is not read as anything else. */
function wordsOf<T>(texts: readonly string[], indexes: readonly NameIndex<T>[]): SelectionWord[] {
  const domains = indexes.some(({ objects }) => objects.some((one) => domainsOf(one) !== null));
  const words: SelectionWord[] = [];
  let patterns = 0;
  const add = (word: SelectionWord): void => {
    if (words.length === mostNames) throw tooManyNames();
    // A pattern in a failure domain is compared with every object too.
    if (word.kind !== 'name') patterns += 1;
    if (patterns > mostPatterns)
      throw new Refusal('E_USAGE', { kind: 'too-many-patterns', most: mostPatterns });
    words.push(word);
  };
  const known = (text: string): SelectionWord | null => {
    const literal = literalName(text);
    if (literal !== null && isName(literal, indexes)) return { kind: 'name', text: literal };
    if (isName(text, indexes)) return { kind: 'name', text };
    // A value may hold a comma or a bracket.
    const domain = domains && /[,[\]]/.test(text) ? readDomain(text) : null;
    const isThere =
      domain !== null &&
      indexes.some(({ objects }) =>
        objects.some((one) => isInDomain(domainsOf(one) ?? {}, domain)),
      );
    return isThere ? { kind: 'domain', text } : null;
  };
  for (const text of texts) {
    const whole = known(text);
    if (whole !== null) {
      add(whole);
      continue;
    }
    for (const item of itemsOf(text)) {
      const one = known(item);
      if (one !== null) add(one);
      else for (const name of namesOfItem(item, text)) add(wordOf(name, indexes, domains));
    }
  }
  return words;
}

function isName<T>(text: string, indexes: readonly NameIndex<T>[]): boolean {
  const name = text.toLowerCase();
  return indexes.some(({ byName }) => byName.has(name));
}

function wordOf<T>(
  text: string,
  indexes: readonly NameIndex<T>[],
  domains: boolean,
): SelectionWord {
  const name = literalName(text) ?? text;
  if (isName(name, indexes)) return { kind: 'name', text: name };
  if (domains && readDomain(text) !== null) return { kind: 'domain', text };
  return isGlob(text) ? { kind: 'pattern', text } : { kind: 'name', text: name };
}

function findExact<T>(
  { objects, nameOf, byName }: NameIndex<T>,
  { kind, text }: SelectionWord,
): readonly T[] {
  if (kind === 'name') {
    const object = byName.get(text.toLowerCase());
    return object === undefined ? [] : [object];
  }
  if (kind === 'pattern') {
    const matches = globOf(text);
    return objects.filter((object) => matches(nameOf(object)));
  }
  const domain = readDomain(text);
  if (domain === null) return [];
  return objects.filter((object) => isInDomain(domainsOf(object) ?? {}, domain));
}

const bySuffix = new WeakMap<object, ReadonlyMap<string, readonly unknown[]>>();

/** Objects of the same server: `cb1` for `cb1.corp.local`, and every `cb1.…` for `cb1`. */
function findBySuffix<T>(index: NameIndex<T>, text: string): readonly T[] {
  const [label = '', ...suffix] = text.toLowerCase().split('.');
  if (!isHost(text)) return [];
  if (suffix.length > 0) {
    const bare = index.byName.get(label);
    return bare === undefined ? [] : [bare];
  }
  let known = bySuffix.get(index);
  if (known === undefined) {
    const labels = new Map<string, T[]>();
    for (const object of index.objects) {
      const name = index.nameOf(object);
      const key = name.toLowerCase().split('.')[0] ?? '';
      if (!name.includes('.') || !isHost(name)) continue;
      labels.set(key, [...(labels.get(key) ?? []), object]);
    }
    known = labels;
    bySuffix.set(index, known);
  }
  return (known.get(label) as readonly T[] | undefined) ?? [];
}

/** The names that are new, each with an object of the same server with or without a domain suffix. */
export function suffixTwins<T>(
  objects: readonly T[],
  nameOf: (object: T) => string,
  names: readonly string[],
): { name: string; existing: string }[] {
  const index = indexOf(objects, nameOf);
  return names.flatMap((name) => {
    const [twin] = index.byName.has(name.toLowerCase()) ? [] : findBySuffix(index, name);
    return twin === undefined ? [] : [{ name, existing: nameOf(twin) }];
  });
}

/** Whether the name has the form of a host name: not an address, no spaces. */
function isHost(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(name) && !/^[\d.]+$/.test(name) && !isIp(name);
}

/** The failure domains of an object; null for a kind of object that has none. */
export function domainsOf(object: unknown): Readonly<Record<string, string>> | null {
  if (typeof object !== 'object' || object === null || !('failureDomains' in object)) return null;
  return object.failureDomains as Readonly<Record<string, string>>;
}
