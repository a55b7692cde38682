import { addressOf, commandIn, isInNetwork } from '../../model/index.js';
import { aboutBroker, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS501',
  slug: 'broker-outside-network',
  severity: 'warning',
  statement: "All brokers of a site are in the site's network.",
  why: 'The vendor recommends one network segment for all brokers of a site, and requires a reliable high-speed channel between them.',
  statements: ['R31', 'fast-channel'],
  assumptions: [],
  exemptions: [
    'A site without a network: RAS502 compares its brokers with each other.',
    'A broker without an IP address: RAS107 reports it.',
  ],
  find(site, farm) {
    const { network } = site;
    if (network === null) return [];
    return site.brokers.flatMap((broker) => {
      const address = addressOf(broker);
      if (address === null || isInNetwork(address, network)) return [];
      return [
        aboutBroker(site, broker, {
          message: `${broker.server === address ? address : `${broker.server} (${address})`} is outside the site's network ${network}`,
          observed: address,
          required: `an address in ${network}`,
          remedy: [commandIn(farm, site)`broker set ${broker.server} --ip IP`],
        }),
      ];
    });
  },
};

/** A broker outside the site's network; and inside. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        network: '10.1.0.0/24',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.2.0.13' },
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
        network: '10.1.0.0/24',
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
