import type { Farm, Site } from '../farm.js';
import { findSite, inSite, selectedSites } from '../find.js';
import { Refusal } from '../refusal.js';
import { sameName } from '../same-name.js';
import type { SuggestedCommand } from '../suggested-command.js';
import { shortened } from '../words.js';
import { type FoundWord, indexOf, lookUp, type NameIndex } from './look-up.js';
import { candidatesFor, type FoundAs, notFound, refuseSeveral, severalMatch } from './select.js';

/**
 * Which site a command is about, by the objects that it names: a name that is in one site only says the site by itself.
 */

/** The kinds of object that a command names. */
export type MemberKind = 'broker' | 'agent' | 'provider' | 'gateway';

/** Objects that a command names. */
export interface Wanted {
  object: MemberKind;
  /** Names, ranges, lists, patterns and failure domains. */
  words: readonly string[];
  /** Exactly one object. */
  one?: boolean;
}

/** How the site was chosen: named, the only one of the farm, the only one with these names, or the default. */
export type SiteChoice = 'option' | 'only' | 'names' | 'default';

/** The site of a command, and the objects that it names there. */
export interface Selection {
  site: Site;
  chosenBy: SiteChoice;
  /** For each of the wanted, the names as the farm spells them. */
  names: string[][];
  foundAs: FoundAs[];
}

/** What decides on the site beside the names. */
export interface SiteWish {
  /** The site that was named. */
  site?: string | undefined;
  /** The site to use where several are possible. */
  defaultSite?: () => string | undefined;
  /** The command again with a placeholder for the site. */
  again?: SuggestedCommand | null;
}

/**
 * The site that a command is about, and the objects that it names in it. The site that is named decides; then the only site;
 * then the only one that has everything that is named; then the default.
 * @throws Refusal E_NOT_FOUND for what is in no site; E_AMBIGUOUS for what is in several, and for a name without a domain
 *   suffix that several objects have with one; E_USAGE for a list that can't be read
 */
export function selectObjects(
  farm: Farm,
  wanted: readonly Wanted[],
  { site: named, defaultSite = () => undefined, again = null }: SiteWish = {},
): Selection {
  const sites = selectedSites(farm, named);
  const looked = wanted.map((one): Looked => {
    const indexes = sites.map((site) => members[one.object](site));
    return { wanted: one, indexes, words: lookUp(indexes, one.words) };
  });
  for (const one of looked) refuseMissing(farm, sites, one);
  const words = looked.flatMap(({ wanted: { object }, words }) =>
    words.map((word) => ({ object, ...word })),
  );
  const possible = sites.filter((_, at) => words.every(({ found }) => found.has(at)));
  const { site, chosenBy } = choose(farm, possible, { sites, named, defaultSite, again }, words);
  const at = sites.indexOf(site);
  return { site, chosenBy, ...chosenIn(at, looked) };
}

/** What a question about any number of sites names. */
export interface NamedInSites {
  sites: { site: Site; names: string[] }[];
  foundAs: FoundAs[];
}

/**
 * The objects of one kind that a question names, in the named site or in every site that has any of them.
 * @throws Refusal as `selectObjects`, except for a name that is in several sites
 */
export function selectInSites(
  farm: Farm,
  wanted: Omit<Wanted, 'one'>,
  named?: string,
): NamedInSites {
  const sites = selectedSites(farm, named);
  const indexes = sites.map((site) => members[wanted.object](site));
  const words = lookUp(indexes, wanted.words);
  const looked: Looked = { wanted, indexes, words };
  refuseMissing(farm, sites, looked);
  const found = sites.map((site, at) => ({ site, ...chosenIn(at, [looked]) }));
  return {
    sites: found
      .map(({ site, names }) => ({ site, names: names.flat() }))
      .filter(({ names }) => names.length > 0),
    foundAs: found.flatMap(({ foundAs }) => foundAs),
  };
}

/**
 * Checks that everything that is named is there, in the named site or in any.
 * @throws Refusal E_NOT_FOUND; E_USAGE for a list that can't be read
 */
export function requireNamed(farm: Farm, { object, words }: Wanted, site?: string): void {
  const sites = selectedSites(farm, site);
  const indexes = sites.map((one) => members[object](one));
  refuseMissing(farm, sites, { wanted: { object, words }, indexes, words: lookUp(indexes, words) });
}

/** An object by its name; all kinds alike. */
interface Member {
  name: string;
  failureDomains?: Readonly<Record<string, string>>;
}

/** What one of the wanted finds in the sites. */
interface Looked {
  wanted: Wanted;
  indexes: NameIndex<Member>[];
  words: FoundWord<Member>[];
}

