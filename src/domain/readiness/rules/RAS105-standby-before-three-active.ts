import { activeBrokers, compressNames, counted, standbyBrokers } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { moreActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS105',
  slug: 'standby-before-three-active',
  severity: 'warning',
  statement: 'Brokers are put in standby only once three are active.',
  why: 'A standby does not count for high availability of VDI, and does not serve until a broker is offline.',
  statements: ['R2', 'R22', 'R23'],
  assumptions: [],
  find(site, farm) {
    const active = activeBrokers(site).length;
    const standby = standbyBrokers(site);
    if (active >= statements.R2.number || standby.length === 0) return [];
    const wanted = Math.min(statements.R2.number, active + standby.length);
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        message: `${compressNames(standby.map((broker) => broker.server))} ${standby.length === 1 ? 'is' : 'are'} in standby while only ${counted(active, 'broker')} ${active === 1 ? 'is' : 'are'} active`,
        observed: active,
        required: `${statements.R2.number} active before any standby`,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** One active broker with two in standby; and all three active. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12', standby: true },
          { server: 'CB3', ip: '10.1.0.13', standby: true },
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
  // One active broker is also fewer than three.
  alsoFires: ['RAS102'],
};
