import { type Broker, type Farm, sameName, type Site } from '../model/index.js';
import type { ExpectedBroker, ExpectedMember, ExpectedSite } from './runbook-types.js';

/** What to compare of the farm, beside the list of brokers with Enabled and Standby, which is compared always. */
export interface Look {
  order?: 'primary';
  /** Also whether it is the Licensing Site. */
  licensing?: true;
  /** More properties of one broker. */
  broker?: { server: string; also?: readonly BrokerProperty[]; except?: readonly 'standby'[] };
  gateways?: MemberLook;
  hosts?: MemberLook;
  providers?: MemberLook;
  upgraded?: ExpectedSite['upgraded'];
}

/** The properties of a broker that are compared only where a step changes them. */
export type BrokerProperty = 'ip' | 'alternativeIps' | 'description';

/** Objects by name, and which of their properties are compared; none: only whether they exist. */
export interface MemberLook {
  names: readonly string[];
  also?: readonly ('preferredBroker' | 'mode' | 'ip')[];
}

/** What the farm should report of a site. */
export function expectSite(farm: Farm, name: string, look: Look = {}): ExpectedSite {
  const site = farm.sites.find((one) => sameName(one.name, name));
  const part = { order: look.order ?? ('all' as const), upgraded: look.upgraded ?? null };
  if (site === undefined) {
    const nothing = { brokers: [], gateways: [], hosts: [], providers: [] };
    return { site: name, exists: false, ...nothing, ...part };
  }
  return {
    site: site.name,
    exists: true,
    ...(look.licensing === true ? { licensing: site.licensing } : {}),
    brokers: site.brokers.map((broker) => expectBroker(broker, look)),
    gateways: expectMembers(named(site.gateways), look.gateways),
    hosts: expectMembers(hostsOf(site), look.hosts),
    providers: expectMembers(site.providers, look.providers),
    ...part,
  };
}

/** The agents that `Get-RASRDSHost` reports. */
export function hostsOf({ agents }: Pick<Site, 'agents'>): Site['agents'] {
  return agents.filter(({ kind }) => kind === 'rds-host');
}

function expectBroker(broker: Broker, { broker: asked }: Look): ExpectedBroker {
  const { server, enabled, standby } = broker;
  if (asked === undefined || !sameName(asked.server, server)) return { server, enabled, standby };
  const also = Object.fromEntries((asked.also ?? []).map((key) => [key, broker[key]]));
  return asked.except === undefined
    ? { server, enabled, standby, ...also }
    : { server, enabled, ...also };
}

interface Member {
  name: string;
  preferredBroker: string | null;
  mode?: string;
  ip?: string | null;
}

function named(gateways: Site['gateways']): Member[] {
  return gateways.map(({ server, ...gateway }) => ({ name: server, ...gateway }));
}

function expectMembers(members: readonly Member[], look: MemberLook | undefined): ExpectedMember[] {
  if (look === undefined) return [];
  const known = new Map(members.map((member) => [member.name.toLowerCase(), member]));
  return look.names.map((name) => {
    const member = known.get(name.toLowerCase());
    if (member === undefined) return { name, exists: false };
    const also = Object.fromEntries((look.also ?? []).map((key) => [key, member[key]]));
    return { name: member.name, exists: true, ...also };
  });
}
