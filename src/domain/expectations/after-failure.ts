import { printDuration, sameName, compressNames, listed, counted } from '../model/index.js';
import type { Expectations } from './expectations.js';
import {
  keeps,
  type Service,
  processes,
  sayMajority,
  sayPrimaries,
  abandonedIn,
  type Outcome,
  type ProviderStanding,
} from '../simulate/index.js';
import type { Ended } from './scenarios.js';

/** What can be expected of the end of a scenario: each key with how it is judged. */

/** What was expected and what came instead. */
export interface Difference {
  expected: string;
  got: string;
  why: string;
}

/** The keys that are judged of every scenario. */
export type AfterKey = keyof typeof afterFailure;

type Judge<V> = (expected: V, ended: Ended) => Difference | null;

/** How each expectation is judged by how a scenario ended; null where it is met. */
export const afterFailure = {
  sessions: (expected: boolean, { outcome }) => {
    if (outcome.sessions === expected) return null;
    const serving = servingIn(outcome);
    return {
      expected: expected ? 'sessions are brokered' : 'no session is brokered',
      got: outcome.sessions ? 'sessions are brokered' : 'no session is brokered',
      why:
        serving.length === 0
          ? 'no broker serves'
          : `${listed(serving)} ${verb(serving, 'serves', 'serve')}`,
    };
  },

  providers: (expected: NonNullable<Expectations['providers']>, { outcome }) =>
    typeof expected === 'string'
      ? allProviders(expected, outcome)
      : namedProviders(expected, outcome),

  primary: (expected: string, { outcome }) => {
    const { primaries, promotion } = outcome;
    const none = sameName(expected, noPrimary);
    const [only = ''] = primaries;
    if (none ? primaries.length === 0 : primaries.length === 1 && sameName(only, expected))
      return null;
    return {
      expected: none ? 'no broker works as the primary' : `${expected} works as the primary`,
      got: primaries.length === 0 ? 'no broker works as the primary' : sayPrimaries(primaries),
      why: primaries.length > 1 ? promotedOver : promotion.says,
    };
  },

  serving: (expected: number, { outcome }) => {
    const serving = servingIn(outcome);
    if (serving.length === expected) return null;
    const stoodIn = outcome.brokers.filter(({ inPlaceOf }) => inPlaceOf !== null);
    const who =
      serving.length === 0
        ? 'no broker serves'
        : `${listed(serving)} ${verb(serving, 'serves', 'serve')}`;
    return {
      expected: `${counted(expected, 'broker')} ${expected === 1 ? 'serves' : 'serve'}`,
      got: `${counted(serving.length, 'broker')} ${verb(serving, 'serves', 'serve')}`,
      why: [who, ...stoodIn.map(({ server, inPlaceOf }) => `${server} for ${inPlaceOf}`)].join(
        ', ',
      ),
    };
  },

  'processes-stopped-at-most': (most: number, { outcome }) => {
    const stopped = outcome.processes.filter(({ state }) => state === 'stopped');
    if (stopped.length <= most) return null;
    return {
      expected: `at most ${processes(most)} stopped`,
      got: `${processes(stopped.length)} stopped`,
      why: `nobody runs: ${stopped.map(({ name }) => name).join(', ')}`,
    };
  },

  'load-share-at-most': (most: number, { outcome }) => {
    const over = outcome.placement.filter(({ share }) => share > most);
    const [worst] = over.toSorted((a, b) => b.share - a.share);
    if (worst === undefined) return null;
    const split = outcome.load.find(({ server }) => server === worst.server);
    const preferring = new Set(split?.pinned);
    const pinned = worst.names.filter((name) => preferring.has(name)).length;
    const prefer = pinned === 0 ? '' : `, ${pinned} of them pinned`;
    return {
      expected: `no broker takes more than ${most}% of the agents`,
      got: over.map(({ server, share }) => `${server} takes ${share}%`).join(', '),
      why: `${worst.server} has ${counted(worst.agents, 'agent')}${prefer}: ${compressNames(worst.names)}`,
    };
  },

  throughout: (wanted: NonNullable<Expectations['throughout']>, { moments }) => {
    const lost = wanted.flatMap((service) => {
      const moment = moments.find(({ outcome }) => !keeps(service, outcome));
      return moment === undefined ? [] : [{ service, moment }];
    });
    if (lost.length === 0) return null;
    const when = (at: number): string => (at === 0 ? 'at once' : `after ${printDuration(at)}`);
    return {
      expected: `${listed(wanted)} kept throughout`,
      got: lost.map(({ service, moment }) => `${service} lost ${when(moment.at)}`).join(', '),
      why: [...new Set(lost.map(({ service, moment }) => whyLost(service, moment.outcome)))].join(
        '; ',
      ),
    };
  },

  'stopped-for-at-most': (most: number, { timeline, moments }) => {
    const over = (timeline?.totals.processes ?? []).filter(({ stopped }) => stopped > most);
    if (over.length === 0) return null;
    const longest = Math.max(...over.map(({ stopped }) => stopped));
    const away = moments.find(({ outcome }) => outcome.promotion.state !== 'none');
    const names = over.map(({ name }) => name).join(', ');
    return {
      expected: `no process stopped for more than ${printDuration(most)}`,
      got: `${processes(over.length)} stopped for up to ${printDuration(longest)}`,
      why: away === undefined ? names : `${away.outcome.promotion.says}; stopped: ${names}`,
    };
  },
} as const satisfies { [K in keyof Expectations]: Judge<NonNullable<Expectations[K]>> };

