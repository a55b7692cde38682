import {
  activeBrokers,
  type Farm,
  commandIn,
  type Reason,
  Refusal,
  shortened,
  type Site,
  siteToName,
  standbyBrokers,
  suggestedCommand,
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
 * @throws Refusal E_USAGE
 */
export function parseFailures(text: string): ProveQuestion['failures'] {
  if (text.toLowerCase() === 'all') return 'all';
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new Refusal('E_USAGE', { kind: 'bad-failures', text: shortened(text) });
}

/** A question may not need more scenarios: so many take about four seconds. */
const mostProveScenarios = 2 ** 28;

/** Why a question can't be tried for a site, with a smaller question. */
export type TooMany = Extract<Reason, { kind: 'too-many-brokers' | 'too-many-scenarios' }>;

/** Why it would take too long to try; null if it can be tried. */
export function tooManyFor(
  farm: Farm,
  site: Site,
  { failures, splits }: Pick<ProveQuestion, 'failures' | 'splits'>,
): TooMany | null {
  const active = activeBrokers(site).length;
  const standbys = standbyBrokers(site).length;
  const members = active + standbys;
  if (members > mostMembers) {
    return {
      kind: 'too-many-brokers',
      site: site.name,
      brokers: members,
      most: mostMembers,
      command: commandIn(farm, site)`simulate --down SERVER,SERVER`,
    };
  }
  const most = failures === 'all' ? members : failures;
  const sets = countSets(active, most) + (standbys === 0 ? 0 : countSets(members, most));
  const ways = splits ? countSplits(active) : 0;
  const scenarios = sets + ways;
  if (scenarios <= mostProveScenarios) return null;
  // Leave out what is more than half of the limit: then the rest is below it.
  const fewer = sets > mostProveScenarios / 2 ? 2 : failures;
  const withSplits = splits && ways <= mostProveScenarios / 2;
  const command = suggestedCommand('prove', {
    options: [
      ['--failures', String(fewer)],
      ...(withSplits ? [] : ([['--no-splits', null]] as const)),
    ],
    site: siteToName(farm, site),
  });
  const reason = { kind: 'too-many-scenarios', site: site.name, scenarios } as const;
  return { ...reason, most: mostProveScenarios, command };
}
