import {
  type Farm,
  type FoundAs,
  findSite,
  placeholder,
  type Selection,
  selectInSites,
  selectObjects,
  type Site,
  sameName,
  type SuggestedCommand,
  suggestedCommand,
  type Wanted,
} from '../domain/model/index.js';
import type { FarmSource } from '../store/farm/locate.js';
import { defaultSiteOf } from '../store/preferences/default-sites.js';

/** The objects and the site that a command line names, and what the user should know about how they were found. */

/** A word of a command line, as oclif parsed it. */
export type Token = { type: 'arg'; input: string } | { type: 'flag'; flag: string; input: string };

/** A site that farm chose: by the names in the command, or because it is the default of the farm file. */
export interface ChosenSite {
  name: string;
  foundBy: 'names' | 'default-site';
}

/** Finds what a command names, and remembers how: one for each run of a command. */
export class NamedObjects {
  /** The names of the last selection that were found with or without a domain suffix. */
  foundAs: readonly FoundAs[] = [];
  /** The site, if farm chose it among several. */
  chosen: ChosenSite | null = null;
  /** The words of the command line. */
  tokens: readonly Token[] = [];
  readonly #source: () => FarmSource | undefined;
  readonly #command: () => string;

  /** @param source the farm file of the run; @param command the name of the command, such as `broker list` */
  constructor(source: () => FarmSource | undefined, command: () => string) {
    this.#source = source;
    this.#command = command;
  }

  /** The site of a command, and the objects that it names there. @throws Refusal as `selectObjects` */
  select(farm: Farm, site: string | undefined, wanted: readonly Wanted[]): Selection {
    const again = this.#withSite();
    const selection = selectObjects(farm, wanted, {
      site,
      defaultSite: () => this.defaultSite(farm),
      again: wanted.some(({ words }) => words.length > 0) ? again : null,
    });
    this.#choose(selection.site, selection.chosenBy);
    this.foundAs = selection.foundAs;
    return selection;
  }

  /** Checks what a command about all sites names, and remembers how it was found. @throws Refusal as `selectInSites` */
  selectInSites(farm: Farm, site: string | undefined, wanted: Wanted): void {
    this.foundAs = selectInSites(farm, wanted, site).foundAs;
  }

  /**
   * The site of a command that names no object: the named one, the only one, or the default of the farm file.
   * @param howToName how to name a site in this command, if it has no --site
   * @throws Refusal E_NOT_FOUND, E_AMBIGUOUS
   */
  siteOf(farm: Farm, name?: string, howToName?: SuggestedCommand): Site {
    if (name !== undefined || farm.sites.length === 1) return findSite(farm, name);
    const preferred = this.defaultSite(farm);
    const site = farm.sites.find((one) => preferred !== undefined && sameName(one.name, preferred));
    if (site === undefined) return findSite(farm, undefined, howToName);
    this.#choose(site, 'default');
    return site;
  }

  /** The default site, if this farm has it. */
  defaultSite({ sites }: Farm): string | undefined {
    const source = this.#source();
    const path = source === undefined || source.kind === 'stdin' ? null : source.path;
    const preferred = defaultSiteOf(process.env, path)?.site;
    return sites.find(({ name }) => preferred !== undefined && sameName(name, preferred))?.name;
  }

  #choose({ name }: Site, by: Selection['chosenBy']): void {
    if (by === 'names') this.chosen = { name, foundBy: 'names' };
    else if (by === 'default') this.chosen = { name, foundBy: 'default-site' };
    else this.chosen = null;
  }

  /** The command as it was typed, with a placeholder for the site. */
  #withSite(): SuggestedCommand {
    const args = this.tokens.flatMap((token) => (token.type === 'arg' ? [token.input] : []));
    const options = this.tokens.flatMap((token): [string, string | null][] => {
      if (token.type === 'arg' || ['file', 'site', 'json'].includes(token.flag)) return [];
      const isSwitch = token.input.startsWith('-');
      return [isSwitch ? [token.input, null] : [`--${token.flag}`, token.input]];
    });
    return suggestedCommand(this.#command(), {
      args,
      options: [...options, ['--site', placeholder('SITE')]],
    });
  }
}
