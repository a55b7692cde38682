import type { AssumptionId, RasVersion } from '../facts/index.js';
import type { BrokerRole, BrokerState, GatewayMode } from '../model/index.js';
import type { Verdict } from '../simulate/index.js';

/** The picture of a farm as data: nodes, the links between them, and boxes around them. */

/**
 * What becomes of something. After a failure: it is as it was, works in another way than before, or doesn't work. In a
 * comparison with another version of the farm: it is the same, differs, is new, or is only in the other version.
 */
export type Fate = 'same' | 'changed' | 'lost' | 'added' | 'removed';

/** One part of the picture. Its id is unique in the farm, and made of letters and digits only. */
export type GraphNode = BrokerNode | AgentsNode | ProviderNode | GatewayNode;

/** A broker. It is lost while it is offline. */
export interface BrokerNode {
  id: string;
  kind: 'broker';
  server: string;
  /** Its position in the priority order, counted from 1. */
  place: number;
  role: BrokerRole;
  /** The configured state. */
  state: BrokerState;
  up: boolean;
  serves: boolean;
  /** Whether it acts as the primary. */
  primary: boolean;
  /** The broker that this standby replaces. */
  inPlaceOf: string | null;
  /** Its side of a network split, counted from 1; 1 if there is none. */
  side: number;
  fate: Fate;
  /** In a comparison: what it was, if that differs. */
  was: Pick<BrokerNode, 'server' | 'place' | 'role' | 'state'> | null;
}

/** The agents that are connected to one broker, or that have none. */
export interface AgentsNode {
  id: string;
  kind: 'agents';
  /** `offline`: their own hosts are offline; `without-broker`: no broker serves them. */
  state: 'connected' | 'without-broker' | 'offline';
  /** The broker that they are connected to, if they are. */
  server: string | null;
  agents: number;
  /** Of all agents of the site that are not offline, in percent; 0 for those that are. */
  share: number;
  /** How many of them prefer this broker. */
  pinned: number;
  /** How many of them were connected to another broker before. */
  reconnected: number;
  names: string[];
  fate: Fate;
  /** In a comparison: what it was, if that or a name differs. */
  was: Pick<AgentsNode, 'agents' | 'share'> | null;
}

/** A Provider. It is lost while no broker serves it, or its own host is offline. */
export interface ProviderNode {
  id: string;
  kind: 'provider';
  name: string;
  type: string;
  preferredBroker: string | null;
  /** null: abandoned. */
  servedBy: string | null;
  /** Whether its own host is up. */
  up: boolean;
  fate: Fate;
  /** In a comparison: what it was, if that differs. */
  was: Pick<ProviderNode, 'name' | 'type' | 'preferredBroker' | 'servedBy'> | null;
}

/** A RAS Secure Gateway. It is lost while its host is offline. */
export interface GatewayNode {
  id: string;
  kind: 'gateway';
  server: string;
  mode: GatewayMode;
  preferredBroker: string | null;
  fate: Fate;
  /** In a comparison: what it was, if that differs. */
  was: Pick<GatewayNode, 'server' | 'mode' | 'preferredBroker'> | null;
}

/**
 * A link between two nodes, by their ids. `connects`: agents to their broker; `serves`: a broker to its provider, lost if
 * the provider is abandoned; `prefers`: a provider or gateway to its preferred broker, whether or not it is used now.
 */
export interface GraphLink {
  kind: 'connects' | 'serves' | 'prefers';
  from: string;
  to: string;
  /** Of `connects`: the share of the agents, in percent. */
  share: number | null;
  /** Of `prefers`: whether it has an effect. A broker that isn't active, or a gateway that forwards, has none. */
  used: boolean;
  fate: Fate;
}

/** What a box stands for: hosts that fail together, or a side of a network split. */
export type BoxOf =
  | { kind: 'failure-domain'; key: string; value: string }
  | { kind: 'side'; side: number; votes: number; holdsMajority: boolean };

/** A box around nodes, by their ids: brokers in priority order, then gateways and providers. */
export interface GraphBox {
  id: string;
  of: BoxOf;
  members: string[];
  /** How many agents are in the failure domain; they are drawn with their broker. */
  agents: number;
  /**
   * Whether it is drawn as a box, because a node can be in one box only: the sides of a split; else the kind of failure
   * domain that most brokers are in.
   */
  drawn: boolean;
  /** lost: everything in it is lost. */
  fate: Fate;
  /** In a comparison: its members and agents in the other version, if they differ. */
  was: Pick<GraphBox, 'members' | 'agents'> | null;
}

/** The picture of one site. */
export interface SiteGraph {
  id: string;
  site: string;
  licensing: boolean;
  /** Brokers in priority order, then agents, providers and gateways. */
  nodes: GraphNode[];
  links: GraphLink[];
  boxes: GraphBox[];
  agents: number;
  /** In a comparison: same, added or removed. */
  fate: Fate;
}

/** The failure that a picture shows the consequences of. */
export interface GraphFailure {
  /** The events, as they are written. */
  asked: string;
  verdict: Verdict;
  /** Agents that must reconnect. */
  reconnect: string[];
}

/** The picture of a farm. */
export interface Graph {
  farm: string;
  rasVersion: RasVersion;
  /** null: the farm as it is configured. */
  failure: GraphFailure | null;
  sites: SiteGraph[];
  assumptions: AssumptionId[];
}
