import { activeBrokers, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { moreActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS201',
  slug: 'auto-promotion-ignored',
  severity: 'error',
  statement: 'Auto-promotion is on only if at least three Connection Brokers are active.',
  why: 'With fewer, RAS ignores the setting: no broker is promoted when the primary fails.',
  statements: ['R12', 'R13'],
  assumptions: [],
  find(site, farm) {
    const active = activeBrokers(site).length;
    if (!site.autoPromotion.enabled || active >= statements.R12.number) return [];
    const wanted = statements.R12.number;
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        message: `Auto-promotion is on with ${counted(active, 'active broker')}: RAS ignores it`,
        observed: active,
        required: `${statements.R12.number} or more active`,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** Auto-promotion with two active brokers; and with three. */
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
      },
    ],
  },
  // Two active brokers are also fewer than three, and an even number.
  alsoFires: ['RAS102', 'RAS104'],
};
