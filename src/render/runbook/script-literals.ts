import type {
  CallValue,
  CmdletCall,
  ExpectedBroker,
  ExpectedMember,
  ExpectedSite,
} from '../../domain/runbook/index.js';
import { psString, psStrings } from '../powershell/quote.js';

/** Values of a runbook as PowerShell, with every text in a string of its own. */

/** A hashtable on one line; entries without a value are left out. */
export function psTable(entries: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return `@{ ${given.map(([key, value]) => `${key} = ${value}`).join('; ')} }`;
}

/** True or false. */
export function psBoolean(value: boolean): string {
  return value ? '$true' : '$false';
}

/** A call of a cmdlet, with its parameters in order. */
export function psCall({ cmdlet, arguments: given }: CmdletCall): string {
  const entries = Object.entries(given).map(([key, value]) => `${key} = ${callValue(value)}`);
  return `@{ Name = ${psString(cmdlet)}; With = [ordered]@{ ${entries.join('; ')} } }`;
}

/** What is expected of a site: one line for each object. */
export function psExpected(expected: ExpectedSite): string {
  const { site, exists, licensing, order, brokers, gateways, hosts, providers, upgraded } =
    expected;
  const lists = [
    ...list('Brokers', brokers.map(expectedBroker)),
    ...list('Gateways', gateways.map(expectedMember)),
    ...list('Hosts', hosts.map(expectedMember)),
    ...list('Providers', providers.map(expectedMember)),
    ...(upgraded === null
      ? []
      : [
          `    Upgraded = ${psStrings(upgraded.servers)}`,
          `    Version = ${psString(String(upgraded.version))}`,
        ]),
  ];
  return [
    '@{',
    `    Site = ${psString(site)}`,
    `    Exists = ${psBoolean(exists)}`,
    ...(licensing === undefined ? [] : [`    Licensing = ${psBoolean(licensing)}`]),
    `    Order = ${psString(order)}`,
    ...lists,
    '}',
  ].join('\n');
}

function list(name: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`    ${name} = @(`, ...items.map((item) => `        ${item}`), '    )'];
}

function expectedBroker(broker: ExpectedBroker): string {
  const { server, enabled, standby, ip, alternativeIps, description } = broker;
  return psTable({
    Server: psString(server),
    Enabled: optional(enabled, psBoolean),
    Standby: optional(standby, psBoolean),
    IP: optional(ip, (value) => psString(value ?? '')),
    AlternativeIPs: optional(alternativeIps, (value) => psString(value.join(';'))),
    Description: optional(description, psString),
  });
}

function expectedMember({ name, exists, preferredBroker, mode, ip }: ExpectedMember): string {
  return psTable({
    Name: psString(name),
    Exists: psBoolean(exists),
    PreferredBroker: optional(preferredBroker, nameOrNull),
    Mode: optional(mode, psString),
    IP: optional(ip, (value) => psString(value ?? '')),
  });
}

function optional<T>(value: T | undefined, print: (value: T) => string): string | undefined {
  return value === undefined ? undefined : print(value);
}

function nameOrNull(name: string | null): string {
  return name === null ? '$null' : psString(name);
}

function callValue(value: CallValue): string {
  if (typeof value === 'string') return psString(value);
  if (typeof value === 'boolean') return psBoolean(value);
  if ('idOfSite' in value) return psTable({ IdOfSite: psString(value.idOfSite) });
  const Site = psString(value.site);
  if ('idOfBroker' in value) return psTable({ IdOfBroker: nameOrNull(value.idOfBroker), Site });
  if ('idOfProvider' in value) {
    return psTable({ Provider: psString(value.idOfProvider), Id: '$true', Site });
  }
  const Name = psString(value.name);
  return value.object === 'gateway'
    ? psTable({ Gateway: Name, Site })
    : psTable({ Provider: Name, Id: '$false', Site });
}
