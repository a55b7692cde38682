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
  counted,
} from '../model/index.js';
import { type ExpectationKey, type Expectations, type Miss } from './expectations.js';
import { findingsOf, findRule } from '../readiness/index.js';
import { printEvent, homesOf } from '../simulate/index.js';
import type { AfterKey, Difference } from './after-failure.js';

/** What can be expected of the site as the test gives it, whatever fails then: each key with how it is judged. */

/** What was expected and came not, and what shows it. */
export type SiteDifference = Difference &
  Pick<Miss, 'counterexample' | 'assumptions'> & {
    /** The command that shows it, without the farm file. */
    command: SuggestedCommand;
  };

/** The keys that are judged once, of the site as given. */
export type SiteKey = Exclude<ExpectationKey, AfterKey>;

type Judge<V> = (expected: V, farm: Farm, site: Site, today: string) => SiteDifference | null;

/** How each expectation of the site as given is judged; null where it is met. */
export const ofSite: { [K in SiteKey]: Judge<NonNullable<Expectations[K]>> } = {
  active: (expected, farm, site) => {
    const active = activeBrokers(site);
    if (active.length === expected) return null;
    const others = site.brokers.filter((broker) => !active.includes(broker));
    const idle = others.map((broker) => `${broker.server} is ${sayIdle(stateOf(broker))}`);
    return {
      expected: counted(expected, 'active broker'),
      got: counted(active.length, 'active broker'),
      why: [`active: ${active.map(({ server }) => server).join(', ')}`, ...idle].join('; '),
      counterexample: null,
      command: commandIn(farm, site)`broker list`,
      assumptions: [],
    };
  },

  'tolerance-at-least': (expected, farm, site) => tolerance(expected, farm, site, false),
  'tolerance-with-standbys-at-least': (expected, farm, site) =>
    tolerance(expected, farm, site, true),

  'findings-absent': (rules, farm, site, today) => {
    const ids: (string | undefined)[] = rules.map((name) => findRule(name)?.id);
    const found = findingsOf(farm, { today }).filter(
      (finding) =>
        finding.suppressed === null &&
        ids.includes(finding.rule) &&
        (finding.site === null || sameName(finding.site, site.name)),
    );
    const [first] = found;
    if (first === undefined) return null;
    const named = [...new Set(found.map(({ rule, slug }) => `${rule} ${slug}`))];
    const asked = [...new Set(found.map(({ rule }) => rule))];
    return {
      expected: `no finding of ${[...new Set(ids)].join(', ')}`,
      got: `${counted(found.length, 'finding')} of ${named.join(', ')}`,
      why: found.map(({ message }) => message).join('. '),
      counterexample: null,
      command: suggestedCommand('check', {
        options: asked.map((rule) => ['--rule', rule]),
        site: siteToName(farm, site),
      }),
      assumptions: [...new Set(found.flatMap(({ assumptions }) => assumptions))],
    };
  },
};

function tolerance(
  expected: number,
  farm: Farm,
  site: Site,
  withStandbys: boolean,
): SiteDifference | null {
  const figure = toleranceOf(site)[withStandbys ? 'withStandbys' : 'withoutStandbys'];
  if (figure >= expected) return null;
  const down = breakingSet(site, { withStandbys });
  const base = activeBrokers(site).length;
  const armed = isVdiArmed(base);
  const standbys = withStandbys ? ` and ${counted(standbyBrokers(site).length, 'standby')}` : '';
  const rule =
    site.providers.length === 0
      ? 'sessions need one broker that serves'
      : armed
        ? `a majority is ${majorityOf(base)} of ${base}`
        : 'there is no high availability for VDI, so a provider goes with its broker';
  const assumptions: AssumptionId[] = withStandbys ? ['A4', 'A5'] : ['A4'];
  return {
    expected: `${counted(expected, 'broker')} may fail${withStandbys ? ', standbys counted' : ''}`,
    got: `${figure === 0 ? 'no broker' : counted(figure, 'broker')} may fail`,
    why: `${counted(base, 'active broker')}${standbys}; ${rule}`,
    counterexample: printEvent({ kind: 'down', brokers: down }),
    command: commandIn(farm, site)`simulate --down ${down.join(',')}`,
    assumptions,
  };
}

/**
 * A set of brokers, one more than the tolerance, that takes a service away. Without standbys they are among it too: a
 * standby that is down steps in for nobody.
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

function sayIdle(state: string): string {
  return state === 'standby' ? 'in standby' : state;
}
