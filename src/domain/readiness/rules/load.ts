import { commandIn, activeBrokers, bySelection } from '../../model/index.js';
import { loadRuleOf, percent, splitOver } from '../../load/index.js';
import { aboutBroker, type ReadinessRule } from './rule.js';

/** RAS3xx: how agent connections spread. */
export const loadSplitRules: readonly ReadinessRule[] = [
  {
    id: 'RAS301',
    slug: 'overloaded-by-pinned-agents',
    severity: 'info',
    statement: 'Agents that prefer a broker do not give that broker more than double its share.',
    why: "Agents go to the broker that they prefer before the vendor's split applies, so they can undo it.",
    statements: ['load-pinned'],
    assumptions: ['A1', 'A21'],
    threshold: {
      preset: 2,
      least: 1,
      most: 100,
      says: 'How many times its nominal share a broker may take. No vendor number: ours.',
    },
    find(site, farm, mostTimesNominal) {
      const agents = site.agents.length;
      const shares = splitOver(activeBrokers(site), site.agents, farm.rasVersion);
      const sum = shares.reduce((total, share) => total + share.weight, 0);
      return shares.flatMap(({ broker, weight, pinned, automatic }) => {
        const taken = pinned.length + automatic.length;
        // Whole numbers: a share of exactly twice the nominal one must not be lost to rounding.
        if (pinned.length === 0 || taken * sum <= mostTimesNominal * weight * agents) return [];
        const nominal = percent(weight, sum);
        const effective = percent(taken, agents);
        return [
          aboutBroker(site, broker, {
            message: `${broker.server} takes ${effective}% of the agents instead of ${nominal}%, because ${pinned.length === 1 ? '1 agent prefers' : `${pinned.length} agents prefer`} it`,
            assumptions: ['A1', ...loadRuleOf(farm.rasVersion).assumptions],
            observed: `${effective}%`,
            required:
              weight === 0
                ? 'no agent that prefers it'
                : `${percent(mostTimesNominal * weight, sum)}% or less`,
            remedy: bySelection(pinned, (names) => commandIn(farm, site)`agent unassign ${names}`),
          }),
        ];
      });
    },
  },
];
