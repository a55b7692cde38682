import type { RasVersion } from '../facts/index.js';

/**
 * The model of a RAS farm, and what can be told of it at a glance.
 *
 * A value of these types is never changed in place: an edit returns a new farm (edits/).
 * What a farm can never be stands in invariants.ts; how it is kept in a file, in ../store.
 */

/** A farm as its file describes it. */
export interface Farm {
  name: string;
  rasVersion: RasVersion;
  /** How readiness rules are meant in this farm, by id or slug; empty where all are as they come. */
  rules: Readonly<Record<string, RuleSetting>>;
  /** Findings that are known and accepted, each with its reason. */
  suppressions: readonly Suppression[];
  sites: readonly Site[];
}

/** What a farm says about one readiness rule. */
export interface RuleSetting {
  severity?: 'error' | 'warning' | 'info';
  /** Another number than the rule's own, where its source leaves room. */
  threshold?: number;
  /** The rule is not asked at all; needs a reason. */
  off?: boolean;
  reason?: string;
}

/** A finding that is known and accepted. */
export interface Suppression {
  /** Id or slug of the rule. */
  rule: string;
  /** A site's name, for all its findings of the rule, or one object such as `Berlin/broker/CB4`. */
  target: string;
  reason: string;
  /** The last day on which it holds, ISO date; null for no end. */
  expires: string | null;
}

/** A site of a farm with all that stands in it. */
export interface Site {
  name: string;
  /** Exactly one site of a farm is the Licensing Site. */
  licensing: boolean;
  /** The segment that the site's brokers are meant to stand in, in CIDR notation; null where not given. */
  network: string | null;
  autoPromotion: AutoPromotion;
  /** In priority order: the first is the primary. Never empty. */
  brokers: readonly Broker[];
  gateways: readonly Gateway[];
  agents: readonly Agent[];
  providers: readonly Provider[];
}

/** "Auto-promote the next secondary Connection Broker" of the site. */
export interface AutoPromotion {
  enabled: boolean;
  /** How long the primary must be away before the next secondary is promoted, in minutes. */
  afterMinutes: number;
  /** Whether the original primary becomes primary again when it is back. */
  failback: boolean;
}

/** A Connection Broker, with the properties of the console's Add wizard. */
export interface Broker {
  /** FQDN, NetBIOS name or IP of the server: also the broker's name. */
  server: string;
  ip: string | null;
  alternativeIps: readonly string[];
  description: string;
  enabled: boolean;
  standby: boolean;
  installGateway: boolean;
  enableHtml5: boolean;
  addFirewallRules: boolean;
  /** What the server stands or falls with, such as `{ hypervisor: 'hv1', rack: 'r2' }`. */
  failureDomains: Readonly<Record<string, string>>;
}

/** Anything that keeps a connection to a broker: it counts in the load split. */
export const agentKinds = [
  'rds-host',
  'vdi-host',
  'avd-host',
  'remote-pc',
  'guest',
  'gateway',
  'halb',
  'enrollment-server',
] as const;
export type AgentKind = (typeof agentKinds)[number];

/** What keeps a connection to a Connection Broker, such as an RD Session Host. */
export interface Agent {
  name: string;
  kind: AgentKind;
  /** The `server` of a broker of the same site; null is Automatic. */
  preferredBroker: string | null;
}

/** A Provider, which one Connection Broker serves. */
export interface Provider {
  name: string;
  /** A name of `providerTypes` (providers.table.ts). */
  type: string;
  /** The `server` of a broker of the same site; null is Automatic. */
  preferredBroker: string | null;
}

/** How a gateway can work. */
export const gatewayModes = ['normal', 'forwarding'] as const;
export type GatewayMode = (typeof gatewayModes)[number];

/** A RAS Secure Gateway. */
export interface Gateway {
  server: string;
  ip: string | null;
  mode: GatewayMode;
  /** The `server` of a broker of the same site; null is Automatic. RAS heeds it in normal mode only. */
  preferredBroker: string | null;
}

/** The configured state of a broker: what the model says, whatever is up or down. */
export type BrokerState = 'active' | 'standby' | 'disabled';

/** What a broker is by its place in the list: the first is the primary. */
export type BrokerRole = 'primary' | 'secondary';

/** Names are compared without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** How the broker is configured: disabled, in standby, or active. */
export function stateOf(broker: Broker): BrokerState {
  if (!broker.enabled) return 'disabled';
  return broker.standby ? 'standby' : 'active';
}

/** Whether the broker is configured to work now: enabled and not in standby. */
export function isActive(broker: Broker): boolean {
  return stateOf(broker) === 'active';
}

/** Whether an agent, provider or gateway prefers the broker of that server. */
export function prefers(object: { preferredBroker: string | null }, server: string): boolean {
  return object.preferredBroker !== null && sameName(object.preferredBroker, server);
}

const named = new WeakMap<readonly Broker[], ReadonlyMap<string, Broker>>();

/** The brokers of the site by their names in lower case. Kept per list: a list is never changed in place. */
export function brokersByName({ brokers }: Pick<Site, 'brokers'>): ReadonlyMap<string, Broker> {
  const known = named.get(brokers);
  if (known !== undefined) return known;
  const found = new Map<string, Broker>();
  for (const broker of brokers) {
    const name = broker.server.toLowerCase();
    if (!found.has(name)) found.set(name, broker);
  }
  named.set(brokers, found);
  return found;
}

/** The brokers configured active, in priority order. */
export function activeBrokers(site: Site): Broker[] {
  return site.brokers.filter(isActive);
}

/** The standby brokers, in priority order. */
export function standbyBrokers(site: Site): Broker[] {
  return site.brokers.filter((broker) => stateOf(broker) === 'standby');
}

/** The primary of the site: the first of its list. */
export function primaryOf(site: Site): Broker {
  const [primary] = site.brokers;
  if (primary === undefined) throw new Error(`site ${site.name} has no broker`);
  return primary;
}

/** Whether the broker is the primary of the site or a secondary. */
export function roleOf(site: Site, broker: Broker): BrokerRole {
  return site.brokers[0] === broker ? 'primary' : 'secondary';
}

/** Names that mean "no preferred broker" on the command line and in a farm file, so no broker can have them. */
export const automaticWords: readonly string[] = ['automatic', 'auto'];

/**
 * The broker that an agent, provider or gateway prefers, if it is one that can serve: a preference for a broker
 * that isn't active counts as Automatic.
 */
export function heededPreference(
  site: Site,
  object: { preferredBroker: string | null },
): Broker | null {
  const { preferredBroker } = object;
  if (preferredBroker === null) return null;
  const broker = brokersByName(site).get(preferredBroker.toLowerCase());
  return broker !== undefined && isActive(broker) ? broker : null;
}
