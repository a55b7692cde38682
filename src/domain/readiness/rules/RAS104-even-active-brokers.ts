import { activeBrokers } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { fewerActive, moreActive } from '../../edits/index.js';
import { sayRedundantOnly } from './redundant-only.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS104',
  slug: 'even-active-brokers',
  severity: 'warning',
  statement: 'A site has an odd number of active Connection Brokers.',
  why: 'After a network split into equal halves there is no majority, and all brokers drop all providers at once.',
  statements: ['R4', 'R6'],
  assumptions: ['A4'],
  find(site, farm) {
    const active = activeBrokers(site).length;
    if (active % statements.R4.number !== 0) return [];
    const few = active < statements.R8.number;
    const wanted = few ? active + 1 : active - 1;
    return [
      aboutSite(site, {
        topic: { kind: few ? 'too-few-active' : 'too-many-active', wanted },
        brief: `An even number of brokers is active (${active})`,
        message: `An even number of brokers is active (${active}): a network split into halves leaves no majority${site.providers.length === 0 ? ', which matters once the site has providers' : ''}${sayRedundantOnly(site)}`,
        observed: active,
        required: 'an odd number',
        remedy: few ? moreActive(farm, site, wanted) : fewerActive(farm, site, wanted),
      }),
    ];
  },
};

/** Four active brokers; and three, with the fourth in standby. */
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
          { server: 'CB4', ip: '10.1.0.14' },
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
  // Four active brokers are one too many; two would be too few.
  alsoFires: ['RAS103'],
};
