import { agentStates } from '../../src/domain/facts/agent-states.table.js';
import { providerTypes } from '../../src/domain/facts/providers.table.js';
import { serverTypes } from '../../src/domain/facts/server-types.table.js';
import { type Agent, type Farm, prefers, type Site } from '../../src/domain/model/farm.js';

/**
 * What RAS would show of a farm: the calls of the cmdlets and their objects, and these in every shape that PowerShell and the
 * REST API give them. Written from the sources, not from the reader.
 */

/** An enum as the module has it. */
class Enum {
  constructor(
    readonly name: string,
    readonly number: number,
  ) {}
}

export type Exported = Record<string, unknown>;

/** One call of a cmdlet. */
export interface Call {
  cmdlet: string;
  siteId: number | null;
  objects: Exported[];
}

/** A file that a shape consists of. */
export interface ExportedFile {
  file: string;
  bytes: Buffer;
}

const ok = new Enum('OK', 0);

/** The calls that show a farm, in the names of RASAdmin 19 and newer. */
export function callsOf(farm: Farm): Call[] {
  const sites = farm.sites.map((site, at) => ({ site, id: at + 1 }));
  return [
    {
      cmdlet: 'Get-RASVersion',
      siteId: null,
      objects: [{ Version: `${farm.rasVersion}.0.23456`, Product: 'Parallels RAS' }],
    },
    {
      cmdlet: 'Get-RASSite',
      siteId: null,
      objects: sites.map(({ site, id }) => ({
        Id: id,
        Name: site.name,
        LicensingSite: site.licensing,
        AdminCreate: 'admin',
      })),
    },
    ...sites.flatMap(({ site, id }) => siteCalls(site, id)),
  ];
}

function siteCalls(site: Site, siteId: number): Call[] {
  const idOf = (server: string | null): number =>
    server === null
      ? 0
      : siteId * 1000 +
        site.brokers.findIndex((one) => prefers({ preferredBroker: server }, one.server)) +
        1;
  const call = (cmdlet: string, objects: Exported[]): Call => ({ cmdlet, siteId, objects });
  const hosts = site.agents.filter(({ kind }) => kind === 'rds-host');
  return [
    call('Get-RASSiteStatus', [
      { Server: site.brokers[0]?.server, AgentState: ok, SiteId: siteId },
    ]),
    call(
      'Get-RASBroker',
      // A list in another order than that of the priorities.
      site.brokers
        .map((broker, at) => ({
          Server: broker.server,
          Enabled: broker.enabled,
          Priority: at,
          Standby: broker.standby,
          IP: broker.ip ?? '',
          AlternativeIPs: broker.alternativeIps.join(';'),
          Description: broker.description,
          SiteId: siteId,
          Id: siteId * 1000 + at + 1,
          LogRotation: true,
          TimeCreate: '/Date(1763805600000)/',
        }))
        .toReversed(),
    ),
    call(
      'Get-RASGateway',
      site.gateways.map((gateway, at) => ({
        Server: gateway.server,
        Id: at + 1,
        SiteId: siteId,
        Enabled: true,
        InheritDefaultModeSettings: false,
        Mode: gateway.mode === 'normal' ? new Enum('Normal', 0) : new Enum('Forwarding', 1),
        PreferredBrokerId: idOf(gateway.preferredBroker),
      })),
    ),
    call(
      'Get-RASRDSHost',
      hosts.map((agent, at) => ({
        Server: agent.name,
        Id: at + 1,
        SiteId: siteId,
        Enabled: true,
        InheritDefaultAgentSettings: false,
        PreferredBrokerId: idOf(agent.preferredBroker),
      })),
    ),
    call(
      'Get-RASProvider',
      site.providers.map((provider, at) => ({
        Name: provider.name,
        Server: `host-of-${at}`,
        Id: at + 1,
        SiteId: siteId,
        Enabled: true,
        Type: typeOf(provider.type),
        PreferredBrokerId: idOf(provider.preferredBroker),
      })),
    ),
    call('Get-RASAgent', [
      ...site.brokers.map(({ server, ip }) => agentOf(server, 'PA', siteId, ip)),
      ...site.gateways.map(({ server, ip }) => agentOf(server, 'Gateway', siteId, ip)),
      ...site.agents.flatMap((agent) => {
        const type = serverTypeOf(agent);
        return type === null ? [] : [agentOf(agent.name, type, siteId, null)];
      }),
    ]),
  ];
}

function typeOf(name: string): Enum {
  return new Enum(name, providerTypes.find((type) => type.name === name)?.code ?? 99);
}

