import { activeBrokers, command } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { locationsOf } from './locations.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS202',
  slug: 'auto-promotion-off',
  severity: 'info',
  statement: 'Auto-promotion is on if three or more Connection Brokers are active.',
  why: 'While it is off, the processes that only the primary runs stop with it until an administrator promotes another broker. The vendor only describes it as off by default and does not recommend it.',
  statements: ['R14', 'R17', 'R12', 'R19'],
  assumptions: [],
  exemptions: [
    'A site whose active brokers are in different locations: there the vendor wants it off if the links are unreliable (RAS204).',
  ],
  find(site) {
    const active = activeBrokers(site).length;
    if (site.autoPromotion.enabled || active < statements.R12.number) return [];
    if (locationsOf(site).values.length > 1) return [];
    return [
      aboutSite(site, {
        message: `Auto-promotion is off, though ${active} brokers are active`,
        observed: 'off',
        required: 'on, unless the brokers are in different locations over unreliable links',
        remedy: [command`site set ${site.name} --auto-promotion ${`${statements.R16.number}m`}`],
      }),
    ];
  },
  // No fix: whether auto-promotion should be on depends on the links between the brokers.
};

/** Three active brokers with auto-promotion off; and on. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: false },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
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
