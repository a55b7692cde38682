import { compressNames, counted, listed, printDuration } from '../domain/model/index.js';
import type { Difference, LostService, Miss, ProviderFate } from '../domain/expectations/index.js';
import type { MajorityCount, ProviderStanding } from '../domain/simulate/index.js';
import type { DifferenceInWords } from './difference-in-words.js';
import {
  sayMajority,
  sayPrimaries,
  sayProcesses,
  sayPromotion,
  sayReason,
} from './simulate-words.js';
import {
  sayMajorityDifference,
  sayMissingFindings,
  sayProcessDifference,
  sayRefusalDifference,
  sayShareDifference,
  sayToleranceDifference,
  type SayReason,
} from './expectation-details.js';
import { sayNames } from './words.js';

/**
 * The text of an expectation that isn't met: `farm test --json` prints it in addition to the facts.
 */

/** An expectation that isn't met, with its text. */
export type MissDocument = Miss & DifferenceInWords;

/** The miss as `--json` prints it. */
export function describeMiss(miss: Miss, sayReason: SayReason = ({ kind }) => kind): MissDocument {
  const { expectation, ...rest } = miss;
  return { expectation, ...sayDifference(miss.difference, sayReason), ...rest };
}

function sayDifference(difference: Difference, sayReason: SayReason): DifferenceInWords {
  switch (difference.kind) {
    case 'sessions':
      return {
        expected: saySessions(difference.expected),
        got: saySessions(difference.got),
        why: sayServing(difference.serving),
      };
    case 'providers-served':
      return {
        expected: 'all providers are served',
        got: `${areAll(difference.abandoned)} abandoned`,
        why: sayReasons(difference.abandoned, difference.majority),
      };
    case 'providers-abandoned': {
      const { served, majority } = difference;
      const expected = 'all providers are abandoned';
      if (served.length === 0)
        return { expected, got: 'there is no provider', why: 'the site has none' };
      return { expected, got: `${areAll(served)} served`, why: sayMajority(majority) };
    }
    case 'providers-by-name': {
      const { wrong, majority } = difference;
      const standings = wrong.map(({ got }) => got);
      return {
        expected: wrong
          .map(({ expected, got }) => `${got.provider} ${sayFate(expected)}`)
          .join(', '),
        got: standings
          .map(({ provider, servedBy }) => `${provider} ${sayFate(fateOf(servedBy))}`)
          .join(', '),
        why: sayReasons(standings, majority),
      };
    }
    case 'primary': {
      const { expected, got, promotion } = difference;
      return {
        expected: sayPrimaries(expected === null ? [] : [expected]),
        got: sayPrimaries(got),
        why: got.length > 1 ? promotedOver : sayPromotion(promotion),
      };
    }
    case 'serving': {
      const { expected, got, serving, replacements } = difference;
      return {
        expected: `${counted(expected, 'broker')} ${expected === 1 ? 'serves' : 'serve'}`,
        got: `${counted(got, 'broker')} ${got === 1 ? 'serves' : 'serve'}`,
        why: [sayServing(serving), ...sayReplacements(replacements)].join(', '),
      };
    }
    case 'serving-at-least': {
      const { expected, got, serving, replacements } = difference;
      return {
        expected: `at least ${counted(expected, 'broker')} ${expected === 1 ? 'serves' : 'serve'}`,
        got: `${counted(got, 'broker')} ${got === 1 ? 'serves' : 'serve'}`,
        why: [sayServing(serving), ...sayReplacements(replacements)].join(', '),
      };
    }
    case 'processes-by-name':
      return sayProcessDifference(difference);
    case 'load-share':
      return sayShareDifference(difference);
    case 'never-two-primaries':
      return {
        expected: 'never two primaries',
        got: `${sayPrimaries(difference.primaries)} ${sayWhen(difference.at)}`,
        why: promotedOver,
      };
    case 'processes-stopped-at-most':
      return {
        expected: `at most ${sayProcesses(difference.expected)} stopped`,
        got: `${sayProcesses(difference.got)} stopped`,
        why: `stopped: ${namesOf(difference.processes)}`,
      };
    case 'load-share-at-most': {
      const { expected, got, highest } = difference;
      const pinned = highest.pinned === 0 ? '' : `, ${highest.pinned} of them pinned`;
      return {
        expected: `no broker takes more than ${expected}% of the agents`,
        got: got.map(({ server, share }) => `${server} takes ${share}%`).join(', '),
        why: `${highest.server} has ${counted(highest.agents.length, 'agent')}${pinned}: ${compressNames(highest.agents)}`,
      };
    }
    case 'throughout': {
      const { expected, got } = difference;
      return {
        expected: `${listed(expected)} kept throughout`,
        got: got.map(({ service, at }) => `${service} lost ${sayWhen(at)}`).join(', '),
        why: [...new Set(got.map(whyLost))].join('; '),
      };
    }
    case 'stopped-for-at-most': {
      const { expected, got, processes, promotion } = difference;
      const names = namesOf(processes);
      return {
        expected: `no process stopped for more than ${printDuration(expected)}`,
        got: `${sayProcesses(processes.length)} stopped for up to ${printDuration(got)}`,
        why: promotion === null ? names : `${sayPromotion(promotion)}; stopped: ${names}`,
      };
    }
    case 'active': {
      const { expected, got, active, others } = difference;
      const idle = (['standby', 'disabled'] as const).flatMap((state) => {
        const servers = others.filter((one) => one.state === state).map(({ server }) => server);
        if (servers.length === 0) return [];
        const are = servers.length === 1 ? 'is' : 'are';
        return [`${sayNames(servers)} ${are} ${state === 'standby' ? 'in standby' : state}`];
      });
      return {
        expected: counted(expected, 'active broker'),
        got: counted(got, 'active broker'),
        why: [`active: ${sayNames(active)}`, ...idle].join('; '),
      };
    }
    case 'tolerance':
      return sayToleranceDifference(difference);
    case 'findings-absent': {
      const { expected, got } = difference;
      const rules = [...new Set(got.map(({ rule, slug }) => `${rule} ${slug}`))];
      return {
        expected: `no finding of ${expected.join(', ')}`,
        got: `${counted(got.length, 'finding')} of ${rules.join(', ')}`,
        why: got.map(({ message }) => message).join('. '),
      };
    }
    case 'findings-present': {
      const { expected, missing } = difference;
      return {
        expected: `a finding of ${listed(expected)}`,
        got: `no finding of ${missing.map(({ rule, slug }) => `${rule} ${slug}`).join(', ')}`,
        why: sayMissingFindings(missing),
      };
    }
    case 'refused':
      return sayRefusalDifference(difference, sayReason);
    case 'no-majority-in':
      return sayMajorityDifference(difference);
  }
}

