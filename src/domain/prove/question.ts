import {
  commandIn,
  siteToName,
  suggestedCommand,
  FarmError,
  activeBrokers,
  type Farm,
  type Site,
  standbyBrokers,
} from '../model/index.js';
import { countSets } from './sets.js';
import { countSplits } from './splits.js';
import { mostMembers } from './survival.js';

/** What is to be proved. */
export interface ProveQuestion {
  /** Left out: every site. */
  site?: string | undefined;
  /** Sets of up to so many brokers down; 'all' for every set there is. */
  failures: number | 'all';
  /** Whether to try every way the network can split the active brokers in two. */
  splits: boolean;
  /** The tolerance that each site must have. */
  require?: number | undefined;
  /** Which tolerance `require` means: without standbys unless this is true. */
  requireWithStandbys?: boolean | undefined;
}

/**
 * How many brokers may be down in a scenario: a number, or `all`.
 * @throws FarmError E_USAGE
 */
export function parseFailures(text: string): ProveQuestion['failures'] {
  if (text.toLowerCase() === 'all') return 'all';
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${text}" is not a number of brokers.`,
    nextStep: 'give a whole number, such as --failures 2, or --failures all',
  });
}

/** More scenarios than these a question may not ask for: they take some four seconds. */
const mostProveScenarios = 2 ** 28;

/**
 * Refuses what would take too long.
 * @throws FarmError E_USAGE that names the flags for less
 */
export function refuseTooMany(
  farm: Farm,
  site: Site,
  { failures, splits }: Pick<ProveQuestion, 'failures' | 'splits'>,
): void {
  const active = activeBrokers(site).length;
  const standbys = standbyBrokers(site).length;
  const members = active + standbys;
  if (members > mostMembers) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `site "${site.name}" has ${members} brokers that can serve; every set can be tried for ${mostMembers} at the most.`,
      nextStep: commandIn(farm, site)`simulate --down SERVER,SERVER`,
    });
  }
  const most = failures === 'all' ? members : failures;
  const sets = countSets(active, most) + (standbys === 0 ? 0 : countSets(members, most));
  const ways = splits ? countSplits(active) : 0;
  const scenarios = sets + ways;
  if (scenarios <= mostProveScenarios) return;
  // Leave out what is more than half of the most: then the rest fits.
  const fewer = sets > mostProveScenarios / 2 ? 2 : failures;
  const isUnsplit = !splits || ways > mostProveScenarios / 2;
  throw new FarmError({
    code: 'E_USAGE',
    message: `site "${site.name}" would need ${scenarios} scenarios; ${mostProveScenarios} can be tried at the most.`,
    nextStep: suggestedCommand('prove', {
      options: [
        ['--failures', String(fewer)],
        ...(isUnsplit ? ([['--no-splits', null]] as const) : []),
      ],
      site: siteToName(farm, site),
    }),
  });
}
