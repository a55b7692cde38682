import type { AssumptionId } from '../facts/index.js';
import type { Change } from '../diff/index.js';
import type { EditStep } from '../edits/index.js';
import type { SuggestedCommand, Tolerance } from '../model/index.js';
import type { StepReason } from './task.js';

/** What `planFarms` returns. */

/** The state of one site after a step. */
export interface SiteState {
  primary: string;
  active: string[];
  standby: string[];
  disabled: string[];
  /** How many active brokers are a majority. */
  majority: number;
  /** Whether they can be divided into equal halves. */
  even: boolean;
  tolerance: Tolerance;
  /** Whether high availability for VDI works. */
  armed: boolean;
}

/** A provider that another broker serves from now on. */
export interface ProviderMove {
  provider: string;
  from: string;
  to: string;
}

/** What is lost while the hosts of an upgrade step are offline. */
export interface Meanwhile {
  /** Whether sessions are still brokered. */
  sessions: boolean;
  providersLost: string[];
  /** Processes of the primary that don't run until it is back. */
  processesStopped: string[];
  /** How many agents reconnect to another broker. */
  agentsReconnect: number;
  /** Agents without any broker. */
  agentsWithoutBroker: number;
  /** How many more brokers, any of them, the site can lose meanwhile. */
  tolerance: Tolerance;
  /** Gateways of the site that still take clients. */
  gatewaysLeft: number;
  /** Hosts that take no sessions meanwhile. */
  hostsOffline: number;
}

/** One step of a plan. */
export interface PlanStep {
  /** Counted from 1. */
  number: number;
  /** The site as it is called after the step; null for a step of the whole farm. */
  site: string | null;
  edit: EditStep;
  /** The commands of farm that make the same edit in the model. */
  commands: SuggestedCommand[];
  why: StepReason[];
  /** The site after the step; null for a step of the whole farm and for a site that was deleted. */
  after: SiteState | null;
  /** Agents that reconnect to another broker because of the step (assumption A22). */
  agentsReconnect: number;
  providersMove: ProviderMove[];
  /** Whether the tolerance of the site is below its floor after the step. */
  belowFloor: boolean;
  /** Null but for an upgrade. */
  meanwhile: Meanwhile | null;
}

/** What a plan does to one site. */
export interface SitePlan {
  site: string;
  /** Its former name, if it gets another one. */
  formerly: string | null;
  change: 'new' | 'deleted' | 'changed' | 'unchanged';
  steps: number;
  /** The lower of both ends, or what was asked for; a new or deleted site has none to keep. */
  floor: Tolerance;
  before: Tolerance;
  after: Tolerance;
  /** Where the tolerance is lowest: the number of the step, null for before the first one. */
  weakest: { step: number | null; tolerance: Tolerance };
  holds: boolean;
  search: {
    /** Whether no order is better, as docs/plan.md defines it. */
    proved: boolean;
    states: number;
    /** How many orders the states stand for; 0 if they were not counted. */
    orders: number;
  };
}

/** An object that gets another name. */
export interface PlannedRename {
  site: string;
  kind: 'site' | 'broker';
  from: string;
  to: string;
}

/** The steps from one farm to another, in a safe order. */
export interface Plan {
  /**
   * `same`: no steps. `below-floor`: no order holds the floor; this is the best one. `interrupts`: the floor holds after each
   * step, but sessions or providers are lost while a host is upgraded. `safe`: neither.
   */
  verdict: 'same' | 'safe' | 'interrupts' | 'below-floor';
  /** The tolerance without standbys that was asked for; null for the lower of both ends. */
  floor: number | null;
  steps: PlanStep[];
  sites: SitePlan[];
  renames: PlannedRename[];
  /** What differs and no step changes: RAS doesn't have it, only the model does. */
  modelOnly: Change[];
  /** The rule that splits agents over brokers, if the plan changes the RAS version. */
  loadRule: { before: string; after: string } | null;
  assumptions: AssumptionId[];
}
