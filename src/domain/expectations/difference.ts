import type { BrokerState, Reason } from '../model/index.js';
import type { RefusalKind, ShareLimits } from './expectations.js';
import type {
  MajorityCount,
  PromotionForecast,
  ProcessStanding,
  ProviderStanding,
  Service,
} from '../simulate/index.js';

/** What was expected, the actual result, and the facts that explain it. */
export type Difference = AfterDifference | SiteDifference | RefusalDifference;

/** The last edit of a test was expected to be refused. `got`: null where it was made; `expected`: null for any reason. */
export interface RefusalDifference {
  kind: 'refused';
  expected: RefusalKind | null;
  got: Reason | null;
}

/** A difference in how a scenario ended. Shares are in percent of the site's agents, times in minutes. */
export type AfterDifference =
  | { kind: 'sessions'; expected: boolean; got: boolean; serving: string[] }
  /** All providers were expected to be served. */
  | { kind: 'providers-served'; abandoned: ProviderStanding[]; majority: MajorityCount }
  /** All providers were expected to be abandoned; `served` is empty where the site has none. */
  | { kind: 'providers-abandoned'; served: ProviderStanding[]; majority: MajorityCount }
  | {
      kind: 'providers-by-name';
      wrong: { expected: ProviderFate; got: ProviderStanding }[];
      majority: MajorityCount;
    }
  /** `expected`: null where no broker should work as the primary. */
  | {
      kind: 'primary';
      expected: string | null;
      got: string[];
      promotion: PromotionForecast;
    }
  /** `replacements`: the standbys that serve, and for whom. */
  | {
      kind: 'serving';
      expected: number;
      got: number;
      serving: string[];
      replacements: { standby: string; broker: string }[];
    }
  | {
      kind: 'serving-at-least';
      expected: number;
      got: number;
      serving: string[];
      replacements: { standby: string; broker: string }[];
    }
  /** `promotion`: what happens to the primary's role. */
  | {
      kind: 'processes-by-name';
      wrong: { expected: ProcessFate; got: ProcessStanding }[];
      promotion: PromotionForecast;
    }
  | {
      kind: 'load-share';
      wrong: ShareDifference[];
    }
  /** Two brokers acted as the primary, first `at` that many minutes since the start. */
  | { kind: 'never-two-primaries'; at: number; primaries: string[] }
  | {
      kind: 'processes-stopped-at-most';
      expected: number;
      got: number;
      processes: { process: string; name: string }[];
    }
  /** `highest`: the broker with most agents, and how many of them prefer it. */
  | {
      kind: 'load-share-at-most';
      expected: number;
      got: { server: string; share: number }[];
      highest: { server: string; agents: string[]; pinned: number };
    }
  | { kind: 'throughout'; expected: readonly Service[]; got: LostService[] }
  /** `promotion`: the forecast when the primary went away; null where it never did. */
  | {
      kind: 'stopped-for-at-most';
      expected: number;
      got: number;
      processes: { process: string; name: string; minutes: number }[];
      promotion: PromotionForecast | null;
    };

/** The expected state of a provider: served `by` a broker, or by any if null. */
export type ProviderFate = { state: 'abandoned' } | { state: 'served'; by: string | null };

/** The expected state of a process: one of the vendor's words, or that one broker runs it. */
export type ProcessFate =
  | { state: Exclude<ProcessStanding['state'], 'runs'> }
  | { state: 'runs'; on: string | null };

/** A broker whose share of the agents is not as expected, with its agents; `serves`: whether it serves at all. */
export interface ShareDifference {
  server: string;
  expected: ShareLimits;
  got: number;
  agents: string[];
  serves: boolean;
}

/** A service that was lost, first `at` that many minutes since the start. */
export type LostService =
  | { service: 'sessions'; at: number }
  /** `primaries`: the brokers that act as the primary; several if one doesn't know that another was promoted. */
  | { service: 'primary'; at: number; primaries: string[]; promotion: PromotionForecast }
  | {
      service: 'providers';
      at: number;
      providers: ProviderStanding[];
      majority: MajorityCount;
    };

/** A difference in the site as the test gives it. */
export type SiteDifference =
  | {
      kind: 'active';
      expected: number;
      got: number;
      active: string[];
      others: { server: string; state: BrokerState }[];
    }
  | ToleranceDifference
  | {
      kind: 'findings-absent';
      /** Ids of rules. */
      expected: string[];
      got: { rule: string; slug: string; message: string }[];
    }
  /** Rules that have no finding. */
  | {
      kind: 'findings-present';
      expected: string[];
      missing: { rule: string; slug: string; suppressed: boolean; off: boolean }[];
    }
  | MajorityDifference;

/** The site can lose fewer brokers than expected. */
export interface ToleranceDifference {
  kind: 'tolerance';
  expected: number;
  got: number;
  active: number;
  /** How many standbys were counted; null where they were not. */
  standbys: number | null;
  /** What the site needs: one broker that serves; a majority; or, without high availability for VDI, every home. */
  needs: 'one-broker' | 'majority' | 'every-home';
  /** Brokers that make a majority. */
  majority: number;
}

/** Failure domains that hold, or may hold, a majority of the active brokers. */
export interface MajorityDifference {
  kind: 'no-majority-in';
  /** Keys of failure domains. */
  expected: readonly string[];
  got: PossibleMajority[];
  active: number;
  /** Brokers that make a majority. */
  majority: number;
  /** The keys that the active brokers of the site have. */
  keys: string[];
}

/** The failure domain of a key with most active brokers, and the brokers without that key, which may be in it. */
export interface PossibleMajority {
  key: string;
  /** Null where no active broker has the key. */
  value: string | null;
  brokers: string[];
  without: string[];
}
