import { commandIn, activeBrokers, prefers, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { aboutSite, type ReadinessRule } from './rule.js';
import { moreActive } from '../../edits/index.js';

/** RAS4xx: providers and high availability for VDI. */
export const providerRules: readonly ReadinessRule[] = [
  {
    id: 'RAS401',
    slug: 'providers-without-high-availability',
    severity: 'warning',
    statement: 'A site with providers has at least three active Connection Brokers.',
    why: 'With fewer there is no high availability for VDI; we assume that a provider is then lost together with its broker.',
    statements: ['R2', 'R3', 'R8'],
    assumptions: ['A16'],
    find(site, farm) {
      const active = activeBrokers(site).length;
      if (site.providers.length === 0 || active >= statements.R2.number) return [];
      return [
        aboutSite(site, {
          message: `The site has ${counted(site.providers.length, 'provider')} and ${counted(active, 'active broker')}: no high availability for VDI`,
          observed: active,
          required: `${statements.R2.number} or more active`,
          remedy: moreActive(farm, site, statements.R2.number),
        }),
      ];
    },
  },
  {
    id: 'RAS402',
    slug: 'providers-prefer-one-broker',
    severity: 'info',
    statement: 'The providers of a site do not all prefer the same broker.',
    why: 'We assume that this broker then does the work for all of them, and that its failure affects all of them at once.',
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
            .map(({ name }) => commandIn(farm, site)`provider preferred-broker ${name} automatic`),
        }),
      ];
    },
  },
];
