import { isActive } from '../../model/index.js';
import { preferencesFor } from './preferences.js';
import type { ReadinessRule, SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS108',
  slug: 'preferred-broker-not-active',
  severity: 'error',
  statement: 'A preferred Connection Broker is active.',
  why: 'A preference for a broker that is not active has no effect.',
  statements: ['standby-connections', 'R32', 'R35'],
  assumptions: [],
  exemptions: [
    'A gateway in forwarding mode: RAS ignores its preferred broker in any case, which is what RAS504 reports.',
  ],
  find(site, farm) {
    return site.brokers
      .filter((broker) => !isActive(broker))
      .flatMap((broker) => preferencesFor(broker, site, farm));
  },
  // No fix: a person must choose between another preferred broker and activating this one.
};

/** A provider that prefers a standby; and one that is Automatic. */
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
          { server: 'CB4', ip: '10.1.0.14', standby: true },
        ],
        providers: [{ name: 'VC1', type: 'VMwarevCenter', preferredBroker: 'CB4' }],
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
        providers: [{ name: 'VC1', type: 'VMwarevCenter' }],
      },
    ],
  },
};
