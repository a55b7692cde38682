import {
  type Agent,
  type AgentKind,
  type Broker,
  type Farm,
  type Gateway,
  type GatewayMode,
  type Provider,
  type RuleSetting,
  type Site,
  type Suppression,
  automaticWords,
  providerTypeOf,
} from '../../domain/model/index.js';
import { type RasVersion, formatRasVersion, statements } from '../../domain/facts/index.js';
import { formatVersion } from './schema.js';

/**
 * Between a farm document, where much may be left out, and the model, where nothing is.
 * Reading fills in the presets that schema.ts describes; writing gives every key its fixed place.
 */

type Maybe<T> = T | null | undefined;

/** A farm file whose shape has been checked. */
export interface FarmDocument {
  $schema?: string;
  formatVersion: number;
  name: string;
  rasVersion?: RasVersion;
  rules?: Record<string, RuleSetting>;
  suppressions?: { rule: string; target: string; reason: string; expires?: Maybe<string> }[];
  sites: SiteDocument[];
}

interface SiteDocument {
  name: string;
  licensing?: boolean;
  network?: Maybe<string>;
  autoPromotion?: { enabled?: boolean; afterMinutes?: number; failback?: boolean };
  brokers: BrokerDocument[];
  gateways?: {
    server: string;
    ip?: Maybe<string>;
    mode?: GatewayMode;
    preferredBroker?: Maybe<string>;
  }[];
  agents?: { name: string; kind?: AgentKind; preferredBroker?: Maybe<string> }[];
  providers?: { name: string; type: string; preferredBroker?: Maybe<string> }[];
}

interface BrokerDocument {
  server: string;
  ip?: Maybe<string>;
  alternativeIps?: string[];
  description?: Maybe<string>;
  enabled?: boolean;
  standby?: boolean;
  installGateway?: boolean;
  enableHtml5?: boolean;
  addFirewallRules?: boolean;
  failureDomains?: Record<string, string>;
}

/** The model of a document whose shape is right; invariants are not looked at. */
export function toFarm(document: FarmDocument): Farm {
  return {
    name: document.name,
    rasVersion: document.rasVersion ?? formatRasVersion,
    rules: document.rules ?? {},
    suppressions: (document.suppressions ?? []).map((one) => ({
      ...one,
      expires: one.expires || null,
    })),
    sites: document.sites.map((site) => toSite(site, document.sites.length === 1)),
  };
}

function toSite(site: SiteDocument, isOnlySite: boolean): Site {
  return {
    name: site.name,
    licensing: site.licensing ?? isOnlySite,
    network: site.network || null,
    autoPromotion: {
      enabled: site.autoPromotion?.enabled ?? false,
      afterMinutes: site.autoPromotion?.afterMinutes ?? statements.R16.number,
      failback: site.autoPromotion?.failback ?? false,
    },
    brokers: site.brokers.map(toBroker),
    gateways: (site.gateways ?? []).map((gateway) => ({
      server: gateway.server,
      ip: gateway.ip || null,
      mode: gateway.mode ?? 'normal',
      preferredBroker: toPreference(gateway.preferredBroker),
    })),
    agents: (site.agents ?? []).map((agent) => ({
      name: agent.name,
      kind: agent.kind ?? 'rds-host',
      preferredBroker: toPreference(agent.preferredBroker),
    })),
    providers: (site.providers ?? []).map((provider) => ({
      name: provider.name,
      type: providerTypeOf(provider.type) ?? provider.type,
      preferredBroker: toPreference(provider.preferredBroker),
    })),
  };
}

function toBroker(broker: BrokerDocument): Broker {
  return {
    server: broker.server,
    ip: broker.ip || null,
    alternativeIps: broker.alternativeIps ?? [],
    description: broker.description ?? '',
    enabled: broker.enabled ?? true,
    standby: broker.standby ?? false,
    installGateway: broker.installGateway ?? false,
    enableHtml5: broker.enableHtml5 ?? false,
    addFirewallRules: broker.addFirewallRules ?? false,
    failureDomains: broker.failureDomains ?? {},
  };
}

function toPreference(written: Maybe<string>): string | null {
  if (!written || automaticWords.includes(written.toLowerCase())) return null;
  return written;
}

/** The document of a farm, keys in the order of the file; what is not set is left out. */
export function toDocument(farm: Farm, schema: string | undefined): FarmDocument {
  return {
    ...(schema === undefined ? {} : { $schema: schema }),
    formatVersion,
    name: farm.name,
    rasVersion: farm.rasVersion,
    ...(Object.keys(farm.rules).length === 0 ? {} : { rules: rulesInOrder(farm.rules) }),
    ...(farm.suppressions.length === 0
      ? {}
      : { suppressions: farm.suppressions.map(fromSuppression) }),
    sites: farm.sites.map(fromSite),
  };
}

/** Settings as they stand, with their keys in the order of the file. */
function rulesInOrder(rules: Farm['rules']): Record<string, RuleSetting> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, { severity, threshold, off, reason }]) => [
      name,
      {
        ...(severity === undefined ? {} : { severity }),
        ...(threshold === undefined ? {} : { threshold }),
        ...(off === undefined ? {} : { off }),
        ...(reason === undefined ? {} : { reason }),
      },
    ]),
  );
}

function fromSuppression({ rule, target, reason, expires }: Suppression) {
  return { rule, target, reason, ...ifSet('expires', expires) };
}

function fromSite(site: Site): SiteDocument {
  const { enabled, afterMinutes, failback } = site.autoPromotion;
  return {
    name: site.name,
    licensing: site.licensing,
    ...ifSet('network', site.network),
    autoPromotion: { enabled, afterMinutes, failback },
    brokers: site.brokers.map(fromBroker),
    gateways: site.gateways.map(fromGateway),
    agents: site.agents.map(fromAgent),
    providers: site.providers.map(fromProvider),
  };
}

function fromBroker(broker: Broker): BrokerDocument {
  const domains = broker.failureDomains;
  return {
    server: broker.server,
    ...ifSet('ip', broker.ip),
    ...(broker.alternativeIps.length === 0 ? {} : { alternativeIps: [...broker.alternativeIps] }),
    ...ifSet('description', broker.description),
    enabled: broker.enabled,
    standby: broker.standby,
    installGateway: broker.installGateway,
    enableHtml5: broker.enableHtml5,
    addFirewallRules: broker.addFirewallRules,
    ...(Object.keys(domains).length === 0 ? {} : { failureDomains: domains }),
  };
}

function fromGateway({ server, ip, mode, preferredBroker }: Gateway) {
  return { server, ...ifSet('ip', ip), mode, ...ifSet('preferredBroker', preferredBroker) };
}

function fromAgent({ name, kind, preferredBroker }: Agent) {
  return { name, kind, ...ifSet('preferredBroker', preferredBroker) };
}

function fromProvider({ name, type, preferredBroker }: Provider) {
  return { name, type, ...ifSet('preferredBroker', preferredBroker) };
}

function ifSet<K extends string>(key: K, value: string | null): { [key in K]?: string } {
  return value === null || value === '' ? {} : ({ [key]: value } as { [key in K]?: string });
}
