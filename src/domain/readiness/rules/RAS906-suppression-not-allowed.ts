import { command, counted } from '../../model/index.js';
import type { SampleFarms, SuppressionRule } from './rule.js';

export const rule: SuppressionRule = {
  id: 'RAS906',
  slug: 'suppression-not-allowed',
  severity: 'error',
  concepts: ['policy', 'suppressions'],
  statement: 'The policy allows every suppression.',
  why: 'A suppression that the policy does not allow has no effect: its finding counts.',
  statements: [],
  assumptions: [],
  judge({ suppression: { expires }, name, today, refused }) {
    if (refused === null) return [];
    const seen = { remedy: [command`explain policy`] };
    if (refused.kind === 'never') {
      const message = `The suppression of ${name} has no effect: the policy allows no suppression of this rule`;
      return [{ ...seen, message, observed: 'a suppression', required: 'no suppression' }];
    }
    const most = counted(refused.most, 'day');
    const required = `a last day within ${most} from ${today}`;
    const effect = `The suppression of ${name} has no effect`;
    if (refused.kind === 'no-last-day') {
      const message = `${effect}: it has no last day, and the policy allows at most ${most}`;
      return [{ ...seen, message, observed: 'no last day', required }];
    }
    const message = `${effect}: it ends on ${expires}, in ${counted(refused.days, 'day')}; the policy allows at most ${refused.most}`;
    return [{ ...seen, message, observed: `ends on ${expires}`, required }];
  },
  // No fix: a person must choose between a last day and fixing the finding.
};

/** A suppression without a last day, under a policy that asks for one within 180 days; and one with. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    suppressions: [
      { rule: 'RAS202', target: 'Berlin', reason: 'until the link to Potsdam is doubled' },
    ],
    sites: [
      {
        name: 'Berlin',
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    suppressions: [
      {
        rule: 'RAS202',
        target: 'Berlin',
        reason: 'until the link to Potsdam is doubled',
        expires: '2027-06-30',
      },
    ],
    sites: [
      {
        name: 'Berlin',
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
      },
    ],
  },
  policy: { formatVersion: 1, suppress: '180d' },
  // Without the suppression, its finding counts.
  alsoFires: ['RAS202'],
};
