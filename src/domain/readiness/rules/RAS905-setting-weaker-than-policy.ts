import { command, listed } from '../../model/index.js';
import type { SampleFarms, SettingRule } from './rule.js';

export const rule: SettingRule = {
  id: 'RAS905',
  slug: 'setting-weaker-than-policy',
  severity: 'error',
  concepts: ['policy'],
  statement: 'No setting of a rule in the farm file is weaker than in the policy.',
  why: 'The setting has no effect: a farm file can be stricter than the policy, but not weaker.',
  statements: [],
  assumptions: [],
  judgeSetting({ rule: { id }, setting, fixed, weakened, policy }) {
    if (weakened.length === 0) return [];
    const properties = {
      off: setting.off,
      severity: setting.severity,
      threshold: setting.threshold,
    };
    const says = (part: keyof typeof properties): string =>
      part === 'off' ? 'off' : `${part} ${properties[part]}`;
    const required = [
      ...(fixed.severity === undefined ? [] : [`severity ${fixed.severity}`]),
      ...(fixed.threshold === undefined ? [] : [`threshold ${fixed.threshold}`]),
    ];
    return [
      {
        message: `The farm file sets ${id} to ${listed(weakened.map(says))}, which has no effect: ${policy} requires ${listed(required)}`,
        observed: listed(weakened.map(says)),
        required: `${listed(required)}, or stricter`,
        remedy: [command`explain policy`],
      },
    ];
  },
  // No fix: who wrote the setting must know that it doesn't count.
};

/** A rule that the policy requires, turned off; and more severe. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS104: { off: true, reason: 'we like four' } },
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
    rules: { RAS104: { severity: 'error' } },
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
  policy: { formatVersion: 1, rules: { RAS104: { required: true } } },
};
