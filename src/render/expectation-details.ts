import { counted, listed, compressNames, type Reason } from '../domain/model/index.js';
import type {
  Difference,
  MajorityDifference,
  PossibleMajority,
  ProcessFate,
  RefusalDifference,
  ShareDifference,
  ToleranceDifference,
} from '../domain/expectations/index.js';
import type { ProcessStanding } from '../domain/simulate/index.js';
import type { DifferenceInWords } from './difference-in-words.js';
import { sayPromotion } from './simulate-words.js';
import { sayNames } from './words.js';

/** The text of expectations with several parts. */

type Of<K extends Difference['kind']> = Extract<Difference, { kind: K }>;

/** Processes that are not as expected. */
export function sayProcessDifference({
  wrong,
  promotion,
}: Of<'processes-by-name'>): DifferenceInWords {
  const standings = wrong.map(({ got }) => got);
  const why = standings.map(whyProcess);
  const isStopped = standings.some(({ state }) => state === 'stopped');
  return {
    expected: wrong.map(({ expected, got }) => `${got.name} ${sayFate(expected)}`).join(', '),
    got: standings.map((got) => `${got.name} ${sayFate(fateOf(got))}`).join(', '),
    why: [...new Set(why), ...(isStopped ? [sayPromotion(promotion)] : [])].join('; '),
  };
}

function fateOf({ state, on }: ProcessStanding): ProcessFate {
  return state === 'runs' ? { state, on: sayNames(on) } : { state };
}

function sayFate(fate: ProcessFate): string {
  switch (fate.state) {
    case 'runs':
      return fate.on === null ? 'runs' : `runs on ${fate.on}`;
    case 'stopped':
      return 'is stopped';
    case 'optional':
      return 'runs only if configured';
    case 'elsewhere':
      return 'runs in the Licensing Site';
  }
}

function whyProcess({ name, state, on }: ProcessStanding): string {
  switch (state) {
    case 'runs':
      return `${sayNames(on)} ${on.length === 1 ? 'runs' : 'run'} ${name}`;
    case 'stopped':
      return `no broker that is up runs ${name}`;
    case 'optional':
      return `only a secondary is up, which runs ${name} if it is configured to`;
    case 'elsewhere':
      return `the Licensing Site runs ${name} for all sites`;
  }
}

/** Brokers whose share of the agents is not as expected. */
export function sayShareDifference({ wrong }: Of<'load-share'>): DifferenceInWords {
  return {
    expected: wrong
      .map(({ server, expected }) => `${server} takes ${sayLimits(expected)} of the agents`)
      .join(', '),
    got: wrong.map(({ server, got }) => `${server} takes ${got}%`).join(', '),
    why: wrong.map(whyShare).join('; '),
  };
}

function sayLimits({ least, most }: ShareDifference['expected']): string {
  if (least === most) return `${most}%`;
  if (least === 0) return `at most ${most}%`;
  return most === 100 ? `at least ${least}%` : `${least}% to ${most}%`;
}

function whyShare({ server, agents, serves }: ShareDifference): string {
  if (!serves) return `${server} does not serve`;
  if (agents.length === 0) return `${server} has no agents`;
  return `${server} has ${counted(agents.length, 'agent')}: ${compressNames(agents)}`;
}

/** Why rules have no finding. */
export function sayMissingFindings(missing: Of<'findings-present'>['missing']): string {
  return missing
    .map(({ rule, suppressed, off }) => {
      if (off) return `${rule} is off in the farm file`;
      return suppressed ? `the finding of ${rule} is suppressed` : `${rule} finds nothing`;
    })
    .join('; ');
}

/** Says why an edit is refused. Its words are loaded only where an edit is refused for another reason than expected. */
export type SayReason = (reason: Reason) => string;

/** An edit that was made, or refused for another reason. */
export function sayRefusalDifference(
  { expected, got }: RefusalDifference,
  sayReason: SayReason,
): DifferenceInWords {
  const edit = 'the last edit in "given"';
  return {
    expected: `${edit} is refused${expected === null ? '' : ` as ${expected}`}`,
    got: got === null ? 'it is made' : `it is refused as ${got.kind}`,
    why: got === null ? 'farm accepts it' : sayReason(got),
  };
}

/** A tolerance that is too low. */
export function sayToleranceDifference(difference: ToleranceDifference): DifferenceInWords {
  const { expected, got, active, standbys, needs, majority } = difference;
  const rule = {
    'one-broker': 'users can connect while one broker serves',
    majority: `a majority is ${majority} of ${active}`,
    'every-home': 'there is no high availability for VDI, so a provider is lost with its broker',
  }[needs];
  return {
    expected: `can lose ${counted(expected, 'broker')}${standbys === null ? '' : ' with standbys'}`,
    got: got === 0 ? 'cannot lose any broker' : `can lose ${counted(got, 'broker')}`,
    why: `${counted(active, 'active broker')}${standbys === null ? '' : ` and ${counted(standbys, 'standby')}`}; ${rule}`,
  };
}

/** A failure domain that contains a majority, or may. */
export function sayMajorityDifference(difference: MajorityDifference): DifferenceInWords {
  const { expected, got, active, majority, keys } = difference;
  const unknown = got.filter(({ value }) => value === null).map(({ key }) => key);
  const known =
    unknown.length === 0 || keys.length === 0
      ? []
      : [`the brokers have ${listed(keys)}, but no ${listed(unknown)}`];
  return {
    expected: `no ${listed(expected, 'or')} contains a majority of the active brokers`,
    got: got.map(sayPossibleMajority).join('; '),
    why: [`a majority is ${majority} of ${active}`, ...known].join('; '),
  };
}

/** `rack r1 contains CB1 and CB2`, `rack r1 may contain CB1, CB2 and CB3: CB3 has no rack`. */
function sayPossibleMajority({ key, value, brokers, without }: PossibleMajority): string {
  if (without.length === 0) return `${key} ${value} contains ${sayNames(brokers)}`;
  const none = `${sayNames(without)} ${without.length === 1 ? 'has' : 'have'} no ${key}`;
  if (value === null) return none;
  return `${key} ${value} may contain ${sayNames([...brokers, ...without])}: ${none}`;
}