type Word = FoundWord<Member> & { object: MemberKind };

const byServer = ({ server, ...others }: { server: string }): Member => ({
  ...others,
  name: server,
});
const nameOf = ({ name }: Member): string => name;

const members: Readonly<Record<MemberKind, (site: Site) => NameIndex<Member>>> = {
  broker: (site) => indexOf(site.brokers.map(byServer), nameOf),
  gateway: (site) => indexOf(site.gateways.map(byServer), nameOf),
  agent: (site) => indexOf<Member>(site.agents, nameOf),
  provider: (site) => indexOf<Member>(site.providers, nameOf),
};

function refuseMissing(
  farm: Farm,
  sites: readonly Site[],
  { wanted, indexes, words }: Looked,
): void {
  const missing = words.find(({ found }) => found.size === 0);
  if (missing === undefined) return;
  const { object } = wanted;
  const objects = indexes.flatMap((index) => index.objects);
  const [only] = sites;
  if (only !== undefined && sites.length === 1) {
    const name = missing.word.text.toLowerCase();
    const elsewhere = farm.sites.filter((site) => members[object](site).byName.has(name));
    const place = { object, ...inSite(farm, only) };
    throw notFound(
      missing.word,
      objects,
      nameOf,
      place,
      elsewhere.map((site) => site.name),
    );
  }
  const { kind, text } = missing.word;
  throw new Refusal(
    'E_NOT_FOUND',
    {
      kind: 'not-in-farm',
      object,
      name: shortened(text),
      isPattern: kind !== 'name',
      farm: farm.name,
      ...(farm.sites.some((site) => sameName(site.name, text)) ? { isSite: true } : {}),
    },
    { typed: text, candidates: candidatesFor(kind, objects, nameOf) },
  );
}

function choose(
  farm: Farm,
  possible: readonly Site[],
  wish: Required<Omit<SiteWish, 'site'>> & { named: string | undefined; sites: readonly Site[] },
  words: readonly Word[],
): Pick<Selection, 'site' | 'chosenBy'> {
  const [site] = possible;
  const { named, again } = wish;
  if (site !== undefined && possible.length === 1) {
    const isOnly = farm.sites.length === 1;
    return { site, chosenBy: named !== undefined ? 'option' : isOnly ? 'only' : 'names' };
  }
  if (site === undefined) throw inDifferentSites(wish.sites, words);
  const name = wish.defaultSite();
  const preferred = possible.find((one) => name !== undefined && sameName(one.name, name));
  if (preferred !== undefined) return { site: preferred, chosenBy: 'default' };
  const [first] = words;
  // Nothing is named that could say the site.
  if (first === undefined) return { site: findSite(farm, undefined, again), chosenBy: 'only' };
  const several = words.find(({ found }) => found.size > 1) ?? first;
  throw new Refusal('E_AMBIGUOUS', {
    kind: 'in-several-sites',
    object: several.object,
    name: shortened(several.word.text),
    found: possible.map((one) => ({
      site: one.name,
      names: (several.found.get(wish.sites.indexOf(one)) ?? []).map(nameOf),
    })),
    command: again,
  });
}

/** The refusal of a command that names objects of different sites. */
function inDifferentSites(sites: readonly Site[], words: readonly Word[]): Refusal {
  const first = words[0];
  const other =
    words.find(({ found }) => ![...found.keys()].some((at) => first?.found.has(at))) ??
    words.at(-1);
  const ends = [first, other].flatMap((word) =>
    word === undefined
      ? []
      : [
          {
            object: word.object,
            name: shortened(word.word.text),
            sites: [...word.found.keys()].map((at) => sites[at]?.name ?? ''),
          },
        ],
  );
  return new Refusal('E_AMBIGUOUS', { kind: 'in-different-sites', objects: ends });
}

function chosenIn(at: number, looked: readonly Looked[]): Pick<Selection, 'names' | 'foundAs'> {
  const foundAs: FoundAs[] = [];
  const names = looked.map(({ wanted: { object, words: typed, one }, words }) => {
    const chosen = new Set<string>();
    for (const word of words) {
      const here = word.found.get(at) ?? [];
      refuseSeveral(word, here, nameOf, object);
      for (const { name } of here) {
        chosen.add(name);
        if (word.bySuffix) foundAs.push({ object, typed: word.word.text, name });
      }
    }
    if (one === true && chosen.size > 1) throw severalMatch(typed.join(' '), [...chosen], object);
    return [...chosen];
  });
  return { names, foundAs };
}
