import { activeBrokers, bySelection, commandIn } from '../../model/index.js';
import { loadRuleOf, percent, splitOver } from '../../load/index.js';
import { aboutBroker, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS301',
  slug: 'overloaded-by-pinned-agents',
  severity: 'info',
  statement: 'Agents that prefer a broker do not give that broker more than double its share.',
  why: "Agents go to the broker that they prefer before the vendor's split applies, so they can override it.",
  statements: ['load-pinned'],
  assumptions: ['A1', 'A21'],
  threshold: {
    preset: 2,
    least: 1,
    most: 100,
    says: "How many times its nominal share a broker may take. This number is farm's own, not the vendor's.",
  },
  find(site, farm, mostTimesNominal) {
    const agents = site.agents.length;
    const shares = splitOver(activeBrokers(site), site.agents, farm.rasVersion);
    const sum = shares.reduce((total, share) => total + share.weight, 0);
    return shares.flatMap(({ broker, weight, pinned, automatic }) => {
      const taken = pinned.length + automatic.length;
      // Integers: a share of exactly twice the nominal one must not be changed by rounding.
      if (pinned.length === 0 || taken * sum <= mostTimesNominal * weight * agents) return [];
      const nominal = percent(weight, sum);
      const effective = percent(taken, agents);
      return [
        aboutBroker(site, broker, {
          brief: `${broker.server} takes ${effective}% of the agents instead of ${nominal}%`,
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
  // No fix: the preferred broker was chosen on purpose.
};

/** Three agents that prefer one broker; and none that does. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        agents: [
          { name: 'RDS1', preferredBroker: 'CB1' },
          { name: 'RDS2', preferredBroker: 'CB1' },
          { name: 'RDS3', preferredBroker: 'CB1' },
          { name: 'RDS4' },
          { name: 'RDS5' },
        ],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        agents: [
          { name: 'RDS1' },
          { name: 'RDS2' },
          { name: 'RDS3' },
          { name: 'RDS4' },
          { name: 'RDS5' },
        ],
      },
    ],
  },
};
