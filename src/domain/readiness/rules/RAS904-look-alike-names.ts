import {
  command,
  commandIn,
  type Farm,
  lookOf,
  type Site,
  type SuggestedCommand,
} from '../../model/index.js';
import type { Observation, ReadinessRule, SampleFarms, TargetKind } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS904',
  slug: 'look-alike-names',
  // Two servers may really be called RDS-O1 and RDS-01, so this is not necessarily a mistake.
  severity: 'info',
  statement: 'No two names of the farm look the same.',
  why: 'They are different names, so a command or a preference can use the wrong one unnoticed.',
  statements: [],
  assumptions: [],
  find(site, farm) {
    const others = othersOf(farm);
    // Almost every farm has none.
    if (others.size === 0) return [];
    return namesOf(site).flatMap(({ kind, path, name }): Observation[] => {
      const other = others.get(nameKey(kind, name));
      if (other === undefined) return [];
      return [
        {
          target: { kind, name },
          path,
          message: `The ${kind} ${spelled(name)} looks like ${spelled(other)}, which is a different name`,
          observed: 'two names that look the same',
          required: 'names that look different',
          remedy: [fixOf(farm, site, kind, name)],
        },
      ];
    });
  },
};

/** A digit and a letter that look the same; and two digits. */
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
        agents: [{ name: 'RDS-01' }, { name: 'RDS-O1' }],
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
        agents: [{ name: 'RDS-01' }, { name: 'RDS-02' }],
      },
    ],
  },
};

/** A command to rename it, if possible; else the command to list the objects, because only the user knows the servers. */
function fixOf(farm: Farm, site: Site, kind: TargetKind, name: string): SuggestedCommand {
  const suggest = commandIn(farm, site);
  if (kind === 'site') return command`site rename ${name} NAME`;
  if (kind === 'broker') return suggest`broker set ${name} --server SERVER`;
  if (kind === 'gateway') return suggest`gateway list`;
  return kind === 'provider' ? suggest`provider list` : suggest`agent list`;
}

/** The name, with the code points of non-ASCII characters: the name alone wouldn't show the difference. */
function spelled(name: string): string {
  const others = Array.from(name).filter((letter) => letter > '~');
  if (others.length === 0) return name;
  const codes = [...new Set(others)].map((letter) => codePoint(letter.codePointAt(0) ?? 0));
  return `${name} (with ${codes.join(', ')})`;
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

interface Name {
  kind: TargetKind;
  path: (string | number)[];
  name: string;
}

function namesOf(site: Site): Name[] {
  const { name, brokers, gateways, agents, providers } = site;
  return [
    { kind: 'site', path: [], name },
    ...brokers.map(({ server }, at): Name => ({
      kind: 'broker',
      path: ['brokers', at],
      name: server,
    })),
    ...gateways.map(({ server }, at): Name => ({
      kind: 'gateway',
      path: ['gateways', at],
      name: server,
    })),
    ...agents.map((agent, at): Name => ({ kind: 'agent', path: ['agents', at], name: agent.name })),
    ...providers.map((provider, at): Name => ({
      kind: 'provider',
      path: ['providers', at],
      name: provider.name,
    })),
  ];
}

const known = new WeakMap<Farm, ReadonlyMap<string, string>>();

/**
 * For each name that looks like a name before it in the farm: the first one. Cached per farm: every site needs it, and a
 * farm is never changed in place.
 */
function othersOf(farm: Farm): ReadonlyMap<string, string> {
  const found = known.get(farm);
  if (found !== undefined) return found;
  const others = new Map<string, string>();
  // A map for each space: keys made of both are the larger part of the time in a farm of 100,000 agents.
  const spaces = { site: new Map<string, string>(), server: new Map<string, string>() };
  const compare = (kind: TargetKind, name: string): void => {
    const first = spaces[spaceOf(kind)];
    const look = lookOf(name);
    const other = first.get(look);
    if (other === undefined) first.set(look, name);
    else if (other.toLowerCase() !== name.toLowerCase()) others.set(nameKey(kind, name), other);
  };
  for (const { name, brokers, gateways, agents, providers } of farm.sites) {
    compare('site', name);
    for (const { server } of brokers) compare('broker', server);
    for (const { server } of gateways) compare('gateway', server);
    for (const agent of agents) compare('agent', agent.name);
    for (const provider of providers) compare('provider', provider.name);
  }
  known.set(farm, others);
  return others;
}

function nameKey(kind: TargetKind, name: string): string {
  return `${spaceOf(kind)} ${name}`;
}

/** A server can have several RAS roles at once; names of sites are separate. */
function spaceOf(kind: TargetKind): 'site' | 'server' {
  return kind === 'site' ? 'site' : 'server';
}
