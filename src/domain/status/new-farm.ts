import {
  addOptions,
  command,
  commandIn,
  type SuggestedCommand,
  suggestedCommand,
  type Farm,
  findSite,
  siteFields,
  type Values,
} from '../model/index.js';
import { newFarm, setSite } from '../edits/index.js';
import { type RasVersion, newestRasVersion } from '../facts/index.js';
import { type FarmStatus, statusOf } from './status.js';

/**
 * How a farm begins: with one site, which is the Licensing Site, and its primary.
 */

export interface NewFarmAsked extends Omit<Values<typeof siteFields>, 'name' | 'licensing'> {
  name: string;
  rasVersion: RasVersion;
  site: string;
  /** The server of the primary, and its IP. */
  server: string;
  ip: string | null;
}

/** A new farm by default. */
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
export function beginFarm(asked: NewFarmAsked): Farm {
  const { name, rasVersion, site, server, ip, ...others } = asked;
  const farm = newFarm({ name, rasVersion, site, primary: { server, ip } });
  return setSite(farm, findSite(farm), others).farm;
}

/** The command that begins such a farm without a question; flags with their default are left out. */
export function beginCommand(asked: NewFarmAsked, where: NewFarmPlace): SuggestedCommand {
  const { name, rasVersion, site, server, ip } = asked;
  const options: [flag: string, value: string | null][] = [];
  if (site !== newFarmDefaults.site) options.push(['--site', site]);
  options.push(['--broker', server]);
  if (ip !== null) options.push(['--ip', ip]);
  options.push(...addOptions(siteFields, asked));
  if (rasVersion !== newFarmDefaults.rasVersion) options.push(['--ras', String(rasVersion)]);
  if (where === 'own') options.push(['--own', null]);
  else if (where !== null) options.push(['--file', where.file]);
  return suggestedCommand('init', { args: name === newFarmDefaults.name ? [] : [name], options });
}

/** Where a new farm is to be kept: the user's own, a file that was named, or null where nothing was said. */
export type NewFarmPlace = 'own' | { file: string } | null;

/** The answer to `farm init`. */
export interface NewFarmAnswer {
  /** Where the farm is kept. */
  file: string;
  dryRun: boolean;
  saved: boolean;
  /** The new farm at a glance. */
  status: FarmStatus;
  /** Commands to go on with. */
  next: SuggestedCommand[];
}

/** What to tell of a new farm. */
export function describeNewFarm(
  farm: Farm,
  told: { file: string; dryRun: boolean; today: string },
): NewFarmAnswer {
  const { file, dryRun, today } = told;
  // After a dry run there is no farm to ask.
  const next = dryRun ? [] : nextSteps(farm);
  return { file, dryRun, saved: !dryRun, status: statusOf(farm, { today }), next };
}

/** A farm with nothing but its primary is to be filled; one that has agents can be asked. */
function nextSteps(farm: Farm): SuggestedCommand[] {
  const [first] = farm.sites;
  if (first !== undefined && first.agents.length > 0) {
    return [
      command`check`,
      command`load`,
      // Of several sites one must be named.
      commandIn(farm, first)`roles`,
      command`broker list`,
    ];
  }
  return [command`broker add SERVER --ip IP`, command`agent add ${'RDS[01-10]'}`, command`check`];
}
