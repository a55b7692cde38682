import {
  activeBrokers,
  type Farm,
  inSite,
  Refusal,
  shortened,
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
 * @throws Refusal E_USAGE
 */
export function parseFailures(text: string): ProveQuestion['failures'] {
  if (text.toLowerCase() === 'all') return 'all';
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new Refusal('E_USAGE', { kind: 'bad-failures', text: shortened(text) });
}

/** A question may not need more scenarios: so many take about four seconds. */
const mostProveScenarios = 2 ** 28;

/**
 * Refuses what would take too long.
 * @throws Refusal E_USAGE with a smaller question
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
    const reason = { kind: 'too-many-brokers', brokers: members, most: mostMembers } as const;
    throw new Refusal('E_USAGE', { ...reason, ...inSite(farm, site) });
  }
  const most = failures === 'all' ? members : failures;
  const sets = countSets(active, most) + (standbys === 0 ? 0 : countSets(members, most));
  const ways = splits ? countSplits(active) : 0;
  const scenarios = sets + ways;
  if (scenarios <= mostProveScenarios) return;
  // Leave out what is more than half of the limit: then the rest is below it.
  throw new Refusal('E_USAGE', {
    kind: 'too-many-scenarios',
    scenarios,
    most: mostProveScenarios,
    failures: sets > mostProveScenarios / 2 ? 2 : failures,
    splits: splits && ways <= mostProveScenarios / 2,
    ...inSite(farm, site),
  });
}
