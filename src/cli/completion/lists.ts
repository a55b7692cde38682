import { asTyped, domainToSet, wordOfDomain } from '../../domain/model/index.js';
import type { FarmDomain, FarmName, FarmNames } from '../../store/farm/farm-names.js';
import { type CommandTree, findCommand, wordsAfter } from './command-tree.js';
import type { DomainsOf, ValueKind } from './placeholders.js';
import type { Typed } from './typed-line.js';

/** The lists of what a value can be. */

/** A value and what it stands for. */
export interface Listed {
  value: string;
  about: string;
}

/** What is listed besides the names of the farm, each loaded only if it is asked for. */
export interface Lists {
  tree: CommandTree;
  names: (file: string | undefined) => FarmNames;
  rules: () => Promise<Listed[]>;
  topics: () => Promise<Listed[]>;
  /** Words that `farm help` takes besides commands. */
  pages: () => Promise<Listed[]>;
  /** Versions of a farm file in its history, newest first: 0 is the file as it is. */
  versions: (file: string | undefined) => Promise<Listed[]>;
  services: readonly string[];
  /** Goals of `farm advise` that are the same for every farm. */
  goals: readonly string[];
  preferences: readonly { key: string; description: string; values?: readonly string[] }[];
}

/** What was typed: the words before the current one, and what there is of the value. */
interface Place {
  typed: Typed;
  value: string;
}

/** The values of a kind, as far as what was typed decides on them. */
export async function valuesOf(
  kind: ValueKind,
  { typed, value }: Place,
  lists: Lists,
): Promise<Listed[]> {
  const file = typed.flags.get('file')?.at(-1);
  switch (kind) {
    case 'files':
    case 'new':
      return [];
    case 'agents':
    case 'brokers':
    case 'gateways':
    case 'providers':
      return ofSite(lists.names(file)[kind], typed, ({ name }) => asTyped(name));
    case 'domains':
      return ofSite(lists.names(file).domains, typed, (one) => domainToSet(one.key, one.value));
    case 'domains of agents':
    case 'domains of brokers':
    case 'domains of gateways':
    case 'domains of providers':
      return ofSite(domainsFor(kind, lists.names(file)), typed, wordOfDomain);
    case 'sites':
      return lists.names(file).sites.map(({ name, about }) => ({ value: name, about }));
    case 'versions':
      return versionNames(value, file, lists);
    case 'version numbers':
      return versionNumbers(typed, value, await lists.versions(file));
    case 'goals':
      return [
        ...lists.goals.map((goal) => ({ value: goal, about: '' })),
        ...ofSite(lists.names(file).domains, typed, ({ key }) => `domain=${key}`),
      ];
    case 'tolerances':
      return [1, 2, 3].map((most) => ({ value: String(most), about: `any ${most} may fail` }));
    case 'rules':
      return lists.rules();
    case 'topics':
      return lists.topics();
    case 'services':
      return lists.services.map((value) => ({ value, about: '' }));
    case 'preferences':
      return lists.preferences.map(({ key, description }) => ({ value: key, about: description }));
    case 'preference values':
      return valuesOfPreference(typed, lists);
    case 'commands':
      return helpWords(typed, lists);
  }
}

/** Those of the site that is given with --site, or of every site. */
function ofSite<T extends FarmName>(
  names: readonly T[],
  { flags }: Typed,
  wordOf: (name: T) => string,
): Listed[] {
  const site = flags.get('site')?.at(-1)?.toLowerCase();
  return names
    .filter((one) => site === undefined || one.site.toLowerCase() === site)
    .map((one) => ({ value: wordOf(one), about: `${one.about}, ${one.site}` }));
}

function domainsFor(kind: DomainsOf, { domains }: FarmNames): FarmDomain[] {
  return domains.filter(({ of }) => kind.endsWith(of));
}

/**
 * `@1`, `farm.json@1` and so on, once there is an `@`. Before it, only file names are offered, which shells complete: bash would
 * not list both.
 */
async function versionNames(
  value: string,
  file: string | undefined,
  lists: Lists,
): Promise<Listed[]> {
  const [, named, at = ''] = /^(.*)(@)\d*$/su.exec(value) ?? [];
  if (named === undefined) return [];
  const versions = await lists.versions(named === '' ? file : named);
  return versions.map((one) => ({ ...one, value: `${named}${at}${one.value}` }));
}

/** Numbers, with or without `@`. `restore 0` would change nothing. */
function versionNumbers(typed: Typed, value: string, versions: readonly Listed[]): Listed[] {
  const before = value.startsWith('@') ? '@' : '';
  return versions
    .filter((one) => typed.command.id !== 'restore' || one.value !== '0')
    .map((one) => ({ ...one, value: `${before}${one.value}` }));
}

function valuesOfPreference({ args }: Typed, lists: Lists): Listed[] {
  const key = args[0];
  if (key === 'default-site')
    return lists.names(undefined).sites.map(({ name, about }) => ({ value: name, about }));
  const values = lists.preferences.find((one) => one.key === key)?.values ?? [];
  return values.map((value) => ({ value, about: '' }));
}

/** After `farm help`: the words of commands, and pages. */
async function helpWords({ args }: Typed, { tree, pages }: Lists): Promise<Listed[]> {
  const { path } = findCommand(tree, args);
  if (path.length < args.length) return [];
  const words = wordsAfter(tree, args).map(({ word, about }) => ({ value: word, about }));
  return args.length === 0 ? [...words, ...(await pages())] : words;
}
