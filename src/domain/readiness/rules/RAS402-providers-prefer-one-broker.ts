import { asTyped, commandIn, prefers } from '../../model/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS402',
  slug: 'providers-prefer-one-broker',
  severity: 'info',
  statement: 'The providers of a site do not all prefer the same broker.',
  why: 'This broker is then assumed to do the work for all of them, and its failure affects all of them at once.',
  statements: ['R32', 'R33'],
  assumptions: ['A24'],
  exemptions: ['A site with one provider: there is nothing to spread.'],
  find(site, farm) {
    const [first] = site.providers;
    const preferred = first?.preferredBroker ?? null;
    if (preferred === null || site.providers.length < 2) return [];
    if (!site.providers.every((provider) => prefers(provider, preferred))) return [];
    return [
      aboutSite(site, {
        message: `All ${site.providers.length} providers prefer ${preferred}`,
        observed: '1 broker',
        required: 'several brokers, or Automatic',
        remedy: site.providers
          .slice(1)
          .map(
            ({ name }) =>
              commandIn(farm, site)`provider preferred-broker ${asTyped(name)} automatic`,
          ),
      }),
    ];
  },
  // No fix: the preferred broker was chosen on purpose.
};

/** Two providers that prefer the same broker; and one of them Automatic. */
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
        ],
        providers: [
          { name: 'VC1', type: 'VMwarevCenter', preferredBroker: 'CB2' },
          { name: 'VC2', type: 'VMwarevCenter', preferredBroker: 'CB2' },
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
        providers: [
          { name: 'VC1', type: 'VMwarevCenter', preferredBroker: 'CB2' },
          { name: 'VC2', type: 'VMwarevCenter' },
        ],
      },
    ],
  },
};
