import { command } from '../command-line.js';
import { activeBrokers } from '../farm.js';
import { statements } from '../statements.table.js';
import { counted } from '../words.js';
import { aboutSite, moreActive, type ReadinessRule } from './rule.js';

/** Failure domains that name a place: brokers that differ in one of them stand in different locations. */
export const locationKeys: readonly string[] = ['location', 'datacentre', 'datacenter'];

/** RAS2xx: auto-promotion and failback. */
export const promotionRules: readonly ReadinessRule[] = [
  {
    id: 'RAS201',
    slug: 'auto-promotion-ignored',
    severity: 'error',
    statement: 'Auto-promotion is on only where at least three Connection Brokers are active.',
    why: 'With fewer, RAS ignores the setting: nobody is promoted when the primary fails.',
    statements: ['R12'],
    assumptions: [],
    find(site, farm) {
      const active = activeBrokers(site).length;
      if (!site.autoPromotion.enabled || active >= statements.R12.number) return [];
      return [
        aboutSite(site, {
          message: `Auto-promotion is on with ${counted(active, 'active broker')}: RAS ignores it`,
          observed: active,
          required: `${statements.R12.number} or more active`,
          remedy: moreActive(farm, site, statements.R12.number),
        }),
      ];
    },
  },
  {
    id: 'RAS202',
    slug: 'auto-promotion-off',
    severity: 'info',
    statement: 'Auto-promotion is on where three or more Connection Brokers are active.',
    why: 'It is off by default, so a failed primary stays away until somebody promotes another broker by hand.',
    statements: ['R14', 'R17', 'R12'],
    assumptions: [],
    find(site) {
      const active = activeBrokers(site).length;
      if (site.autoPromotion.enabled || active < statements.R12.number) return [];
      return [
        aboutSite(site, {
          message: `Auto-promotion is off, though ${active} brokers are active`,
          observed: 'off',
          required: 'on, unless the brokers stand in different locations',
          remedy: [command`site set ${site.name} --auto-promotion ${`${statements.R16.number}m`}`],
        }),
      ];
    },
  },
  {
    id: 'RAS203',
    slug: 'failback-without-auto-promotion',
    severity: 'warning',
    statement: 'Failback is on only together with auto-promotion.',
    why: 'Without auto-promotion nobody was promoted, so there is nothing to go back from.',
    statements: ['R18'],
    assumptions: [],
    find(site) {
      if (!site.autoPromotion.failback || site.autoPromotion.enabled) return [];
      return [
        aboutSite(site, {
          message: 'Failback is on while auto-promotion is off: it does nothing',
          observed: 'failback on, auto-promotion off',
          required: 'both on, or failback off',
          remedy: [command`site set ${site.name} --no-failback`],
        }),
      ];
    },
  },
  {
    id: 'RAS204',
    slug: 'auto-promotion-across-locations',
    severity: 'warning',
    statement: 'Auto-promotion is off where the brokers of a site stand in different locations.',
    why: 'Over unreliable links a broker that is merely cut off would be taken for a failed one.',
    statements: ['R19'],
    assumptions: [],
    find(site) {
      if (!site.autoPromotion.enabled) return [];
      const key = locationKeys.find((one) => locationsOf(site, one).length > 1);
      if (key === undefined) return [];
      const locations = locationsOf(site, key);
      return [
        aboutSite(site, {
          message: `Auto-promotion is on, and the active brokers stand in ${locations.join(' and ')}`,
          observed: locations.length,
          required: `one ${key}, or auto-promotion off where the links are unreliable`,
          remedy: [command`site set ${site.name} --auto-promotion off`],
        }),
      ];
    },
  },
];

function locationsOf(site: Parameters<typeof activeBrokers>[0], key: string): string[] {
  const values = activeBrokers(site).map((broker) => broker.failureDomains[key]);
  return [...new Set(values.filter((value) => value !== undefined))];
}
