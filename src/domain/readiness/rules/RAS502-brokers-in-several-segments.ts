import { addressOf, assumedSegment, command } from '../../model/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS502',
  slug: 'brokers-in-several-segments',
  severity: 'warning',
  statement: 'All brokers of a site are in one network segment.',
  why: 'The vendor recommends one network segment for all brokers of a site, and requires a reliable high-speed channel between them.',
  statements: ['R31', 'fast-channel'],
  assumptions: ['A13'],
  exemptions: ['A site with a network: RAS501 compares its brokers with that.'],
  find(site) {
    if (site.network !== null) return [];
    const addresses = site.brokers.map(addressOf).filter((address) => address !== null);
    const segments = [...new Set(addresses.map(assumedSegment))];
    if (segments.length < 2) return [];
    return [
      aboutSite(site, {
        brief: `The brokers are in ${segments.length} segments`,
        message: `The brokers are in ${segments.length} segments: ${segments.join(', ')} (a /24 or /64 is assumed to be one segment)`,
        observed: segments.length,
        required: '1 segment',
        remedy: [command`site set ${site.name} --network CIDR`],
      }),
    ];
  },
};

/** Two segments; and a network that contains both. */
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
          { server: 'CB3', ip: '10.1.1.13' },
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
        network: '10.1.0.0/16',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.1.13' },
        ],
      },
    ],
  },
};
