import { activeBrokers, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { moreActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS401',
  slug: 'providers-without-high-availability',
  severity: 'warning',
  statement: 'A site with providers has at least three active Connection Brokers.',
  why: 'With fewer there is no high availability for VDI; a provider is then assumed to be lost together with its broker.',
  statements: ['R2', 'R3', 'R8'],
  assumptions: ['A16'],
  find(site, farm) {
    const active = activeBrokers(site).length;
    if (site.providers.length === 0 || active >= statements.R2.number) return [];
    const wanted = statements.R2.number;
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        message: `The site has ${counted(site.providers.length, 'provider')} and ${counted(active, 'active broker')}: no high availability for VDI`,
        observed: active,
        required: `${statements.R2.number} or more active`,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** A provider with two active brokers; and with three. */
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
        providers: [{ name: 'VC1', type: 'VMwarevCenter' }],
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
        providers: [{ name: 'VC1', type: 'VMwarevCenter' }],
      },
    ],
  },
  // Two active brokers are also fewer than three, and an even number.
  alsoFires: ['RAS102', 'RAS104'],
};
