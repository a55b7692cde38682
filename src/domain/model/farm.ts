import type { brokerFields } from './fields/broker-fields.js';
import type { Values } from './fields/field.js';
import type {
  agentFields,
  agentKinds,
  gatewayFields,
  gatewayModes,
  providerFields,
} from './fields/member-fields.js';
import type {
  autoPromotionFields,
  farmFields,
  ruleSettingFields,
  siteFields,
  suppressionFields,
} from './fields/site-fields.js';
import type { Policy } from './policy.js';
import { sameName } from './same-name.js';

/**
 * The model of a RAS farm, and basic queries. The properties of each object are described in fields/.
 *
 * A value of these types is never changed in place: an edit returns a new farm (edits/).
 * What no farm can be is in invariants.ts; how a farm is kept in a file, in ../store.
 */

/** Keys of the farm file that are the user's own: `$comment`, and those that begin with `x-`. No answer uses them. */
export interface Custom {
  custom?: Readonly<Record<string, unknown>>;
}

/** A farm as its file describes it. */
export interface Farm extends Values<typeof farmFields>, Custom {
  /** Settings of readiness rules, by id or slug; empty if all have their defaults. */
  rules: Readonly<Record<string, RuleSetting>>;
  /** Findings that are known and accepted, each with its reason. */
  suppressions: readonly Suppression[];
  /** The policy that applies to the farm file. It is not part of the file; left out if there is none. */
  policy?: Policy;
  sites: readonly Site[];
}

/** A farm's setting of one readiness rule. */
export interface RuleSetting extends Partial<Values<typeof ruleSettingFields>>, Custom {}

/** A finding that is known and accepted. */
export interface Suppression extends Values<typeof suppressionFields>, Custom {}

/** A site of a farm with all its objects. */
export interface Site extends Values<typeof siteFields>, Custom {
  autoPromotion: AutoPromotion;
  /** In priority order: the first is the primary. Never empty. */
  brokers: readonly Broker[];
  gateways: readonly Gateway[];
  agents: readonly Agent[];
  providers: readonly Provider[];
}

/** "Auto-promote the next secondary Connection Broker" of the site. */
export interface AutoPromotion extends Values<typeof autoPromotionFields>, Custom {}

/** A Connection Broker, with the properties of the console's Add wizard. */
export interface Broker extends Values<typeof brokerFields>, Custom {}

/** What keeps a connection to a Connection Broker, such as an RD Session Host: it counts in the load split. */
export interface Agent extends Values<typeof agentFields>, Custom {}

export type AgentKind = (typeof agentKinds)[number];

/** A Provider, which one Connection Broker serves. */
export interface Provider extends Values<typeof providerFields>, Custom {}

/** A RAS Secure Gateway. */
export interface Gateway extends Values<typeof gatewayFields>, Custom {}

export type GatewayMode = (typeof gatewayModes)[number];

/** The configured state of a broker, whether it is up or down. */
export type BrokerState = 'active' | 'standby' | 'disabled';

/** The role of a broker by its position in the list: the first is the primary. */
export type BrokerRole = 'primary' | 'secondary';

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
export function effectivePreference(
  site: Site,
  object: { preferredBroker: string | null },
): Broker | null {
  const { preferredBroker } = object;
  if (preferredBroker === null) return null;
  const broker = brokersByName(site).get(preferredBroker.toLowerCase());
  return broker !== undefined && isActive(broker) ? broker : null;
}
