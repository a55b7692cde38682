import { command, sentence, type SuggestedCommand, suggestedCommand } from './suggested-command.js';
import { FarmError } from './errors.js';
import { type Broker, type Farm, type Gateway, type Provider, type Site } from './farm.js';
import { sameName } from './same-name.js';
import { compressNames } from './names.js';
import { shortened } from './words.js';

/** As many names are still read at a glance. */
const mostWrittenOut = 10;

/**
 * What is meant by a name: the look-ups that everyone needs. A name that isn't there is the user's to mend.
 */

/**
 * The site meant by a name, or the only one when no name is given.
 * @param say how the site is named in the command: as an option where not told otherwise
 * @throws FarmError E_NOT_FOUND for an unknown name, E_AMBIGUOUS when no name is given and there are several.
 */
export function findSite(
  farm: Farm,
  name?: string,
  say: string | SuggestedCommand = 'add --site NAME',
): Site {
  const names = farm.sites.map((site) => site.name);
  if (name === undefined) {
    const [only] = farm.sites;
    if (only !== undefined && farm.sites.length === 1) return only;
    const preferred = command`config set default-site NAME`;
    throw new FarmError({
      code: 'E_AMBIGUOUS',
      message: `farm "${farm.name}" has ${farm.sites.length} sites: ${names.length > mostWrittenOut ? compressNames(names) : names.join(', ')}.`,
      why: 'Which one is meant must be said.',
      nextStep: typeof say === 'string' ? sentence`${say}, or set one for good: ${preferred}` : say,
    });
  }
  const site = farm.sites.find((candidate) => sameName(candidate.name, name));
  if (site !== undefined) return site;
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `site "${shortened(name)}" is not in farm "${farm.name}".`,
    typed: name,
    candidates: names,
    nextStep: command`site list`,
  });
}

/** The sites a question is about: the named one, or all. */
export function sitesAskedFor(farm: Farm, name?: string): readonly Site[] {
  return name === undefined ? farm.sites : [findSite(farm, name)];
}

const places = new WeakMap<readonly object[], Map<object, number>>();

/** The index of an object in its list, -1 where it isn't in it. Kept per list: a list is never changed in place. */
export function placeIn<T extends object>(list: readonly T[], object: T): number {
  let known = places.get(list);
  if (known === undefined) {
    known = new Map(list.map((one, index) => [one, index]));
    places.set(list, known);
  }
  return known.get(object) ?? -1;
}

/** @throws FarmError E_NOT_FOUND */
export function findBroker(site: Site, server: string): Broker {
  return findNamed(site, 'broker', site.brokers, (broker) => broker.server, server);
}

/** @throws FarmError E_NOT_FOUND */
export function findProvider(site: Site, name: string): Provider {
  return findNamed(site, 'provider', site.providers, (provider) => provider.name, name);
}

/** @throws FarmError E_NOT_FOUND */
export function findGateway(site: Site, server: string): Gateway {
  return findNamed(site, 'gateway', site.gateways, (gateway) => gateway.server, server);
}

function findNamed<T>(
  site: Site,
  noun: string,
  objects: readonly T[],
  nameOf: (object: T) => string,
  name: string,
): T {
  const found = objects.find((object) => sameName(nameOf(object), name));
  if (found !== undefined) return found;
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `${noun} "${shortened(name)}" is not in site "${site.name}".`,
    typed: name,
    candidates: objects.map(nameOf),
    // The farm is not at hand: the site is named even where the farm has no other.
    nextStep: suggestedCommand(`${noun} list`, { site: site.name }),
  });
}