/** The type of an agent as Get-RASAgent prints it; null for a kind that it doesn't show. */
export function serverTypeOf({ kind }: Pick<Agent, 'kind'>): string | null {
  const types: Partial<Record<Agent['kind'], string>> = {
    'rds-host': 'RDSHost',
    'vdi-host': 'VDIHost',
    'avd-host': 'AVDHost',
    'enrollment-server': 'Enrollment',
  };
  return types[kind] ?? null;
}

function agentOf(server: string, type: string, siteId: number, ip: string | null): Exported {
  const number = serverTypes.find(({ names }) => names.includes(type))?.number ?? -1;
  return {
    Server: server,
    ServerType: new Enum(type, number),
    AgentState: new Enum(agentStates.find((state) => state.number === 0)?.name ?? 'OK', 0),
    SiteId: siteId,
    Enabled: true,
    IP: ip ?? '',
    CPULoad: 7,
  };
}

/** How an enum is written. */
type EnumForm = (value: Enum) => unknown;

const byNumber: EnumForm = ({ number }) => number;
const byName: EnumForm = ({ name }) => name;
const byBoth: EnumForm = ({ name, number }) => `${number} = ${name}`;
const asObject: EnumForm = ({ name, number }) => ({ enum: name, number });

function written(objects: readonly Exported[], form: EnumForm): Exported[] {
  return objects.map((object) =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        key,
        value instanceof Enum ? form(value) : value,
      ]),
    ),
  );
}

/** The bundle of farm capture. */
function bundle(calls: readonly Call[]): string {
  return JSON.stringify({
    format: 'ras-capture',
    formatVersion: 1,
    capturedAt: '2026-11-22T10:00:00Z',
    farmVersion: '0.1.0',
    server: null,
    pseudonyms: false,
    depth: 4,
    powershell: { version: '5.1.19041.1', edition: 'Desktop' },
    module: { name: 'RASAdmin', version: '20.0.1' },
    parameters: { 'Set-RASBroker': ['Enabled', 'Server'], 'Remove-RASBroker': null },
    results: calls.map(({ cmdlet, siteId, objects }) => ({
      cmdlet,
      arguments: siteId === null ? {} : { SiteId: siteId },
      error: null,
      objects: written(objects, asObject),
    })),
  });
}

/** All objects of each cmdlet: files are exported for the whole farm. */
function byCmdlet(calls: readonly Call[]): [string, Exported[]][] {
  const all = new Map<string, Exported[]>();
  for (const { cmdlet, objects } of calls) {
    all.set(cmdlet, [...(all.get(cmdlet) ?? []), ...objects]);
  }
  return [...all];
}

/** As a pipeline into ConvertTo-Json gives it: one object is no list, and none is an empty file. */
function single(objects: readonly unknown[], space: number): string {
  if (objects.length === 0) return '';
  return JSON.stringify(objects.length === 1 ? objects[0] : objects, null, space);
}

