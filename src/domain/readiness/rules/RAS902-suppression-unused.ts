import { command } from '../../model/index.js';
import { isExpired } from './expiry.js';
import type { SampleFarms, SuppressionRule } from './rule.js';

export const rule: SuppressionRule = {
  id: 'RAS902',
  slug: 'suppression-unused',
  severity: 'info',
  concepts: ['suppressions'],
  statement: 'Every suppression suppresses a finding.',
  why: 'An unused suppression would hide the next finding of that kind.',
  statements: [],
  assumptions: [],
  judge({ suppression, name, isUsed, today, refused }) {
    if (isUsed || refused !== null || isExpired(suppression, today)) return [];
    return [
      {
        message: `The suppression of ${name} suppresses nothing`,
        observed: 'no such finding',
        required: 'a finding, or no suppression',
        remedy: [command`check --fix`],
      },
    ];
  },
  fix: {
    does: 'removes the suppression, which suppresses nothing',
    apply: (farm, isFoundAt) => ({
      ...farm,
      suppressions: farm.suppressions.filter((_, at) => !isFoundAt('suppressions', at)),
    }),
  },
};

/** A suppression without a finding; and no suppression. */
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
        autoPromotion: { enabled: true },
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
    suppressions: [],
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
      },
    ],
  },
};
