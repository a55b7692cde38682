import type { SuggestedCommand, Path, AgentKind, EditReason } from '../model/index.js';
import type { AssumptionId, RasVersion } from '../facts/index.js';
import type { NewBroker } from '../edits/index.js';
import type { EventDomain, Service, FailureEvent } from '../simulate/index.js';
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
  | { kind: 'delete-agents'; agents: readonly string[] }
  /** The preferred broker of agents and providers; null for Automatic. */
  | {
      kind: 'prefer';
      preferred: string | null;
      agents: readonly string[];
      providers: readonly string[];
    }
  /** Failure domains of brokers; null removes one. */
  | {
      kind: 'failure-domains';
      changes: readonly { servers: readonly string[]; domains: DomainChanges }[];
    }
  | { kind: 'ras-version'; version: RasVersion }
  | { kind: 'auto-promotion'; delay: number | 'off' }
  | { kind: 'failback'; on: boolean };

/** Changed failure domains of a broker by their key, such as `{ rack: 'r2' }`; null removes one. */
export type DomainChanges = Readonly<Record<string, string | null>>;

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
  /** Failure domains of which everything is down, besides the brokers named. */
  domains: readonly DomainName[];
  /** The same in a site, where other hosts than brokers are in them; left out: none is. */
  downDomains?: readonly EventDomain[];
  groups: readonly (readonly string[])[];
  /** Events that follow, with a clock. */
  events: readonly FailureEvent[];
  /** Every set of one up to so many active brokers down, besides those named; 0 for none. */
  anyDown: number;
  /** Every way the network can split the active brokers in two. */
  anySplit: boolean;
}

/** A failure domain, such as rack r1. */
export interface DomainName {
  key: string;
  value: string;
}

/** What must hold; omitted keys are not checked. */
export interface Expectations {
  sessions?: boolean;
  /** All of them, or some by name: the broker that serves it, or one of the two words. */
  providers?: 'served' | 'abandoned' | Readonly<Record<string, string>>;
  /** The server of a broker, or none. */
  primary?: string;
  serving?: number;
  'serving-at-least'?: number;
  active?: number;
  /** Some by id or name: what happens to it, or the broker that runs it. */
  processes?: Readonly<Record<string, string>>;
  'processes-stopped-at-most'?: number;
  /** In percent of the site's agents. */
  'load-share-at-most'?: number;
  /** By the server of a broker. */
  'load-share'?: Readonly<Record<string, ShareLimits>>;
  throughout?: readonly Service[];
  /** At no moment may two brokers act as the primary. */
  'never-two-primaries'?: true;
  /** In minutes. */
  'stopped-for-at-most'?: number;
  'tolerance-at-least'?: number;
  'tolerance-with-standbys-at-least'?: number;
  /** Ids or slugs of rules. */
  'findings-absent'?: readonly string[];
  /** Ids or slugs of rules. */
  'findings-present'?: readonly string[];
  /** Keys of failure domains, such as rack. */
  'no-majority-in'?: readonly string[];
  at?: readonly MomentExpectations[];
  /** The last edit must be refused, for any reason or for one. Then nothing else can be expected. */
  refused?: true | RefusalKind;
}
export type ExpectationKey = keyof Expectations;

/** The share of the agents that a broker should have, in percent. */
export interface ShareLimits {
  least: number;
  most: number;
}

/** Expectations of one state of the site, which can be of any moment. */
export const stateKeys = [
  'sessions',
  'providers',
  'primary',
  'serving',
  'serving-at-least',
  'processes',
  'processes-stopped-at-most',
  'load-share',
  'load-share-at-most',
] as const satisfies readonly ExpectationKey[];
export type StateKey = (typeof stateKeys)[number];

/** What must hold after everything that happens until a moment. */
export interface MomentExpectations {
  /** Since the start. */
  minutes: number;
  /** The moment as it is written: the key in the file. */
  written: string;
  expect: Pick<Expectations, StateKey>;
}

/** Why an edit of a test can be refused. A name that does not exist is none of them: it may be a typo. */
export const refusalKinds = [
  'is-primary',
  'already-primary',
  'not-active',
  'broker-preferred',
  'reassigned-to-deleted',
  'place-of-primary',
  'no-such-place',
  'broker-exists',
  'names-exist',
  'name-repeated',
  'invalid-value',
] as const satisfies readonly (EditReason['kind'] | 'invalid-value')[];
export type RefusalKind = (typeof refusalKinds)[number];

/** An expectation that isn't met. */
export interface Miss {
  expectation: ExpectationKey;
  /** The moment for which it was expected, in minutes since the start; null for the end, or where no time passes. */
  at: number | null;
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
