import type { AssumptionId } from '../facts/index.js';
import type { SuggestedCommand, Tolerance } from '../model/index.js';

/** The plan of restarts: what `maintenanceOf` returns. */

/** What the primary's restart costs, whichever brokers restart with it. */
export interface PrimaryRestart {
  server: string;
  /** Its own processes, which do not run until it is back. */
  processesStopped: string[];
  /** Minutes until auto-promotion makes another broker the primary; null where it never does. */
  promotionAfterMinutes: number | null;
  /** The broker that would be promoted then. */
  promoted: string | null;
}

/** Brokers that may be restarted together. */
export interface MaintenanceGroup {
  /** In priority order. */
  brokers: string[];
  /** Brokers that serve meanwhile. */
  serving: string[];
  /** Of these, the standbys that step in. */
  steppedIn: string[];
  /** How many more brokers, any of them, may fail meanwhile. */
  toleranceLeft: number;
  /** Null where the primary is not in the group. */
  primary: PrimaryRestart | null;
  /** The command that plays the restart. */
  command: SuggestedCommand;
}

/** A broker that can't be restarted without a loss. */
export interface BlockedBroker {
  server: string;
  loss: RestartLoss;
}

/** What the restart of one broker costs. */
export type RestartLoss =
  | { kind: 'providers'; providers: string[] }
  | { kind: 'sessions' }
  /** Only `left` more brokers could fail meanwhile. */
  | { kind: 'tolerance'; left: number };

/** Why not every broker of a site can be restarted. */
export type MaintenanceObstacle =
  /** With so few active brokers there is no high availability for VDI. */
  | { kind: 'no-high-availability'; active: number }
  | { kind: 'one-broker' }
  /** The site can lose `tolerance` brokers; to keep `keep` meanwhile it needs `missing` more brokers. */
  | { kind: 'tolerance'; tolerance: number; keep: number; missing: number };

/** The restarts of one site. */
export interface SiteMaintenance {
  site: string;
  /** How many providers the site has. */
  providers: number;
  tolerance: Tolerance;
  /** Whether every broker can be restarted and everything is kept throughout. */
  possible: boolean;
  /** In order: each group waits until all brokers of the one before are back. */
  groups: MaintenanceGroup[];
  /** How many groups it takes where brokers, the primary too, may be restarted together. */
  groupsIfTogether: number;
  /** How many more brokers, any of them, may fail at any time during these restarts; null without a group. */
  toleranceKept: number | null;
  /** How many groups it takes where no tolerance has to be kept. */
  groupsWithoutKeeping: number;
  /** How many more brokers may fail at any time where no tolerance has to be kept; null without a group. */
  toleranceWithoutKeeping: number | null;
  blocked: BlockedBroker[];
  /** Why not every broker can be restarted; null where each can. */
  obstacle: MaintenanceObstacle | null;
  /** Ways to a plan, each its commands in order. UPPERCASE words are placeholders. */
  wayOut: SuggestedCommand[][];
  /** Disabled brokers: they do not serve and may be restarted at any time. */
  anyTime: string[];
}

/** The answer of `farm maintenance`. */
export interface MaintenanceResult {
  /** How many more brokers, any of them, may fail at any time during the restarts. */
  keepTolerance: number;
  /** Whether brokers may be restarted together, the primary too; otherwise one at a time. */
  together: boolean;
  /** The brokers to restart, in the order of the sites; null for all. */
  only: string[] | null;
  possible: boolean;
  sites: SiteMaintenance[];
  assumptions: AssumptionId[];
}

/** How a site is to be restarted. */
export interface MaintenanceQuestion {
  /** Left out: every site. */
  site?: string | undefined;
  /** How many more brokers, any of them, may fail at any time during the restarts. */
  keepTolerance: number;
  /** Whether brokers may be restarted together, the primary too; one at a time where left out. */
  together?: boolean | undefined;
  /** Restart only these brokers: names, ranges or patterns. Left out: all. */
  only?: readonly string[] | undefined;
}
