import { command, counted } from '../../model/index.js';
import { locationsOf } from './locations.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS204',
  slug: 'auto-promotion-across-locations',
  severity: 'warning',
  statement: 'Auto-promotion is off if the brokers of a site are in different locations.',
  why: 'The vendor wants it off if the links between them are unreliable: a broker that is only cut off could be mistaken for a failed one.',
  statements: ['R19'],
  assumptions: [],
  exemptions: [
    'Standby and disabled brokers in another location: they are not promoted while they are not active.',
  ],
  find(site) {
    if (!site.autoPromotion.enabled) return [];
    const { key, values } = locationsOf(site);
    if (values.length < 2) return [];
    return [
      aboutSite(site, {
        message: `Auto-promotion is on, and the active brokers are in ${counted(values.length, 'location')}: ${values.join(', ')}`,
        observed: values.length,
        required: `one ${key}, or auto-promotion off if the links are unreliable`,
        remedy: [command`site set ${site.name} --auto-promotion off`],
      }),
    ];
  },
  // No fix: whether auto-promotion should be on depends on the links between the brokers.
};

/** Auto-promotion across two locations; and off. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS202: { off: true, reason: 'the brokers are in different locations' } },
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11', failureDomains: { location: 'Berlin' } },
          { server: 'CB2', ip: '10.1.0.12', failureDomains: { location: 'Leipzig' } },
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { location: 'Potsdam' } },
        ],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS202: { off: true, reason: 'the brokers are in different locations' } },
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: false },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11', failureDomains: { location: 'Berlin' } },
          { server: 'CB2', ip: '10.1.0.12', failureDomains: { location: 'Leipzig' } },
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { location: 'Potsdam' } },
        ],
      },
    ],
  },
};
