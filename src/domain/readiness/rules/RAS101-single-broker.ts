import { counted } from '../../model/index.js';
import { brokersForRedundancy } from '../../facts/index.js';
import { moreActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS101',
  slug: 'single-broker',
  severity: 'warning',
  statement: 'A site has at least two Connection Brokers that can serve.',
  why: 'With only one broker, its failure stops all new sessions of the site.',
  statements: ['R1'],
  assumptions: ['A23'],
  find(site, farm) {
    const usable = site.brokers.filter((broker) => broker.enabled).length;
    if (usable >= brokersForRedundancy) return [];
    const wanted = brokersForRedundancy;
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        message: `The site has ${counted(usable, 'broker')} that can serve: no N+1 redundancy`,
        observed: usable,
        required: `${brokersForRedundancy} or more`,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** One broker; and three. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        brokers: [{ server: 'CB1', ip: '10.1.0.11' }],
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
  // One broker is also fewer than three.
  alsoFires: ['RAS102'],
};
