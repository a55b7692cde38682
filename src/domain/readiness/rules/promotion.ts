import { command, activeBrokers, type Site, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { aboutSite, type ReadinessRule } from './rule.js';
import { moreActive } from '../../edits/index.js';

/** Failure domains that name a place: brokers that differ in one of them stand in different locations. */
export const locationKeys: readonly string[] = ['location', 'datacentre', 'datacenter'];

/** Whether a failure domain of this key names a place; keys are compared without regard to case. */
export function isLocationKey(key: string): boolean {
  return locationKeys.includes(key.toLowerCase());
}

/** RAS2xx: auto-promotion and failback. */
export const promotionRules: readonly ReadinessRule[] = [
  {
    id: 'RAS201',
    slug: 'auto-promotion-ignored',
    severity: 'error',
    statement: 'Auto-promotion is on only where at least three Connection Brokers are active.',
    why: 'With fewer, RAS ignores the setting: nobody is promoted when the primary fails.',
    statements: ['R12', 'R13'],
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
    why: 'While it is off, what only the primary runs stops with it until somebody promotes another broker by hand. The vendor only describes it as off by default and does not recommend it.',
    statements: ['R14', 'R17', 'R12', 'R19'],
    assumptions: [],
    exemptions: [
      'A site whose active brokers are in different locations: there the vendor wants it off where the links are unreliable (RAS204).',
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
  },
  {
    id: 'RAS203',
    slug: 'failback-without-auto-promotion',
    severity: 'error',
    statement: 'Failback is on only together with auto-promotion.',
    why: 'Without auto-promotion nobody was promoted, so there is nothing to go back from.',
    statements: ['R18'],
    assumptions: ['A19'],
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
    statement: 'Auto-promotion is off where the brokers of a site are in different locations.',
    why: 'The vendor wants it off where the links between them are unreliable: a broker that is merely cut off could be taken for a failed one.',
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
          required: `one ${key}, or auto-promotion off where the links are unreliable`,
          remedy: [command`site set ${site.name} --auto-promotion off`],
        }),
      ];
    },
  },
];

/**
 * The locations of the active brokers by the kind of location that tells most of them apart, as first spelt; keys and
 * values are compared without regard to case.
 */
function locationsOf(site: Site): { key: string; values: string[] } {
  const byKey = new Map<string, { key: string; values: Map<string, string> }>();
  for (const { failureDomains } of activeBrokers(site)) {
    for (const [key, value] of Object.entries(failureDomains)) {
      if (!isLocationKey(key)) continue;
      const id = key.toLowerCase();
      const found = byKey.get(id) ?? { key, values: new Map<string, string>() };
      byKey.set(id, found);
      if (!found.values.has(value.toLowerCase())) found.values.set(value.toLowerCase(), value);
    }
  }
  const [most] = [...byKey.values()].toSorted((a, b) => b.values.size - a.values.size);
  return { key: most?.key ?? 'location', values: [...(most?.values.values() ?? [])] };
}
