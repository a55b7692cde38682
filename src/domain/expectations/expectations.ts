import type { SuggestedCommand, Path, AgentKind } from '../model/index.js';
import type { AssumptionId } from '../facts/index.js';
import type { NewBroker } from '../edits/index.js';
import type { Service, FailureEvent } from '../simulate/index.js';
import type { Difference } from './difference.js';

/**
 * Expectations of a site's high availability: given a farm and edits, when something fails, then this holds.
 * src/store/test reads it from a file.
 */

/** One test of a test file. */
export interface FarmTest {
  name: string;
  /** Default: the only site of the farm. */
  site: string | null;
  /** Edits of the farm, made in memory and in this order. */
  given: readonly GivenEdit[];
  when: Failure;
  /** What the file calls "then". */
  expect: Expectations;
}

/** A test of a file that farm writes, and the comment above it. */
export interface CommentedTest {
  comment: string;
  test: FarmTest;
}

/** An edit of the farm before the test. Several brokers are edited in the given order. */
export type GivenEdit =
  | { kind: BrokerEdit; brokers: readonly string[] }
  /** `reassign`: who takes over what prefers the broker; null for Automatic, left out where nothing should. */
  | { kind: 'delete'; brokers: readonly string[]; reassign?: string | null }
  | { kind: 'add'; broker: NewBroker }
  | {
      kind: 'add-provider';
      provider: { name: string; type: string; preferredBroker?: string | null };
    }
  | { kind: 'delete-provider'; providers: readonly string[] }
  | {
      kind: 'add-agents';
      names: readonly string[];
      agentKind: AgentKind;
      preferredBroker: string | null;
    }
  | { kind: 'auto-promotion'; delay: number | 'off' }
  | { kind: 'failback'; on: boolean };

/** Edits that need nothing but the names of brokers. */
export const brokerEdits = [
  'standby',
  'activate',
  'enable',
  'disable',
  'promote',
  'move-up',
  'move-down',
] as const;
export type BrokerEdit = (typeof brokerEdits)[number];

/** What fails. With `anyDown` or `anySplit` a test is many scenarios, and all of them must meet it. */
export interface Failure {
  down: readonly string[];
  groups: readonly (readonly string[])[];
  /** Events that follow, with a clock. */
  events: readonly FailureEvent[];
  /** Every set of one up to so many active brokers down, besides those named; 0 for none. */
  anyDown: number;
  /** Every way the network can split the active brokers in two. */
  anySplit: boolean;
}

/** What must hold; omitted keys are not checked. */
export interface Expectations {
  sessions?: boolean;
  /** All of them, or some by name: the broker that serves it, or one of the two words. */
  providers?: 'served' | 'abandoned' | Readonly<Record<string, string>>;
  /** The server of a broker, or none. */
  primary?: string;
  serving?: number;
  active?: number;
  'processes-stopped-at-most'?: number;
  /** In percent of the site's agents. */
  'load-share-at-most'?: number;
  throughout?: readonly Service[];
  /** In minutes. */
  'stopped-for-at-most'?: number;
  'tolerance-at-least'?: number;
  'tolerance-with-standbys-at-least'?: number;
  /** Ids or slugs of rules. */
  'findings-absent'?: readonly string[];
  /** Keys of failure domains, such as rack. */
  'no-majority-in'?: readonly string[];
}
export type ExpectationKey = keyof Expectations;

/** An expectation that isn't met. */
export interface Miss {
  expectation: ExpectationKey;
  difference: Difference;
  /** What had to fail for it, as events are written; null where nothing did. */
  counterexample: string | null;
  /** The command that replays the counterexample, or shows the result. */
  replay: SuggestedCommand;
  assumptions: AssumptionId[];
  /** The place of the expectation in the test, such as `['then', 'providers']`. */
  path: Path;
}

/** The result of a test. */
export interface JudgedTest {
  name: string;
  site: string;
  passed: boolean;
  /** How many failures were tried. */
  scenarios: number;
  /** How many expectations were judged. */
  expectations: number;
  misses: Miss[];
}
