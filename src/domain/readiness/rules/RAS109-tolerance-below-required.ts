import { activeBrokers, counted, requiredTolerance, toleranceOf } from '../../model/index.js';
import { moreActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS109',
  slug: 'tolerance-below-required',
  severity: 'error',
  concepts: ['tolerance', 'policy'],
  statement: 'A site can lose as many brokers as you require.',
  why: 'You required it, in the farm file (threshold) or in the policy of the repository (tolerance).',
  statements: ['R2', 'R3'],
  assumptions: ['A4'],
  exemptions: ['Nothing is required unless you say so: the default is 0.'],
  threshold: {
    preset: 0,
    least: 0,
    most: 1000,
    says: 'How many brokers, any of them, each site must be able to lose without standbys.',
    isRequirement: true,
  },
  find(site, farm, threshold) {
    const required = Math.max(threshold, requiredTolerance(farm.policy, site));
    const { withoutStandbys: tolerance } = toleranceOf(site);
    if (tolerance >= required) return [];
    const wanted = activeNeeded(site, required);
    return [
      aboutSite(site, {
        topic: { kind: 'too-few-active', wanted },
        message: `The tolerance is ${counted(tolerance, 'broker')}; required: ${required}`,
        observed: tolerance,
        required,
        remedy: moreActive(farm, site, wanted),
      }),
    ];
  },
};

/** The smallest number of active brokers, at least those of the site, with that tolerance. */
function activeNeeded(site: Parameters<typeof toleranceOf>[0], required: number): number {
  const hasProviders = site.providers.length > 0;
  const needed = hasProviders ? 2 * required + 1 : required + 1;
  return Math.max(needed, activeBrokers(site).length);
}

/** Three brokers where any three may fail; and where any two may. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS109: { threshold: 3 } },
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
  good: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS109: { threshold: 2 } },
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
