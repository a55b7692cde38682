import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';
import { site } from './farms.js';

/** Ten pull requests on the thirty farms. */

/** The repository as a change sees it. */
export interface Files {
  /** Changes a farm. */
  edit(path: string, change: (farm: Farm) => Farm): void;
  write(path: string, text: string): void;
  read(path: string): string;
  move(from: string, to: string): void;
}

export interface PullRequest {
  /** What the author says. */
  title: string;
  /** The farm file, as it is called before and after. */
  old: string;
  new: string;
  /** Exit codes of `farm diff --deny …` and `farm check --against main --deny …`. */
  exits: { diff: number; check: number };
  change: (files: Files) => void;
}

const at = (town: string): string => `farms/${town}/farm.json`;

/** A pull request that changes one farm in its place. */
function one(
  town: string,
  request: Omit<PullRequest, 'old' | 'new' | 'change'>,
  change: (farm: Farm) => Farm,
): PullRequest {
  const path = at(town);
  return { ...request, old: path, new: path, change: (files) => files.edit(path, change) };
}

/** The farm with another first site. */
function firstSite(change: (site: Site) => Partial<Site>): (farm: Farm) => Farm {
  return (farm) => ({
    ...farm,
    sites: farm.sites.map((each, index) => (index === 0 ? { ...each, ...change(each) } : each)),
  });
}

/** The site with another broker of that place, from 1. */
function broker(place: number, change: Partial<Broker>): (site: Site) => Partial<Site> {
  return ({ brokers }) => ({
    brokers: brokers.map((each, index) => (index === place - 1 ? { ...each, ...change } : each)),
  });
}

const lost = firstSite(broker(3, { enabled: false, description: 'under repair' }));

export const policy = `{
  "fail-on": "warning",
  "suppress": "180d",
  "rules": {
    "fewer-than-three-active": { "required": true }
  },
  "tolerance": [{ "sites": "*", "tolerance": 1 }]
}
`;

export const pullRequests: Readonly<Record<string, PullRequest>> = {
  harmless: one(
    'berlin',
    { title: 'Describe a broker, and one more session host', exits: { diff: 0, check: 0 } },
    firstSite((each) => ({
      ...broker(2, { description: 'second floor' })(each),
      agents: [
        ...each.agents,
        { name: 'RDS-BER-99', kind: 'rds-host', failureDomains: {}, preferredBroker: null },
      ],
    })),
  ),
  'broker-lost': one(
    'bern',
    { title: 'Remove the fourth broker', exits: { diff: 0, check: 0 } },
    firstSite(({ brokers }) => ({ brokers: brokers.slice(0, 3) })),
  ),
  'tolerance-lost': one(
    'dresden',
    { title: 'Repair a broker', exits: { diff: 1, check: 1 } },
    lost,
  ),
  'gate-off': {
    title: 'Repair a broker, and quiet the checks meanwhile',
    old: at('essen'),
    new: at('essen'),
    exits: { diff: 1, check: 1 },
    change: (files) => {
      files.write('farm.policy.json', '{ "fail-on": "never" }\n');
      files.edit(at('essen'), (farm) => ({
        ...lost(farm),
        rules: {
          'fewer-than-three-active': { off: true, reason: 'only for a week' },
          'even-active-brokers': { off: true, reason: 'only for a week' },
        },
      }));
    },
  },
  'suppression-added': one(
    'graz',
    { title: 'Accept two brokers for now', exits: { diff: 1, check: 1 } },
    (farm) => ({
      ...lost(farm),
      suppressions: [
        ...farm.suppressions,
        { rule: 'RAS102', target: 'Graz', reason: 'repair', expires: '2026-12-15' },
      ],
    }),
  ),
  rename: one(
    'hamburg',
    { title: 'The new naming scheme', exits: { diff: 0, check: 0 } },
    (farm) => ({
      ...firstSite(({ brokers }) => ({
        name: 'Hamburg-Harbour',
        brokers: brokers.map((each, index) => ({ ...each, server: `hhcb${index + 1}.example` })),
      }))(farm),
      suppressions: farm.suppressions.map((each) => ({ ...each, target: 'Hamburg-Harbour' })),
    }),
  ),
  'moved-file': {
    title: 'Kiel belongs to the north',
    old: at('kiel'),
    new: 'farms/north/kiel.farm.json',
    exits: { diff: 0, check: 0 },
    change: (files) => {
      files.move(at('kiel'), 'farms/north/kiel.farm.json');
      files.edit(
        'farms/north/kiel.farm.json',
        firstSite(() => ({ network: '10.16.0.0/16' })),
      );
    },
  },
  'new-site': one(
    'leipzig',
    { title: 'A second site, which starts small', exits: { diff: 1, check: 1 } },
    (farm) => {
      const small = site('Halle', 60, false);
      const brokers = small.brokers.slice(0, 2);
      return { ...farm, sites: [...farm.sites, { ...small, brokers }] };
    },
  ),
  'ras-version': one(
    'dresden',
    { title: 'Upgrade to RAS 21', exits: { diff: 0, check: 0 } },
    (farm) => ({ ...farm, rasVersion: 21 }),
  ),
  'broken-json': {
    title: 'A hand-made change',
    old: at('lyon'),
    new: at('lyon'),
    exits: { diff: 3, check: 3 },
    change: (files) => {
      files.write(at('lyon'), files.read(at('lyon')).replace('"brokers": [', '"brokers": [,'));
    },
  },
};
