import type { AssumptionId } from '../facts/index.js';
import type { BrokerRole, BrokerState, DownHosts } from '../model/index.js';
import type { ConnectedAgents, ServingLoad } from './placement.js';
import type { PromotionForecast } from './promotion.js';
import type { ProviderStanding } from './provider-homes.js';
import type { MajorityCount } from './standing.js';

/** What a situation means for a site: what `outcomeOf` returns. */

/** One broker as the situation leaves it. */
export interface BrokerStanding {
  server: string;
  role: BrokerRole;
  /** The configured state. */
  state: BrokerState;
  up: boolean;
  serves: boolean;
  /** Side of the network split, counted from 1; 1 where there is none. */
  group: number;
  /** The broker that this standby stepped in for. */
  inPlaceOf: string | null;
}

/**
 * What happens to a process: it runs; only where configured ("optional"); it runs in the Licensing Site ("elsewhere");
 * or no broker runs it.
 */
export type ProcessState = 'runs' | 'optional' | 'elsewhere' | 'stopped';

/** The state of one process, and the brokers that run it. */
export interface ProcessStanding {
  process: string;
  name: string;
  state: ProcessState;
  /** The brokers that run it, or may. */
  on: string[];
}

/** Hosts other than brokers that are offline, and how many of the site are left. */
export interface HostsDown extends DownHosts {
  left: { gateways: number; agents: number; providers: number };
}

/** What a situation means for a site. */
export interface Outcome {
  brokers: BrokerStanding[];
  majority: MajorityCount;
  /** Whether sessions are brokered: while any broker serves. */
  sessions: boolean;
  providers: ProviderStanding[];
  /** The brokers that act as the primary: one; none while it is offline; two is a hazard (A12, A18). */
  primaries: string[];
  processes: ProcessStanding[];
  /** Who is connected to each broker that serves (assumption A22). */
  placement: ConnectedAgents[];
  /** Agents that no broker serves. */
  withoutBroker: string[];
  /** The settled split: what the load table aims at over the brokers that serve. */
  load: ServingLoad[];
  promotion: PromotionForecast;
  /** What is offline with its failure domain; left out if nothing is. Agents among it are in no placement. */
  hostsDown?: HostsDown;
  assumptions: AssumptionId[];
}
