import type { AssumptionId } from '../facts/index.js';
import type { SuggestedCommand, Tolerance } from '../model/index.js';
import type { HostsDown } from '../simulate/index.js';
import type { TooMany } from './question.js';
import type { SetsTally, SmallestSets } from './sets.js';
import type { SplitsTally } from './splits.js';

/** What a site survives: what `proveFarm` returns. */

/** A set of brokers whose failure stops a service, and the command that replays it (with `standbysDown`, too). */
export interface Counterexample {
  down: string[];
  command: SuggestedCommand;
}

/** The smallest sets that stop one service, each with its replay. */
export interface SmallestCounterexamples extends Omit<SmallestSets, 'shown'> {
  shown: Counterexample[];
}

/** Every set of down brokers, up to the size of the question, in figures. */
export interface SetsProof extends Omit<SetsTally, 'smallest'> {
  /**
   * Standbys that are down in each replay, beside the set: where standbys are ignored, they must not step in. None where
   * they count.
   */
  standbysDown: string[];
  smallest: SmallestCounterexamples[];
}

/** The consequences of losing one failure domain. Standbys outside it step in. */
export interface DomainProof {
  key: string;
  value: string;
  /** Its brokers that can serve: all down together. */
  brokers: string[];
  /** Brokers that serve then. */
  serving: number;
  sessionsLost: boolean;
  providersLost: string[];
  primaryStops: boolean;
  /** Gateways, agents and providers that are offline with it, and how many of the site are left; left out if none is. */
  hostsDown?: HostsDown;
  command: SuggestedCommand;
}

/** What a site survives. */
export interface SiteProof {
  site: string;
  active: number;
  standbys: number;
  providers: number;
  /** How many of the brokers configured active make a majority. */
  majority: number;
  /** Whether high availability for VDI is armed. */
  vdiArmed: boolean;
  tolerance: Tolerance;
  /** False where the site has too many brokers to try every set, and the tolerance is calculated instead. */
  toleranceTried: boolean;
  /** Scenarios tried and counted below. */
  scenarios: {
    sets: number;
    setsWithStandbys: number;
    splits: number;
    domains: number;
    total: number;
  };
  withoutStandbys: SetsProof;
  /** Null where the site has no standby. */
  withStandbys: SetsProof | null;
  /** Null where splits were not tried. */
  splits: SplitsTally | null;
  domains: DomainProof[];
  /** Brokers without a failure domain of a kind that other brokers of the site have. */
  untagged: { key: string; brokers: string[] }[];
}

/** A site with too many brokers to try the question; its tolerance is calculated. */
export interface UntriedSite {
  site: string;
  active: number;
  standbys: number;
  providers: number;
  tolerance: Tolerance;
  /** Why not, and what can be asked instead. */
  reason: TooMany;
}

/** The answer of `farm prove`. */
export interface ProveResult {
  failures: number | 'all';
  sites: SiteProof[];
  /** Sites for which the question can't be tried, in their order. */
  untried: UntriedSite[];
  /** Null where no tolerance was required. */
  required: { tolerance: number; withStandbys: boolean; met: boolean; missedBy: string[] } | null;
  assumptions: AssumptionId[];
}
