import { farmCommand, flagWords } from './command-line.js';
import { newFarm, setSite } from './edits/sites.js';
import { type Farm, type RasVersion, newestRasVersion } from './farm.js';
import { findSite } from './look-up.js';
import { type FarmStatus, statusOf } from './status.js';

/**
 * How a farm begins: with one site, which is the Licensing Site, and its primary.
 */

export interface NewFarmAsked {
  name: string;
  rasVersion: RasVersion;
  site: string;
  /** The server of the primary, and its IP. */
  server: string;
  ip: string | null;
  /** The segment of the site's brokers, in CIDR notation. */
  network: string | null;
}

/** What a new farm is where nothing is said. */
export const newFarmDefaults = {
  name: 'Farm',
  rasVersion: newestRasVersion,
  site: 'Default',
  ip: null,
  network: null,
} as const satisfies Omit<NewFarmAsked, 'server'>;

/**
 * A farm with its first site and primary.
 * @throws FarmError E_USAGE for names, addresses and networks that can't be
 */
export function beginFarm({ name, rasVersion, site, server, ip, network }: NewFarmAsked): Farm {
  const farm = newFarm({ name, rasVersion, site, primary: { server, ip } });
  return network === null ? farm : setSite(farm, findSite(farm), { network }).farm;
}

/** The command that begins such a farm without a question; flags that would say the default are left out. */
export function beginCommand(asked: NewFarmAsked, where: readonly string[]): string {
  const { name, rasVersion, site, server, ip, network } = asked;
  const words = ['init'];
  if (name !== newFarmDefaults.name && !name.startsWith('-')) words.push(name);
  if (site !== newFarmDefaults.site) words.push(...flagWords('--site', site));
  words.push('--broker', server);
  if (ip !== null) words.push('--ip', ip);
  if (network !== null) words.push('--network', network);
  if (rasVersion !== newFarmDefaults.rasVersion) words.push('--ras', String(rasVersion));
  words.push(...where);
  // Behind the two dashes a name may begin with one.
  if (name.startsWith('-')) words.push('--', name);
  return farmCommand(words);
}

/** The answer to `farm init`. */
export interface NewFarmAnswer {
  /** Where the farm is kept. */
  file: string;
  dryRun: boolean;
  saved: boolean;
  /** The new farm at a glance. */
  status: FarmStatus;
  /** Commands to go on with. */
  next: string[];
}

/** What to tell of a new farm. `where` are the words by which later commands find it: `--file PATH`, or none. */
export function describeNewFarm(
  farm: Farm,
  told: { file: string; dryRun: boolean; where: readonly string[]; today: string },
): NewFarmAnswer {
  const { file, dryRun, where, today } = told;
  const next = nextSteps(farm).map((words) => farmCommand([...words, ...where]));
  return { file, dryRun, saved: !dryRun, status: statusOf(farm, { today }), next };
}

/** A farm with nothing but its primary is to be filled; one that has agents can be asked. */
function nextSteps({ sites: [first] }: Farm): string[][] {
  if (first !== undefined && first.agents.length > 0) {
    return [['check'], ['load'], ['roles', '--site', first.name], ['broker', 'list']];
  }
  return [['broker', 'add', 'SERVER', '--ip', 'IP'], ['agent', 'add', 'RDS[01-10]'], ['check']];
}
