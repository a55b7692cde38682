import { counted } from '../../model/index.js';
import { type FailureDomain, failureDomainsOf } from '../../prove/index.js';
import { aboutDomain, elsewhere, figuresOf, needsMajority, sayDomain } from './failure-domains.js';
import { isLocationKey, locationKeys } from './locations.js';
import type { ReadinessRule, SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS602',
  slug: 'domain-holds-all',
  severity: 'warning',
  statement: 'No failure domain contains all the Connection Brokers of a site that can serve.',
  why: 'Brokers that fail together are not redundant (N+1): if that domain fails, all new sessions stop.',
  statements: ['R1', 'R19', 'R31'],
  assumptions: ['A5', 'A23'],
  exemptions: [
    `Domains named ${locationKeys.join(', ')}: the vendor wants the brokers of a site in one network segment, so one location for the whole site is normal. RAS204 looks at brokers in several locations.`,
    'A site with one broker that can serve: RAS101 reports it.',
  ],
  find(site, farm) {
    const figures = figuresOf(site);
    const members = figures.base + figures.standbys;
    // RAS101 reports a single broker.
    if (members < 2) return [];
    return failureDomainsOf(site)
      .filter((domain) => domain.brokers.length === members)
      .filter((domain) => !isWholeSite(domain))
      .map((domain) =>
        aboutDomain(site, domain, {
          message: `${sayDomain(domain)} contains all ${counted(domain.brokers.length, 'broker')} that can serve`,
          observed: domain.brokers.length,
          required: 'at least one broker elsewhere',
          remedy: elsewhere(
            farm,
            site,
            figures,
            domain,
            needsMajority(site, figures) ? figures.majority : 1,
          ),
        }),
      );
  },
};

/** All brokers on one hypervisor; and one on each. */
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
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { hypervisor: 'hv1' } },
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
          { server: 'CB2', ip: '10.1.0.12', failureDomains: { hypervisor: 'hv2' } },
          { server: 'CB3', ip: '10.1.0.13', failureDomains: { hypervisor: 'hv3' } },
        ],
      },
    ],
  },
};

/** A site is usually in one location: that this location contains all its brokers is not a finding. */
function isWholeSite(domain: FailureDomain): boolean {
  return isLocationKey(domain.key);
}
