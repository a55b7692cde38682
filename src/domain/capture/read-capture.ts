import { groupedBy } from '../model/index.js';
import { serverTypes } from '../facts/index.js';
import type {
  Capture,
  CapturedBroker,
  CapturedDefaults,
  CapturedMember,
  CapturedSite,
  CapturedStatus,
  UnknownProperties,
} from './capture.js';
import type { CallError, CapturedKind, RawCapture, RawResult } from './raw.js';
import { CapturedRow, siteAsked } from './row.js';
import { type EnumValue, textOf } from './values.js';

/** So many names of unknown properties are kept for each kind. */
const mostNames = 20;

/** The capture that raw objects stand for. Nothing in them is fatal: what farm doesn't know is counted and left out. */
export function readCapture({ results, ...header }: RawCapture): Capture {
  const rows = new Map<CapturedKind, CapturedRow[]>();
  const named = new Set<RawResult>();
  for (const result of results) {
    if (result.kind === 'version') continue;
    const own = rows.get(result.kind) ?? [];
    for (const object of result.objects) {
      const row = new CapturedRow(object, result);
      if (row.server !== '' || row.text('name')) named.add(result);
      own.push(row);
    }
    rows.set(result.kind, own);
  }
  const of = (kind: CapturedKind): readonly CapturedRow[] => rows.get(kind) ?? [];
  return {
    ...header,
    sites: of('site').map(toSite),
    brokers: of('broker')
      .map(toBroker)
      .filter(({ server }) => server !== ''),
    gateways: of('gateway').map(toMember).filter(isNamed),
    rdsHosts: of('rds-host').map(toMember).filter(isNamed),
    providers: of('provider').map(toMember).filter(isNamed),
    statuses: [
      ...of('site-status').map((row) => toStatus(row, 'site')),
      ...of('broker-status').map((row) => toStatus(row, 'broker')),
      ...of('gateway-status').map((row) => toStatus(row, 'gateway')),
      ...of('rds-host-status').map((row) => toStatus(row, 'rds-host')),
      ...of('provider-status').map((row) => toStatus(row, 'provider')),
      ...of('agent').map((row) => toStatus(row, typeOf(row.enum('serverType')))),
    ],
    defaults: [
      ...of('gateway-defaults').map((row) => toDefaults(row, 'gateway')),
      ...of('rds-host-defaults').map((row) => toDefaults(row, 'rds-host')),
    ],
    versions: results.filter(({ kind }) => kind === 'version').flatMap(versionsOf),
    calls: results.map((result) => ({
      kind: result.kind,
      source: result.source,
      siteId: siteAsked(result.arguments),
      error: result.error ?? (isUnread(result, named) ? unread : null),
    })),
    unknown: [...rows].flatMap(([kind, own]) => unknownOf(kind, own)),
    cut: [...rows].flatMap(([kind, own]) => {
      const names = [...new Set(own.flatMap(({ cut }) => cut))];
      return names.length === 0 ? [] : [{ kind, names }];
    }),
  };
}

const unread: CallError = { kind: 'unnamed', message: '' };

/** Lists that hold something else, such as what Format-List prints, are not empty: what the model has must not go. */
function isUnread(result: RawResult, named: ReadonlySet<RawResult>): boolean {
  return listKinds.has(result.kind) && result.objects.length > 0 && !named.has(result);
}

const listKinds: ReadonlySet<CapturedKind> = new Set([
  'broker',
  'gateway',
  'rds-host',
  'provider',
  'agent',
]);

function common({ source, id, siteId }: CapturedRow) {
  return { source, id, siteId };
}

function toSite(row: CapturedRow): CapturedSite {
  return {
    ...common(row),
    siteId: row.id,
    name: row.text('name') || null,
    licensing: row.yesOrNo('licensing'),
  };
}

function toBroker(row: CapturedRow): CapturedBroker {
  return {
    ...common(row),
    server: row.server,
    priority: row.number('priority'),
    enabled: row.yesOrNo('enabled'),
    standby: row.yesOrNo('standby'),
    ip: ipOf(row),
    alternativeIps: row.addresses('alternativeIps'),
    description: row.exactText('description'),
    markedForDeletion: row.yesOrNo('markedForDeletion') === true,
  };
}

function toMember(row: CapturedRow): CapturedMember {
  return {
    ...common(row),
    name: row.text('name') || row.server,
    server: row.server,
    enabled: row.yesOrNo('enabled'),
    preferredBrokerId: row.number('preferredBrokerId'),
    inherits: row.yesOrNo('inherits'),
    mode: row.enum('mode'),
    type: row.enum('type'),
  };
}

function toStatus(row: CapturedRow, of: CapturedStatus['of']): CapturedStatus {
  return {
    ...common(row),
    of,
    isAgent: row.kind === 'agent',
    name: row.text('name') || row.server,
    server: row.server || (row.text('name') ?? ''),
    enabled: row.yesOrNo('enabled'),
    ip: ipOf(row),
    state: row.enum('state'),
    version: row.text('version') || undefined,
  };
}

function toDefaults(row: CapturedRow, of: CapturedDefaults['of']): CapturedDefaults {
  return {
    ...common(row),
    of,
    preferredBrokerId: row.number('preferredBrokerId'),
    mode: row.enum('mode'),
  };
}

function ipOf(row: CapturedRow): string | null | undefined {
  const text = row.text('ip');
  return text === '' ? null : text;
}

function isNamed({ name }: CapturedMember): boolean {
  return name !== '';
}

/** What a value of ServerType is in a farm file; null for what is left out. */
function typeOf(value: EnumValue | undefined): CapturedStatus['of'] {
  if (value === undefined) return null;
  const name = value.name?.toLowerCase();
  const row = serverTypes.find(
    ({ number, names }) =>
      (name === undefined && number === value.number) ||
      names.some((one) => one.toLowerCase() === name),
  );
  return row?.is ?? null;
}

/** The texts of a version: no source says which property of Get-RASVersion holds it, so all are looked at. */
function versionsOf({ objects, source }: RawResult): { text: string; source: string }[] {
  return objects.flatMap((object) =>
    [object, ...Object.values(object)].flatMap((value) => {
      const text = versionText(value);
      return text === null ? [] : [{ text, source }];
    }),
  );
}

/** A version in a text, or as .NET splits it: `{ "Major": 21, "Minor": 0, … }`. */
function versionText(value: unknown): string | null {
  if (typeof value === 'object' && value !== null && 'Major' in value && 'Minor' in value) {
    return `${String(value.Major)}.${String(value.Minor)}`;
  }
  return /(?<![\d.])\d{1,3}\.\d[\d.]*/u.exec(textOf(value) ?? '')?.[0] ?? null;
}

function unknownOf(kind: CapturedKind, rows: readonly CapturedRow[]): UnknownProperties[] {
  const names = [
    ...groupedBy(
      rows.flatMap(({ unknown }) => unknown),
      (name) => name.toLowerCase(),
    ).values(),
  ].flatMap(([first]) => first ?? []);
  if (names.length === 0) return [];
  return [{ kind, count: names.length, names: names.slice(0, mostNames) }];
}
