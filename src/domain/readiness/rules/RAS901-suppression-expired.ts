import { command } from '../../model/index.js';
import { isExpired } from './expiry.js';
import type { SampleFarms, SuppressionRule } from './rule.js';

export const rule: SuppressionRule = {
  id: 'RAS901',
  slug: 'suppression-expired',
  severity: 'warning',
  concepts: ['suppressions'],
  statement: 'No suppression is past its last day.',
  why: 'Its finding is reported again; decide again whether to accept it.',
  statements: [],
  assumptions: [],
  judge({ suppression, name, today, refused }) {
    if (refused?.kind === 'never' || !isExpired(suppression, today)) return [];
    const { expires } = suppression;
    return [
      {
        message: `The suppression of ${name} ended on ${expires}`,
        observed: `ended ${expires}`,
        required: `a last day not before ${today}`,
        remedy: [command`explain ${rule.id}`],
      },
    ];
  },
  // No fix: a person must choose between extending the suppression and fixing the finding.
};

/** A suppression that ended before the day of the samples; and one that did not. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    suppressions: [
      {
        rule: 'RAS202',
        target: 'Berlin',
        reason: 'until the link to Potsdam is doubled',
        expires: '2026-12-31',
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
  // With the suppression expired, its finding is reported again.
  alsoFires: ['RAS202'],
};
