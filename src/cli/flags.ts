import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import {
  newestRasVersion,
  type RasVersion,
  rasVersions,
  statements,
} from '../domain/facts/index.js';
import { preferenceKeys } from '../store/preferences/preferences.js';
import { parseSaves } from './values.js';

/**
 * Flags and arguments that several commands share, each defined once.
 */

/** The site of a command that names objects which are there already. */
export const siteFlag = Flags.string({
  char: 's',
  helpValue: 'NAME',
  description: 'site name (required if the names are in several sites)',
});

/** The site of a command that adds an object. */
export const newInSiteFlag = Flags.string({
  char: 's',
  helpValue: 'NAME',
  description: 'site name (required if the farm has several)',
});

/** The site of a command that is about every site without it. */
export const onlySiteFlag = Flags.string({
  char: 's',
  helpValue: 'NAME',
  description: 'only this site (default: all sites)',
});

/** More than the verdict: everything that was found, with its reasons. `--json` always has all of it. */
export const verboseFlag = Flags.boolean({
  char: 'v',
  default: false,
  description: 'show all details',
});

/** The day of `--today`; `dayOf` reads it. */
export const todayFlag = Flags.string({
  helpValue: 'YYYY-MM-DD',
  description: 'date used to evaluate suppressions, for tests and audits (default: today)',
});

/** The site, where it is the object of the command. */
export const siteArg = Args.string({ description: 'site name (required if the farm has several)' });

/** Why a farm is changed, for the history. */
export const reasonFlag = Flags.custom({
  helpValue: 'TEXT',
  description: 'why, for farm history',
});

/** How many saves to undo or redo. */
export const savesArg = Args.custom<number>({ parse: async (text) => parseSaves(text) })({
  default: 1,
  description: 'how many saves',
});

/** A place in the priority order, counted from 1. */
export const placeFlag = Flags.integer({
  helpValue: 'N',
  min: 1,
  description: 'position in the list, starting at 1',
});

// The console gives the one in minutes and the other in hours.
const shortestDelay = `${statements['R15-least'].number}m`;
const longestDelay = `${statements['R15-most'].number / 60}h`;

/** The auto-promotion of a site: a delay, or off. */
export const autoPromotionFlag = Flags.string({
  helpValue: '30m|off',
  description: `delay before the next secondary is promoted, ${shortestDelay} to ${longestDelay}, or off`,
});

/** The flags that describe the brokers of a new site, the primary first. */
export const firstBrokersFlags = {
  broker: Flags.string({
    helpValue: 'SERVER',
    description: "server of the primary broker, or servers, the primary first: 'CB-[1-3]'",
  }),
  ip: Flags.string({
    helpValue: 'IP',
    description: 'IP address of the primary broker; 10.1.0.11+ counts up',
  }),
  domain: Flags.string({
    helpValue: 'KEY=VALUE',
    description: "failure domain of the brokers; 'rack=r[1-3]' gives them in turn; repeatable",
    multiple: true,
    multipleNonGreedy: true,
    dependsOn: ['broker'],
  }),
  'auto-promotion': { ...autoPromotionFlag, dependsOn: ['broker'] },
};

/** A RAS version whose rules farm knows. */
export const rasFlag = Flags.option({ options: rasVersions.map(String) });

/** The version of a `rasFlag`; the newest by default. */
export function rasVersionOf(given: string | undefined): RasVersion {
  return rasVersions.find((version) => String(version) === given) ?? newestRasVersion;
}

/** The key of a preference. */
export const preferenceArg = Args.string({
  required: true,
  description: `one of ${preferenceKeys.map((row) => row.key).join(', ')}`,
});

/** The first of the agents that a command is about. */
export const agentsArg = Args.string({
  required: true,
  description: "names, ranges, lists or patterns, such as 'RDS[01-10]' or 'RDS1*'",
});

/** The first of the brokers that a command is about. */
export const serversArg = Args.string({
  name: 'server',
  required: true,
  description:
    "brokers: names, ranges, lists, patterns or failure domains, such as 'CB-[2-5]', 'CB-*' or rack=r1",
});

/** Looks up the IP of the server instead of `--ip`. */
export const resolveFlag = Flags.boolean({
  description: 'look up the IP with the system resolver (the only use of the network)',
  exclusive: ['ip'],
});

/** The broker that a command is about. */
export const serverArg = Args.string({
  name: 'server',
  required: true,
  description: 'broker: FQDN, NetBIOS name or IP, as in the farm file',
});
