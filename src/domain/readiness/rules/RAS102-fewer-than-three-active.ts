import { activeBrokers, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { moreActive } from '../../edits/index.js';
import { sayRedundantOnly } from './redundant-only.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS102',
  slug: 'fewer-than-three-active',
  severity: 'warning',
  statement: 'A site has three active Connection Brokers.',
  why: 'Two to three give the best results; with two the site is redundant, but below three there is no high availability for VDI and no auto-promotion.',
  statements: ['R8', 'R2', 'R12'],
  assumptions: [],
  find(site, farm) {
    const active = activeBrokers(site).length;
    if (active >= statements.R8.number) return [];
    const wanted = statements.R8.number;
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        brief: `${counted(active, 'broker')} ${active === 1 ? 'is' : 'are'} active; the vendor highly recommends ${statements.R8.number}`,
        message: `${counted(active, 'broker')} ${active === 1 ? 'is' : 'are'} active; the vendor highly recommends ${statements.R8.number}${sayRedundantOnly(site)}`,
        observed: active,
        required: statements.R8.number,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** Two active brokers; and three. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
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
  // Two brokers are also an even number.
  alsoFires: ['RAS104'],
};
