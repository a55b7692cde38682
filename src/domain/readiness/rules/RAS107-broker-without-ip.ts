import { addressOf, commandIn } from '../../model/index.js';
import { aboutBroker, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS107',
  slug: 'broker-without-ip',
  severity: 'info',
  statement: 'Every broker has its IP address in the model.',
  why: "Without it, its network segment and firewall rows can't be determined.",
  statements: ['R31'],
  assumptions: [],
  find(site, farm) {
    return site.brokers
      .filter((broker) => addressOf(broker) === null)
      .map((broker) =>
        aboutBroker(site, broker, {
          message: `${broker.server} has no IP address in the model`,
          observed: 'none',
          required: 'an IP address',
          remedy: [commandIn(farm, site)`broker set ${broker.server} --ip IP`],
        }),
      );
  },
};

/** A broker without an IP address; and with one. */
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
          { server: 'CB3' },
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
};
