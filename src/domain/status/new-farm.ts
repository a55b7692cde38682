import {
  addOptions,
  command,
  commandIn,
  type SuggestedCommand,
  suggestedCommand,
  type Broker,
  type Farm,
  siteFields,
  type Values,
  withDefaults,
} from '../model/index.js';
import { completeSite, newFarm, type NewBroker } from '../edits/index.js';
import { type RasVersion, newestRasVersion } from '../facts/index.js';
import { type FarmStatus, statusOf } from './status.js';

/**
 * New farms: one site, which is the Licensing Site, and its primary.
 */

export interface NewFarmInput extends Omit<Values<typeof siteFields>, 'name' | 'licensing'> {
  name: string;
  rasVersion: RasVersion;
  site: string;
  /** The server of the primary, and its IP. */
  server: string;
  ip: string | null;
  failureDomains?: Broker['failureDomains'];
  /** The other brokers, in priority order. */
  secondaries?: readonly NewBroker[];
  /** A delay in minutes, or 'off'; left out: off. */
  autoPromotion?: number | 'off';
}

const { name: _name, licensing: _licensing, ...siteDefaults } = withDefaults(siteFields, {});

/** The defaults of a new farm. */
export const newFarmDefaults = {
  ...siteDefaults,
  name: 'Farm',
  rasVersion: newestRasVersion,
  site: 'Default',
  ip: null,
} as const satisfies Omit<NewFarmInput, 'server'>;

/**
 * A farm with its first site and its brokers.
 * @throws Refusal E_USAGE for invalid names, addresses and networks
 */
export function beginFarm(asked: NewFarmInput): Farm {
  const { name, rasVersion, site, server, ip, failureDomains = {}, secondaries = [] } = asked;
  const { network, autoPromotion } = asked;
  const farm = newFarm({ name, rasVersion, site, primary: { server, ip, failureDomains } });
  const others = { network, ...(autoPromotion === undefined ? {} : { autoPromotion }) };
  return completeSite(farm, site, secondaries, others).farm;
}

/** The command that begins such a farm without a question; flags with their default are left out. */
export function beginCommand(asked: NewFarmInput, where: NewFarmPlace): SuggestedCommand {
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

/** Where to save a new farm: the user's own farm, a given file, or null for the default. */
export type NewFarmPlace = 'own' | { file: string } | null;

/** The answer to `farm init`. */
export interface NewFarmAnswer {
  /** The farm file. */
  file: string;
  dryRun: boolean;
  saved: boolean;
  /** The status of the new farm. */
  status: FarmStatus;
  /** Suggested next commands. */
  next: SuggestedCommand[];
}

/** The report about a new farm: its status, and what to run next. */
export function describeNewFarm(
  farm: Farm,
  { file, dryRun, today }: { file: string; dryRun: boolean; today: string },
): NewFarmAnswer {
  // After a dry run there is no farm yet.
  const next = dryRun ? [] : nextSteps(farm);
  return { file, dryRun, saved: !dryRun, status: statusOf(farm, { today }), next };
}

/** For a farm with only a primary, commands that add to it; for one with agents, commands that query it. */
function nextSteps(farm: Farm): SuggestedCommand[] {
  const [first] = farm.sites;
  if (first !== undefined && first.agents.length > 0) {
    return [
      command`check`,
      command`load`,
      // With several sites, the site must be specified.
      commandIn(farm, first)`roles`,
      command`broker list`,
    ];
  }
  return [command`broker add SERVER --ip IP`, command`agent add ${'RDS[01-10]'}`, command`check`];
}
