import type { Rule, SampleFarms } from './rule.js';

export const rule: Rule = {
  id: 'RAS900',
  slug: 'invalid-farm-file',
  severity: 'error',
  statement: 'The farm file can be read and describes a valid farm.',
  why: 'No other rule can run on an invalid farm file.',
  statements: [],
  assumptions: [],
};

/** A misspelled property; and the correct one. */
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
          { server: 'CB4', ip: '10.1.0.14', standbye: true },
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
          { server: 'CB4', ip: '10.1.0.14', standby: true },
        ],
      },
    ],
  },
};