function saySessions(brokered: boolean): string {
  return brokered ? 'users can connect' : "users can't connect";
}

function sayServing(serving: readonly string[]): string {
  if (serving.length === 0) return 'no broker serves';
  return `${sayNames(serving)} ${serving.length === 1 ? 'serves' : 'serve'}`;
}

/** `CB4 for CB1`; for more than four pairs, all standbys for all brokers, as ranges. */
function sayReplacements(pairs: readonly { standby: string; broker: string }[]): string[] {
  if (pairs.length <= 4) return pairs.map(({ standby, broker }) => `${standby} for ${broker}`);
  const standbys = sayNames(pairs.map(({ standby }) => standby));
  return [`${standbys} for ${sayNames(pairs.map(({ broker }) => broker))}`];
}

/** `p1 is`, `p[1-2] are`. */
function areAll(providers: readonly ProviderStanding[]): string {
  const names = compressNames(providers.map(({ provider }) => provider));
  return `${names} ${providers.length === 1 ? 'is' : 'are'}`;
}

function fateOf(servedBy: string | null): ProviderFate {
  return servedBy === null ? { state: 'abandoned' } : { state: 'served', by: servedBy };
}

function sayFate(fate: ProviderFate): string {
  if (fate.state === 'abandoned') return 'abandoned';
  return fate.by === null ? 'served' : `served by ${fate.by}`;
}

/** Each reason once; if high availability for VDI is armed, also how the majority was counted. */
function sayReasons(providers: readonly ProviderStanding[], majority: MajorityCount): string {
  // The count itself shows that no group holds a majority.
  const reasons = providers.filter(({ reason }) => reason.kind !== 'no-majority');
  const texts = new Set(reasons.map(({ reason }) => sayReason(reason)));
  return [...texts, ...(majority.armed ? [sayMajority(majority)] : [])].join('; ');
}

/** Why more than one broker acts as the primary. */
const promotedOver = 'a former primary does not know of the promotion yet';

function whyLost(lost: LostService): string {
  if (lost.service === 'sessions') return 'no broker serves';
  if (lost.service === 'primary') {
    const { primaries, promotion } = lost;
    return primaries.length > 1
      ? `${sayPrimaries(primaries)}: ${promotedOver}`
      : sayPromotion(promotion);
  }
  return sayReasons(lost.providers, lost.majority);
}

function sayWhen(minutes: number): string {
  return minutes === 0 ? 'at once' : `after ${printDuration(minutes)}`;
}

function namesOf(processes: readonly { name: string }[]): string {
  return processes.map(({ name }) => name).join(', ');
}
