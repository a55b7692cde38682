import { type FailureDomain, failureDomainsOf } from '../../prove/index.js';
import {
  aboutDomain,
  elsewhere,
  figuresOf,
  needsMajority,
  sayDomain,
  servingWithout,
} from './failure-domains.js';
import type { ReadinessRule, SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS601',
  slug: 'domain-holds-majority',
  severity: 'warning',
  concepts: ['failure-domains'],
  statement: 'The loss of one failure domain leaves a majority of the active Connection Brokers.',
  why: 'Without a majority all providers are dropped, and no broker is promoted automatically.',
  statements: ['R5', 'R6', 'R23'],
  assumptions: ['A4', 'A5', 'A6'],
  exemptions: [
    'A site with neither providers nor auto-promotion: nothing in it depends on a majority.',
    'A site with fewer than three active brokers: high availability for VDI is not armed, and RAS ignores auto-promotion, which is what RAS401 and RAS201 report.',
    'A failure domain that contains all brokers that can serve: RAS602 reports it.',
  ],
  find(site, farm) {
    const figures = figuresOf(site);
    if (!needsMajority(site, figures)) return [];
    return failureDomainsOf(site).flatMap((domain) => {
      const left = servingWithout(figures, domain.brokers);
      if (left === 0 || left >= figures.majority) return [];
      return [
        aboutDomain(site, domain, {
          brief: `Without ${sayDomain(domain)} (${sayBrokers(domain)}), there is no majority`,
          message: `${sayDomain(domain)} contains ${sayBrokers(domain)}: without it, ${left} of ${figures.base} brokers serve, but a majority is ${figures.majority}`,
          assumptions: site.autoPromotion.enabled ? ['A4', 'A5', 'A6'] : ['A4', 'A5'],
          observed: left,
          required: `${figures.majority} or more that serve without it`,
          remedy: elsewhere(farm, site, figures, domain, figures.majority),
        }),
      ];
    });
  },
};

/** Two of three brokers on one hypervisor; and one on each. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11', failureDomains: { hypervisor: 'hv1' } },
          { server: 'CB2', ip: '10.1.0.12', failureDomains: { hypervisor: 'hv1' } },
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { hypervisor: 'hv2' } },
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
          { server: 'CB1', ip: '10.1.0.11', failureDomains: { hypervisor: 'hv1' } },
          { server: 'CB2', ip: '10.1.0.12', failureDomains: { hypervisor: 'hv3' } },
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { hypervisor: 'hv2' } },
        ],
      },
    ],
  },
};

function sayBrokers({ brokers }: FailureDomain): string {
  return brokers.map((broker) => broker.server).join(', ');
}
