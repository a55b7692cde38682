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
function psTable(entries: Readonly<Record<string, string | undefined>>): string {
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

/** Names of variables, each for one value: what several steps have in common is printed once. */
export class Variables {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** The variable that holds the value, such as `$look3`. */
  of(kind: string, value: string): string {
    const known = this.names.get(value);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const name = `$${kind}${count}`;
    this.names.set(value, name);
    return name;
  }

  /** The assignments, in the order in which the values came. */
  print(): string[] {
    return [...this.names].flatMap(([value, name]) => [`${name} = ${value}`, '']);
  }
}

/** What is expected of a site: one line for each object. Brokers that several looks have in common are a variable. */
export function psExpected(expected: ExpectedSite, variables: Variables): string {
  const { site, exists, licensing, order, brokers, gateways, hosts, providers, upgraded } =
    expected;
  const list = brokers.map(expectedBroker);
  const also = brokers.flatMap(alsoOfBroker);
  const open = brokers.filter(({ standby }) => standby === undefined);
  return [
    '@{',
    `    Site = ${psString(site)}`,
    `    Exists = ${psBoolean(exists)}`,
    ...(licensing === undefined ? [] : [`    Licensing = ${psBoolean(licensing)}`]),
    `    Order = ${psString(order)}`,
    ...(list.length === 0 ? [] : [`    Brokers = ${variables.of('brokers', psList(list))}`]),
    ...property('Also', also),
    ...(open.length === 0 ? [] : [`    Open = ${psStrings(open.map(({ server }) => server))}`]),
    ...property('Gateways', gateways.map(expectedMember)),
    ...property('Hosts', hosts.map(expectedMember)),
    ...property('Providers', providers.map(expectedMember)),
    ...(upgraded === null
      ? []
      : [
          `    Upgraded = ${psStrings(upgraded.servers)}`,
          `    Version = ${psString(String(upgraded.version))}`,
        ]),
    '}',
  ].join('\n');
}

function psList(items: readonly string[]): string {
  return ['@(', ...items.map((item) => `    ${item}`), ')'].join('\n');
}

function property(name: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`    ${name} = @(`, ...items.map((item) => `        ${item}`), '    )'];
}

function expectedBroker({ server, enabled, standby }: ExpectedBroker): string {
  return psTable({
    Server: psString(server),
    Enabled: optional(enabled, psBoolean),
    Standby: psBoolean(standby ?? false),
  });
}

/** The properties that are compared only where a step changes them. */
function alsoOfBroker({ server, ip, alternativeIps, description }: ExpectedBroker): string[] {
  if (ip === undefined && alternativeIps === undefined && description === undefined) return [];
  return [
    psTable({
      Server: psString(server),
      IP: optional(ip, (value) => psString(value ?? '')),
      AlternativeIPs: optional(alternativeIps, (value) => psString(value.join(';'))),
      Description: optional(description, psString),
    }),
  ];
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
