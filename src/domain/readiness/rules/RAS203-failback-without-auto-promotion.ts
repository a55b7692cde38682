import { command } from '../../model/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS203',
  slug: 'failback-without-auto-promotion',
  severity: 'error',
  statement: 'Failback is on only together with auto-promotion.',
  why: 'Without auto-promotion no broker is promoted, so failback has no effect.',
  statements: ['R18'],
  assumptions: ['A19'],
  find(site) {
    if (!site.autoPromotion.failback || site.autoPromotion.enabled) return [];
    return [
      aboutSite(site, {
        message: 'Failback is on while auto-promotion is off: it has no effect',
        observed: 'failback on, auto-promotion off',
        required: 'both on, or failback off',
        remedy: [command`site set ${site.name} --no-failback`],
      }),
    ];
  },
  fix: {
    does: 'turns failback off, which has no effect while auto-promotion is off',
    apply: (farm, isFoundAt) => ({
      ...farm,
      sites: farm.sites.map((site, at) =>
        isFoundAt('sites', at)
          ? { ...site, autoPromotion: { ...site.autoPromotion, failback: false } }
          : site,
      ),
    }),
  },
};

/** Failback without auto-promotion; and neither. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    rules: { RAS202: { off: true, reason: 'we promote manually' } },
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: false, failback: true },
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
    rules: { RAS202: { off: true, reason: 'we promote manually' } },
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: false, failback: false },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
      },
    ],
  },
};
