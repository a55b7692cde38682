import {
  asTyped,
  bySelection,
  commandIn,
  compressNames,
  type Farm,
  type NextStep,
  primaryOf,
  type Site,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
} from '../../model/index.js';
import type { Observation, ReadinessRule, SampleFarms, TargetKind } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS903',
  slug: 'object-in-two-sites',
  // Two servers of different domains may have the same short name, so this is not necessarily a mistake.
  severity: 'info',
  statement: 'A server or provider is in only one site of the farm.',
  why: 'Each belongs to one site at a time, so one of the two entries is a mistake, unless two servers have the same short name.',
  statements: ['one-site'],
  assumptions: ['A20'],
  exemptions: [
    'The site that comes first in the file: the finding is at the entries in the other sites.',
  ],
  find(site, farm) {
    if (farm.sites.length === 1) return [];
    const places = placesOf(farm);
    // Almost every farm has none.
    if (places.size === 0) return [];
    return listsOf(site).flatMap(({ kind, list, names }) => {
      const elsewhere = new Map<string, string[]>();
      for (const name of names) {
        // The site where it appears first is assumed to be the right one.
        const first = places.get(placeKey(kind, name));
        if (first !== undefined && first !== site.name) {
          const both = elsewhere.get(first);
          if (both === undefined) elsewhere.set(first, [name]);
          else both.push(name);
        }
      }
      return [...elsewhere].map(([other, both]): Observation => {
        const [first = ''] = both;
        const shown = compressNames(both);
        return {
          target: { kind, name: first },
          path: [list, names.indexOf(first)],
          message: `${both.length === 1 ? `The ${kind}` : `The ${kind}s`} ${shown} ${both.length === 1 ? 'is' : 'are'} also in site ${other}`,
          observed: 2,
          required: '1 site',
          remedy: removal(farm, site, kind, both),
        };
      });
    });
  },
};

/** An agent of one name in two sites; and two names. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        licensing: true,
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        agents: [{ name: 'RDS01' }],
      },
      {
        name: 'Paris',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'PB1', ip: '10.2.0.11' },
          { server: 'PB2', ip: '10.2.0.12' },
          { server: 'PB3', ip: '10.2.0.13' },
        ],
        agents: [{ name: 'RDS01' }],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        licensing: true,
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        agents: [{ name: 'RDS01' }],
      },
      {
        name: 'Paris',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'PB1', ip: '10.2.0.11' },
          { server: 'PB2', ip: '10.2.0.12' },
          { server: 'PB3', ip: '10.2.0.13' },
        ],
        agents: [{ name: 'RDS11' }],
      },
    ],
  },
};

interface Names {
  kind: TargetKind;
  list: string;
  names: string[];
}

function listsOf(site: Site): Names[] {
  return [
    { kind: 'broker', list: 'brokers', names: site.brokers.map(({ server }) => server) },
    { kind: 'gateway', list: 'gateways', names: site.gateways.map(({ server }) => server) },
    { kind: 'agent', list: 'agents', names: site.agents.map(({ name }) => name) },
    { kind: 'provider', list: 'providers', names: site.providers.map(({ name }) => name) },
  ];
}

const known = new WeakMap<Farm, Map<string, string>>();

/** The first site of each object that is in several. Cached per farm: every site needs it, and a farm is never changed in place. */
function placesOf(farm: Farm): Map<string, string> {
  const found = known.get(farm);
  if (found !== undefined) return found;
  const firstOfKind = new Map<TargetKind, Map<string, string>>();
  const repeated = new Map<string, string>();
  for (const site of farm.sites) {
    for (const { kind, names } of listsOf(site)) {
      const first = firstOfKind.get(kind) ?? new Map<string, string>();
      firstOfKind.set(kind, first);
      for (const name of names) {
        const key = name.toLowerCase();
        const place = first.get(key);
        if (place === undefined) first.set(key, site.name);
        else if (place !== site.name) repeated.set(placeKey(kind, name), place);
      }
    }
  }
  known.set(farm, repeated);
  return repeated;
}

function placeKey(kind: TargetKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

/** Agents are deleted as one list, all others with one command each; a primary can only be renamed. */
function removal(farm: Farm, site: Site, kind: TargetKind, names: readonly string[]): NextStep[] {
  const suggest = commandIn(farm, site);
  const remove = (name: string): SuggestedCommand =>
    suggestedCommand(`${kind} delete`, { args: [name], site: siteToName(farm, site) });
  const primary = primaryOf(site).server;
  if (kind === 'agent') return bySelection(names, remove);
  return names.map((name) =>
    kind === 'broker' && name === primary
      ? suggest`broker set ${name} --server SERVER`
      : remove(asTyped(name)),
  );
}