/** ConvertTo-Json of Windows PowerShell 5.1: two spaces after a colon, some characters as escapes. */
function json51(value: unknown): string {
  return JSON.stringify(value, null, 4)
    .replaceAll('": ', '":  ')
    .replaceAll(/[<>&']/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('\n', '\r\n');
}

function csv(objects: readonly Exported[], delimiter: string, form: EnumForm): string {
  const keys = Object.keys(objects[0] ?? {});
  const field = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '';
    const text =
      value === true ? 'True' : value === false ? 'False' : `${value as string | number}`;
    return `"${text.replaceAll('"', '""')}"`;
  };
  const lines = written(objects, form).map((object) => keys.map((key) => field(object[key])));
  return [keys.map((key) => `"${key}"`), ...lines]
    .map((line) => `${line.join(delimiter)}\r\n`)
    .join('');
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function utf8Mark(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf8');
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

function utf16NoMark(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function utf16Big(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
}

const oldCmdlets: Record<string, string> = {
  'Get-RASBroker': 'Get-RASPA',
  'Get-RASGateway': 'Get-RASGW',
  'Get-RASRDSHost': 'Get-RASRDS',
  'Get-RASProvider': 'Get-RASVDIHost',
};

const olderCmdlets: Record<string, string> = {
  ...oldCmdlets,
  'Get-RASBroker': 'Get-PA',
  'Get-RASGateway': 'Get-GW',
  'Get-RASRDSHost': 'Get-RDS',
  'Get-RASProvider': 'Get-VDIHost',
  'Get-RASSite': 'Get-Site',
  'Get-RASSiteStatus': 'Get-SiteStatus',
};

const oldProperties: Record<string, string> = {
  PreferredBrokerId: 'PreferredPAId',
  Mode: 'GWMode',
  Type: 'VDIType',
};

/** The calls in the names of older modules. */
function old(calls: readonly Call[], cmdlets: Record<string, string>): Call[] {
  return calls.map(({ cmdlet, siteId, objects }) => ({
    cmdlet: cmdlets[cmdlet] ?? cmdlet,
    siteId,
    objects: objects.map((object) =>
      Object.fromEntries(
        Object.entries(object).map(([key, value]) => [oldProperties[key] ?? key, value]),
      ),
    ),
  }));
}

function camel(object: Exported): Exported {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      /^[A-Z]{2}/u.test(key)
        ? key.replace(/^[A-Z]+/u, (word) => word.toLowerCase())
        : key[0]?.toLowerCase() + key.slice(1),
      value,
    ]),
  );
}

const restFiles: Record<string, string> = {
  'Get-RASBroker': 'broker.json',
  'Get-RASGateway': 'gateway.json',
  'Get-RASRDSHost': 'rds-host.json',
  'Get-RASProvider': 'providers.json',
  'Get-RASSite': 'site.json',
  'Get-RASSiteStatus': 'site-status.json',
  'Get-RASAgent': 'agent.json',
  'Get-RASVersion': 'version.json',
};

function each(
  calls: readonly Call[],
  extension: string,
  print: (objects: Exported[]) => Buffer,
): ExportedFile[] {
  return byCmdlet(calls).map(([cmdlet, objects]) => ({
    file: `${cmdlet}.${extension}`,
    bytes: print(objects),
  }));
}

/** Every shape, with what it loses: enums that are only numbers. */
export const shapes: Readonly<
  Record<
    string,
    { files: (calls: Call[]) => ExportedFile[]; numbersOnly?: boolean; noNul?: boolean }
  >
> = {
  bundle: { files: (calls) => [{ file: 'x.ras-capture.json', bytes: utf8(bundle(calls)) }] },
  'bundle in UTF-16': {
    files: (calls) => [{ file: 'x.json', bytes: utf16(bundle(calls)) }],
  },
  'ConvertTo-Json 7': {
    files: (calls) => each(calls, 'json', (all) => utf8(single(written(all, byNumber), 2))),
    numbersOnly: true,
  },
  'ConvertTo-Json 7 -EnumsAsStrings, UTF-8 with a mark': {
    files: (calls) => each(calls, 'json', (all) => utf8Mark(single(written(all, byName), 2))),
  },
  'ConvertTo-Json 5.1, wrapped, UTF-16': {
    files: (calls) =>
      each(calls, 'json', (all) =>
        utf16(json51({ value: written(all, byNumber), Count: all.length })),
      ),
    numbersOnly: true,
  },
  'ConvertTo-Json 5.1 with enums as text, UTF-16 without a mark': {
    files: (calls) => each(calls, 'json', (all) => utf16NoMark(json51(written(all, byName)))),
  },
  'big-endian UTF-16': {
    files: (calls) => each(calls, 'json', (all) => utf16Big(json51(written(all, byBoth)))),
  },
  'one object after the other': {
    files: (calls) =>
      each(calls, 'json', (all) =>
        utf8(
          written(all, byName)
            .map((object) => json51(object))
            .join('\r\n'),
        ),
      ),
  },
  'Export-Csv 7': {
    files: (calls) => each(calls, 'csv', (all) => utf8(csv(all, ',', byName))),
    noNul: true,
  },
  'Export-Csv 5.1 with its type': {
    files: (calls) =>
      each(calls, 'csv', (all) =>
        utf8Mark(all.length === 0 ? '' : `#TYPE RASAdminEngine.Core.X\r\n${csv(all, ',', byName)}`),
      ),
    noNul: true,
  },
  'Export-Csv -UseCulture, UTF-16': {
    files: (calls) => each(calls, 'csv', (all) => utf16(csv(all, ';', byName))),
    noNul: true,
  },
  'Export-Csv with tabs': {
    files: (calls) => each(calls, 'csv', (all) => utf8(csv(all, '\t', byBoth))),
    noNul: true,
  },
  'old names of RASAdmin 18': {
    files: (calls) =>
      each(old(calls, oldCmdlets), 'json', (all) => utf16(json51(written(all, byName)))),
  },
  'older names of PSAdmin': {
    files: (calls) => [
      { file: 'x.ras-capture.json', bytes: utf8(bundle(old(calls, olderCmdlets))) },
    ],
  },
  'REST replies': {
    files: (calls) =>
      byCmdlet(calls).map(([cmdlet, objects]) => ({
        file: restFiles[cmdlet] ?? `${cmdlet}.json`,
        bytes: utf8(JSON.stringify(written(objects, byNumber).map(camel))),
      })),
    numbersOnly: true,
  },
};