/** Why more than one broker works as the primary. */
const promotedOver = 'a broker that was promoted over does not know it yet';

/** Why a service is not kept. */
function whyLost(service: Service, outcome: Outcome): string {
  if (service === 'sessions') return 'no broker serves';
  if (service === 'primary') {
    const { primaries, promotion } = outcome;
    return primaries.length > 1 ? `${sayPrimaries(primaries)}: ${promotedOver}` : promotion.says;
  }
  return whyOf(
    outcome.providers.filter(({ servedBy }) => servedBy === null),
    outcome,
  );
}

/** The word for a site whose primary nobody is. */
export const noPrimary = 'none';

/** The words for a provider, where the name of a broker may stand too. */
const servedWord = 'served';
const abandonedWord = 'abandoned';

function allProviders(expected: 'served' | 'abandoned', outcome: Outcome): Difference | null {
  const abandoned = abandonedIn(outcome);
  const { providers, majority } = outcome;
  if (expected === servedWord) {
    if (abandoned.length === 0) return null;
    return {
      expected: 'all providers are served',
      got: `${compressNames(abandoned)} ${verb(abandoned, 'is', 'are')} abandoned`,
      why: whyOf(
        providers.filter(({ servedBy }) => servedBy === null),
        outcome,
      ),
    };
  }
  if (providers.length > 0 && abandoned.length === providers.length) return null;
  const served = providers.filter(({ servedBy }) => servedBy !== null);
  const names = served.map(({ provider }) => provider);
  return {
    expected: 'all providers are abandoned',
    got:
      served.length === 0
        ? 'there is no provider'
        : `${compressNames(names)} ${verb(names, 'is', 'are')} served`,
    why: served.length === 0 ? 'the site has none' : sayMajority(majority),
  };
}

function namedProviders(
  expected: Readonly<Record<string, string>>,
  outcome: Outcome,
): Difference | null {
  const wrong = Object.entries(expected).flatMap(([name, wanted]) => {
    const standing = outcome.providers.find(({ provider }) => sameName(provider, name));
    if (standing === undefined) throw new Error(`no standing of provider ${name}`);
    return isAsWanted(wanted, standing) ? [] : [{ wanted, standing }];
  });
  if (wrong.length === 0) return null;
  const fate = (broker: string | null): string =>
    broker === null ? 'abandoned' : `served by ${broker}`;
  return {
    expected: wrong
      .map(
        ({ wanted, standing }) =>
          `${standing.provider} ${isWord(wanted) ? wanted.toLowerCase() : fate(wanted)}`,
      )
      .join(', '),
    got: wrong.map(({ standing }) => `${standing.provider} ${fate(standing.servedBy)}`).join(', '),
    why: whyOf(
      wrong.map(({ standing }) => standing),
      outcome,
    ),
  };
}

/** Whether the text is one of the words that stand where a broker may. */
export function isWord(text: string): boolean {
  return sameName(text, servedWord) || sameName(text, abandonedWord);
}

function isAsWanted(wanted: string, { servedBy }: ProviderStanding): boolean {
  if (sameName(wanted, servedWord)) return servedBy !== null;
  if (sameName(wanted, abandonedWord)) return servedBy === null;
  return servedBy !== null && sameName(servedBy, wanted);
}

/** Each reason once; with high availability for VDI armed, also how the votes fell. */
function whyOf(providers: readonly ProviderStanding[], { majority }: Outcome): string {
  const reasons = new Set(providers.map(({ why }) => why));
  return [...reasons, ...(majority.armed ? [sayMajority(majority)] : [])].join('; ');
}

function servingIn({ brokers }: Outcome): string[] {
  return brokers.filter(({ serves }) => serves).map(({ server }) => server);
}

function verb(names: readonly string[], one: string, many: string): string {
  return names.length === 1 ? one : many;
}
