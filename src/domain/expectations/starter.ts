import { activeBrokers, type Farm, primaryOf, type Site, toleranceOf } from '../model/index.js';
import type { Expectations, Failure, FarmTest } from './expectations.js';
import { findingsOf, readinessRules } from '../readiness/index.js';
import type { Outcome } from '../simulate/index.js';
import { noPrimary } from './after-failure.js';
import { judgeTest } from './judge.js';
import { countScenarios, mostTestScenarios, play } from './scenarios.js';

/** A first test file: what is true of a farm now, so that a change that breaks it is reported. */

/** A test without its name, which render/starter-words.ts makes of the subject. */
export interface StarterTest {
  subject: StarterSubject;
  /** The site it is about, where the farm has several. */
  site: string | null;
  test: Omit<FarmTest, 'name'>;
}

/** What a starter test is about. */
export type StarterSubject =
  /** Nothing fails. */
  | { kind: 'no-failure' }
  /** Any set of so many active brokers is down. */
  | { kind: 'any-down'; brokers: number }
  | { kind: 'primary-down' }
  /** RAS promotes `candidate` once the primary was down for so many minutes. */
  | { kind: 'auto-promotion'; candidate: string; afterMinutes: number }
  | { kind: 'any-split' };

/** Nothing fails. */
export const noFailure: Failure = {
  down: [],
  domains: [],
  groups: [],
  events: [],
  anyDown: 0,
  anySplit: false,
};

/** Tests that pass now, a few for each site. `today`: the day on which suppressions are judged, ISO date. */
export function starterTests(farm: Farm, today: string): StarterTest[] {
  return farm.sites.flatMap((site) => {
    const siteName = farm.sites.length === 1 ? null : site.name;
    return draftsOf(farm, site, today).flatMap(({ subject, when, expect }) => {
      const test = { site: siteName, given: [], when: { ...noFailure, ...when }, expect };
      return kept(farm, { subject, site: siteName, test }, today);
    });
  });
}

interface Draft {
  subject: StarterSubject;
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
  const nothingFails: Draft = {
    subject: { kind: 'no-failure' },
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
  const anyDown: Draft = {
    subject: { kind: 'any-down', brokers: most },
    when: { anyDown: most },
    expect: {
      sessions: true,
      ...served,
      'tolerance-at-least': tolerance.withoutStandbys,
      'tolerance-with-standbys-at-least': tolerance.withStandbys,
    },
  };
  const primaryDown: Draft = {
    subject: { kind: 'primary-down' },
    when: { down: [primary] },
    expect: {
      sessions: alone.sessions,
      ...served,
      primary: noPrimary,
      'processes-stopped-at-most': stoppedIn(alone),
      ...loadShare(alone),
    },
  };
  const anySplit: Draft = {
    subject: { kind: 'any-split' },
    when: { anySplit: true },
    expect: { sessions: true, ...served },
  };
  return [
    nothingFails,
    ...(active > 1 ? [anyDown] : []),
    primaryDown,
    ...promotion(farm, site, alone),
    ...(active > 1 ? [anySplit] : []),
  ];
}

/** What RAS does by itself when the primary stays offline. */
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
      subject: { kind: 'auto-promotion', candidate, afterMinutes: inMinutes },
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

/** The test without the expectations that are not met, so that it passes; nothing where none is left. */
function kept(farm: Farm, starter: StarterTest, today: string): StarterTest[] {
  const { subject, test } = starter;
  const site = farm.sites.find(({ name }) => test.site === null || name === test.site);
  if (site === undefined || countScenarios(site, test.when) > mostTestScenarios) return [];
  const asked = { today, farmFile: '', testFile: '' };
  const judged = judgeTest(farm, { name: subject.kind, ...test }, asked);
  if (!('misses' in judged))
    throw new Error(`a starter test of ${site.name} does not fit its farm`);
  const missed = new Set(judged.misses.map(({ expectation }) => expectation));
  const expect = Object.fromEntries(
    Object.entries(test.expect).filter(([key]) => !missed.has(key as keyof Expectations)),
  ) as Expectations;
  return Object.keys(expect).length === 0 ? [] : [{ ...starter, test: { ...test, expect } }];
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
