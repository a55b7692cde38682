import {
  printDuration,
  activeBrokers,
  type Farm,
  primaryOf,
  type Site,
  toleranceOf,
} from '../model/index.js';
import type { Expectations, Failure, FarmTest } from './expectations.js';
import { findingsOf, readinessRules } from '../readiness/index.js';
import type { Outcome } from '../simulate/index.js';
import { noPrimary } from './after-failure.js';
import { judgeTest } from './judge.js';
import { countScenarios, mostTestScenarios, play } from './scenarios.js';

/** A first test file: what is true of a farm as it stands, so that a change that breaks it is reported. */

/** A test, and why one would want it. */
export interface StarterTest {
  comment: string;
  test: FarmTest;
}

/** Nothing fails. */
export const noFailure: Failure = { down: [], groups: [], events: [], anyDown: 0, anySplit: false };

/** Tests that pass now, a few for each site. `today`: the day on which suppressions are judged, ISO date. */
export function starterTests(farm: Farm, today: string): StarterTest[] {
  return farm.sites.flatMap((site) => {
    const named =
      farm.sites.length === 1 ? (what: string) => what : (what: string) => `${site.name}: ${what}`;
    const siteName = farm.sites.length === 1 ? null : site.name;
    return draftsOf(farm, site, today).flatMap(({ comment, what, when, expect }) => {
      const test = {
        name: named(what),
        site: siteName,
        given: [],
        when: { ...noFailure, ...when },
        expect,
      };
      return kept(farm, test, comment, today);
    });
  });
}

interface Draft {
  comment: string;
  what: string;
  when: Partial<Failure>;
  expect: Expectations;
}

function draftsOf(farm: Farm, site: Site, today: string): Draft[] {
  const active = activeBrokers(site).length;
  const tolerance = toleranceOf(site);
  const most = Math.max(1, tolerance.withoutStandbys);
  const primary = primaryOf(site).server;
  const now = outcomeAfter(farm, site, {});
  const alone = outcomeAfter(farm, site, { down: [primary] });
  const served: Expectations = site.providers.length === 0 ? {} : { providers: 'served' };
  const asItStands: Draft = {
    comment: 'Nothing fails: what the site has, and the rules that find nothing in it.',
    what: 'as it stands',
    when: {},
    expect: {
      sessions: true,
      ...served,
      primary,
      active,
      ...loadShare(now),
      'findings-absent': rulesWithoutFinding(farm, site, today),
    },
  };
  const toFail: Draft = {
    comment: 'How many brokers the site can lose, any of them: for repairs, updates and failures.',
    what: most === 1 ? 'any one active broker may fail' : `any ${most} active brokers may fail`,
    when: { anyDown: most },
    expect: {
      sessions: true,
      ...served,
      'tolerance-at-least': tolerance.withoutStandbys,
      'tolerance-with-standbys-at-least': tolerance.withStandbys,
    },
  };
  const primaryFails: Draft = {
    comment: "The primary's own processes stop until another broker is promoted.",
    what: 'the primary fails',
    when: { down: [primary] },
    expect: {
      sessions: alone.sessions,
      ...served,
      primary: noPrimary,
      'processes-stopped-at-most': stoppedIn(alone),
      ...loadShare(alone),
    },
  };
  const split: Draft = {
    comment: 'The network splits: without a majority on one side, providers are abandoned.',
    what: 'any network split in two',
    when: { anySplit: true },
    expect: { sessions: true, ...served },
  };
  return [
    asItStands,
    ...(active > 1 ? [toFail] : []),
    primaryFails,
    ...promotion(farm, site, alone),
    ...(active > 1 ? [split] : []),
  ];
}

/** What RAS does by itself when the primary stays away. */
function promotion(
  farm: Farm,
  site: Site,
  { promotion: { state, candidate, inMinutes } }: Outcome,
): Draft[] {
  if (state !== 'due' || candidate === null || inMinutes === null) return [];
  const primary = primaryOf(site).server;
  const events = [
    { kind: 'down', brokers: [primary] },
    { kind: 'after', minutes: inMinutes },
  ] as const satisfies Failure['events'];
  const after = outcomeAfter(farm, site, { events });
  return [
    {
      comment: `Auto-promotion makes ${candidate} the primary after ${printDuration(inMinutes)}; until then its processes are stopped.`,
      what: 'auto-promotion replaces the primary',
      when: { events },
      expect: {
        primary: candidate,
        'processes-stopped-at-most': stoppedIn(after),
        'stopped-for-at-most': inMinutes,
        throughout: ['sessions', ...(site.providers.length === 0 ? [] : (['providers'] as const))],
      },
    },
  ];
}

/** The test without what does not hold, so that it passes; nothing where too little is left of it. */
function kept(farm: Farm, test: FarmTest, comment: string, today: string): StarterTest[] {
  const site = farm.sites.find(({ name }) => test.site === null || name === test.site);
  if (site === undefined || countScenarios(site, test.when) > mostTestScenarios) return [];
  const judged = judgeTest(farm, test, { today, farmFile: '', testFile: '' });
  if (!('misses' in judged))
    throw new Error(`a starter test of ${site.name} does not fit its farm`);
  const missed = new Set(judged.misses.map(({ expectation }) => expectation));
  const expect = Object.fromEntries(
    Object.entries(test.expect).filter(([key]) => !missed.has(key as keyof Expectations)),
  ) as Expectations;
  return Object.keys(expect).length === 0 ? [] : [{ comment, test: { ...test, expect } }];
}

function outcomeAfter(farm: Farm, site: Site, failure: Partial<Failure>): Outcome {
  return play(farm, site, { ...noFailure, ...failure }).outcome;
}

function stoppedIn({ processes }: Outcome): number {
  return processes.filter(({ state }) => state === 'stopped').length;
}

/** The largest share that a broker takes, rounded up; nothing where the site has no agents. */
function loadShare({ load }: Outcome): Pick<Expectations, 'load-share-at-most'> {
  const most = Math.max(0, ...load.map(({ share }) => share));
  return most === 0 ? {} : { 'load-share-at-most': Math.ceil(most) };
}

/** Slugs of the rules that are errors or warnings by themselves and find nothing here, not even what is suppressed. */
function rulesWithoutFinding(farm: Farm, site: Site, today: string): string[] {
  const found = new Set(findingsOf(farm, { today, site: site.name }).map(({ rule }) => rule));
  return readinessRules
    .filter(({ id, severity }) => severity !== 'info' && !found.has(id))
    .map(({ slug }) => slug);
}
