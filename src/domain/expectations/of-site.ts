import type { AssumptionId } from '../facts/index.js';
import {
  commandIn,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  activeBrokers,
  type Farm,
  sameName,
  type Site,
  standbyBrokers,
  stateOf,
  isVdiArmed,
  majorityOf,
  toleranceOf,
  nameList,
} from '../model/index.js';
import { type ExpectationKey, type Expectations, type Miss } from './expectations.js';
import { type Finding, findingsOf, findRule } from '../readiness/index.js';
import { printEvent, homesOf } from '../simulate/index.js';
import type { AfterKey } from './after-failure.js';
import type { SiteDifference } from './difference.js';
import { majorityIn } from './majority-in-domain.js';

/** Expectations of the site as given, before any failure: each key with its check. */

/** What differs from what was expected, and what shows it. */
export interface SiteMiss extends Pick<Miss, 'counterexample' | 'assumptions'> {
  difference: SiteDifference;
  /** The command that shows it, without the farm file. */
  command: SuggestedCommand;
}

/** The keys that are checked once, for the site as given. */
export type SiteKey = Exclude<ExpectationKey, AfterKey | 'at' | 'refused'>;

type Judge<V> = (expected: V, farm: Farm, site: Site, today: string) => SiteMiss | null;

/** Checks each expectation of the site as given; null if it is met. */
export const ofSite: { [K in SiteKey]: Judge<NonNullable<Expectations[K]>> } = {
  active: (expected, farm, site) => {
    const active = activeBrokers(site);
    if (active.length === expected) return null;
    const others = site.brokers.filter((broker) => !active.includes(broker));
    return {
      difference: {
        kind: 'active',
        expected,
        got: active.length,
        active: active.map(({ server }) => server),
        others: others.map((broker) => ({ server: broker.server, state: stateOf(broker) })),
      },
      counterexample: null,
      command: commandIn(farm, site)`broker list`,
      assumptions: [],
    };
  },

  'tolerance-at-least': (expected, farm, site) => tolerance(expected, farm, site, false),
  'tolerance-with-standbys-at-least': (expected, farm, site) =>
    tolerance(expected, farm, site, true),

  'findings-absent': (rules, farm, site, today) => {
    const ids = idsOf(rules);
    const found = foundIn(farm, site, ids, today).filter(({ suppressed }) => suppressed === null);
    const [first] = found;
    if (first === undefined) return null;
    const asked = [...new Set(found.map(({ rule }) => rule))];
    return {
      difference: {
        kind: 'findings-absent',
        expected: [...new Set(ids)],
        got: found.map(({ rule, slug, message }) => ({ rule, slug, message })),
      },
      counterexample: null,
      command: suggestedCommand('check', {
        options: asked.map((rule) => ['--rule', rule]),
        site: siteToName(farm, site),
      }),
      assumptions: [...new Set(found.flatMap(({ assumptions }) => assumptions))],
    };
  },

  'findings-present': (rules, farm, site, today) => {
    const ids = [...new Set(idsOf(rules))];
    const found = foundIn(farm, site, ids, today);
    const missing = ids.filter(
      (id) => !found.some(({ rule, suppressed }) => rule === id && suppressed === null),
    );
    if (missing.length === 0) return null;
    return {
      difference: {
        kind: 'findings-present',
        expected: ids,
        missing: missing.map((id) => ({
          rule: id,
          slug: findRule(id)?.slug ?? '',
          suppressed: found.some(({ rule }) => rule === id),
          off: isOff(farm, id),
        })),
      },
      counterexample: null,
      command: suggestedCommand('check', {
        options: missing.map((rule) => ['--rule', rule]),
        site: siteToName(farm, site),
      }),
      assumptions: [],
    };
  },

  'no-majority-in': (keys, farm, site) => {
    const difference = majorityIn(site, keys);
    if (difference === null) return null;
    const command = commandIn(farm, site)`broker list`;
    return { difference, counterexample: null, command, assumptions: ['A4'] };
  },
};

function idsOf(rules: readonly string[]): string[] {
  return rules.flatMap((name) => findRule(name)?.id ?? []);
}

/** The findings of some rules in a site or about the whole farm, suppressed ones too. */
function foundIn(farm: Farm, site: Site, ids: readonly string[], today: string): Finding[] {
  return findingsOf(farm, { today }).filter(
    ({ rule, site: of }) => ids.includes(rule) && (of === null || sameName(of, site.name)),
  );
}

/** Whether the farm file switches a rule off. */
function isOff(farm: Farm, id: string): boolean {
  return Object.entries(farm.rules).some(
    ([name, { off }]) => off === true && findRule(name)?.id === id,
  );
}

function tolerance(
  expected: number,
  farm: Farm,
  site: Site,
  withStandbys: boolean,
): SiteMiss | null {
  const figure = toleranceOf(site)[withStandbys ? 'withStandbys' : 'withoutStandbys'];
  if (figure >= expected) return null;
  const down = breakingSet(site, { withStandbys });
  const base = activeBrokers(site).length;
  const needs =
    site.providers.length === 0 ? 'one-broker' : isVdiArmed(base) ? 'majority' : 'every-home';
  const assumptions: AssumptionId[] = withStandbys ? ['A4', 'A5'] : ['A4'];
  return {
    difference: {
      kind: 'tolerance',
      expected,
      got: figure,
      active: base,
      standbys: withStandbys ? standbyBrokers(site).length : null,
      needs,
      majority: majorityOf(base),
    },
    counterexample: printEvent({ kind: 'down', brokers: down }),
    command: commandIn(farm, site)`simulate --down ${nameList(down)}`,
    assumptions,
  };
}

/**
 * A set of brokers, one more than the tolerance, that stops a service. Without standbys it includes them too: a standby
 * that is down replaces no broker.
 */
export function breakingSet(site: Site, { withStandbys }: { withStandbys: boolean }): string[] {
  const active = activeBrokers(site).map(({ server }) => server);
  const standbys = standbyBrokers(site).map(({ server }) => server);
  const { withoutStandbys: without, withStandbys: including } = toleranceOf(site);
  const [home] = homesOf(site).values();
  const alone = site.providers.length > 0 && !isVdiArmed(active.length) && home !== undefined;
  const inOrder = alone ? [home] : active;
  if (withStandbys) return alone ? inOrder : [...active, ...standbys].slice(0, including + 1);
  return [...inOrder.slice(0, without + 1), ...standbys];
}
