import { sameName } from '../model/index.js';
import type { AfterDifference, LostService, ProviderFate } from './difference.js';
import type { Expectations } from './expectations.js';
import { keeps, type Service, type Outcome, type ProviderStanding } from '../simulate/index.js';
import { judgeProcesses } from './processes.js';
import type { Ended } from './scenarios.js';
import { judgeShares } from './shares.js';

/** Expectations of the end of a scenario: each key with its check. */

/** The keys that are checked for every scenario. */
export type AfterKey = keyof typeof afterFailure;

type Judge<V> = (expected: V, ended: Ended) => AfterDifference | null;

/** Checks each expectation at the end of a scenario; null if it is met. */
export const afterFailure = {
  sessions: (expected: boolean, { outcome }) =>
    outcome.sessions === expected
      ? null
      : { kind: 'sessions', expected, got: outcome.sessions, serving: servingIn(outcome) },

  providers: (expected: NonNullable<Expectations['providers']>, { outcome }) =>
    typeof expected === 'string'
      ? allProviders(expected, outcome)
      : namedProviders(expected, outcome),

  primary: (expected: string, { outcome: { primaries, promotion } }) => {
    const none = sameName(expected, noPrimary);
    const [only = ''] = primaries;
    if (none ? primaries.length === 0 : primaries.length === 1 && sameName(only, expected))
      return null;
    return { kind: 'primary', expected: none ? null : expected, got: primaries, promotion };
  },

  serving: (expected: number, { outcome }) => {
    const serving = servingIn(outcome);
    if (serving.length === expected) return null;
    const replacements = replacementsIn(outcome);
    return { kind: 'serving', expected, got: serving.length, serving, replacements };
  },

  'serving-at-least': (expected: number, { outcome }) => {
    const serving = servingIn(outcome);
    if (serving.length >= expected) return null;
    const replacements = replacementsIn(outcome);
    return { kind: 'serving-at-least', expected, got: serving.length, serving, replacements };
  },

  processes: (expected: NonNullable<Expectations['processes']>, { outcome }) =>
    judgeProcesses(expected, outcome),

  'processes-stopped-at-most': (most: number, { outcome }) => {
    const stopped = outcome.processes.filter(({ state }) => state === 'stopped');
    if (stopped.length <= most) return null;
    const processes = stopped.map(({ process, name }) => ({ process, name }));
    return { kind: 'processes-stopped-at-most', expected: most, got: stopped.length, processes };
  },

  'load-share-at-most': (most: number, { outcome }) => {
    const over = outcome.placement.filter(({ share }) => share > most);
    const [worst] = over.toSorted((a, b) => b.share - a.share);
    if (worst === undefined) return null;
    const split = outcome.load.find(({ server }) => server === worst.server);
    const preferring = new Set(split?.pinned);
    const pinned = worst.names.filter((name) => preferring.has(name)).length;
    return {
      kind: 'load-share-at-most',
      expected: most,
      got: over.map(({ server, share }) => ({ server, share })),
      highest: { server: worst.server, agents: worst.names, pinned },
    };
  },

  'load-share': (expected: NonNullable<Expectations['load-share']>, { outcome }) =>
    judgeShares(expected, outcome),

  'never-two-primaries': (_: true, { moments }) => {
    const moment = moments.find(({ outcome }) => outcome.primaries.length > 1);
    if (moment === undefined) return null;
    return { kind: 'never-two-primaries', at: moment.at, primaries: moment.outcome.primaries };
  },

  throughout: (expected: NonNullable<Expectations['throughout']>, { moments }) => {
    const got = expected.flatMap((service): LostService[] => {
      const moment = moments.find(({ outcome }) => !keeps(service, outcome));
      return moment === undefined ? [] : [lostIn(service, moment.at, moment.outcome)];
    });
    return got.length === 0 ? null : { kind: 'throughout', expected, got };
  },

  'stopped-for-at-most': (most: number, { timeline, moments }) => {
    const over = (timeline?.totals.processes ?? []).filter(({ stopped }) => stopped > most);
    if (over.length === 0) return null;
    const away = moments.find(({ outcome }) => outcome.promotion.state !== 'none');
    return {
      kind: 'stopped-for-at-most',
      expected: most,
      got: Math.max(...over.map(({ stopped }) => stopped)),
      processes: over.map(({ process, name, stopped: minutes }) => ({ process, name, minutes })),
      promotion: away?.outcome.promotion ?? null,
    };
  },
} as const satisfies { [K in keyof Expectations]: Judge<NonNullable<Expectations[K]>> };

function lostIn(service: Service, at: number, outcome: Outcome): LostService {
  if (service === 'sessions') return { service, at };
  if (service === 'primary') {
    const { primaries, promotion } = outcome;
    return { service, at, primaries, promotion };
  }
  return { service, at, providers: abandoned(outcome), majority: outcome.majority };
}

function abandoned({ providers }: Outcome): ProviderStanding[] {
  return providers.filter(({ servedBy }) => servedBy === null);
}

/** The word for a site in which no broker acts as the primary. */
export const noPrimary = 'none';

/** The words for a provider, in the place of a broker's name. */
const servedWord = 'served';
const abandonedWord = 'abandoned';

function allProviders(expected: 'served' | 'abandoned', outcome: Outcome): AfterDifference | null {
  const lost = abandoned(outcome);
  const { providers, majority } = outcome;
  if (expected === servedWord) {
    return lost.length === 0 ? null : { kind: 'providers-served', abandoned: lost, majority };
  }
  if (providers.length > 0 && lost.length === providers.length) return null;
  const served = providers.filter(({ servedBy }) => servedBy !== null);
  return { kind: 'providers-abandoned', served, majority };
}

function namedProviders(
  expected: Readonly<Record<string, string>>,
  { providers, majority }: Outcome,
): AfterDifference | null {
  const wrong = Object.entries(expected).flatMap(([name, wanted]) => {
    const got = providers.find(({ provider }) => sameName(provider, name));
    if (got === undefined) throw new Error(`no standing of provider ${name}`);
    return isAsWanted(wanted, got) ? [] : [{ expected: fateOf(wanted), got }];
  });
  return wrong.length === 0 ? null : { kind: 'providers-by-name', wrong, majority };
}

function fateOf(wanted: string): ProviderFate {
  if (sameName(wanted, servedWord)) return { state: 'served', by: null };
  if (sameName(wanted, abandonedWord)) return { state: 'abandoned' };
  return { state: 'served', by: wanted };
}

/** Whether the text is one of the words that may replace a broker. */
export function isWord(text: string): boolean {
  return sameName(text, servedWord) || sameName(text, abandonedWord);
}

function isAsWanted(wanted: string, { servedBy }: ProviderStanding): boolean {
  if (sameName(wanted, servedWord)) return servedBy !== null;
  if (sameName(wanted, abandonedWord)) return servedBy === null;
  return servedBy !== null && sameName(servedBy, wanted);
}

function replacementsIn({ brokers }: Outcome): { standby: string; broker: string }[] {
  return brokers.flatMap(({ server, inPlaceOf }) =>
    inPlaceOf === null ? [] : [{ standby: server, broker: inPlaceOf }],
  );
}

function servingIn({ brokers }: Outcome): string[] {
  return brokers.filter(({ serves }) => serves).map(({ server }) => server);
}
