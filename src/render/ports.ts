import { assumptions } from '../domain/facts/index.js';
import { groupedBy, type Printed, compressNames, counted } from '../domain/model/index.js';
import type { FirewallRow, PortEnd } from '../domain/ports/index.js';
import type { PortsDocument } from './note-words.js';
import type { Theme } from './theme.js';
import { paragraph, sayWithCommand } from './words.js';

/** The firewall matrix as a table, with the hosts of every component above it. */
export function renderPorts(result: Printed<PortsDocument>, theme: Theme): string {
  const bySite = groupedBy(result.rows, ({ site }) => site);
  return [
    ...[...bySite].map(([site, rows]) => renderPortsOfSite(site, rows, theme)),
    result.notes.map((note) => sayWithCommand(note, theme)).join('\n'),
  ].join('\n\n');
}

/** The rows of one site, under the hosts of every component. */
function renderPortsOfSite(site: string, rows: readonly FirewallRow[], theme: Theme): string {
  const sources = [...new Set(rows.flatMap((row) => row.source))];
  const assumed = [...new Set(rows.flatMap((row) => row.assumptions))];
  return [
    `${theme.colour.bold(site)}: ${counted(rows.length, 'row')}`,
    ...hostsOf(rows).map((hosts) => paragraph(hosts, 2, theme)),
    theme.table(
      ['from', 'to', 'port', 'purpose', 'source'],
      rows.map((row) => [...sayPort(row), sayMarks(row, sources)]),
    ),
    ...sources.map((source, at) => theme.faint(paragraph(saySource(at + 1, source), 2, theme))),
    ...assumed.map((id) =>
      theme.faint(paragraph(saySource(id, `assumed: ${assumptions[id]}`), 2, theme)),
    ),
  ].join('\n');
}

/** The hosts of each component that rows of one site name. */
export function hostsOf(rows: readonly FirewallRow[]): string[] {
  const hosts = new Map<string, readonly PortEnd[]>();
  for (const row of rows) {
    for (const end of [row.from, row.to]) hosts.set(end.component, end.hosts);
  }
  return [...hosts]
    .filter(([, ends]) => ends.length > 0)
    .map(([component, ends]) => `${component}: ${sayHosts(ends)}`);
}

/** A row, without its sources. */
export function sayPort({
  from,
  to,
  port,
  protocols,
  bothWays,
  purpose,
}: FirewallRow): [from: string, to: string, port: string, purpose: string] {
  const back = bothWays && from.component !== to.component ? ' (and back)' : '';
  return [`${from.component}${back}`, to.component, `${port} ${protocols.join('+')}`, purpose];
}

/** What a row is based on: the numbers of its sources in a list, and its assumptions. */
export function sayMarks(row: FirewallRow, sources: readonly string[]): string {
  const marks = [...row.source.map((source) => sources.indexOf(source) + 1), ...row.assumptions];
  return marks.map((mark) => `[${mark}]`).join('');
}

/** A source or an assumption under its mark. */
export function saySource(mark: string | number, source: string): string {
  return `[${mark}] ${source}`;
}

/** Hosts with their addresses; those without one as ranges. */
function sayHosts(ends: readonly PortEnd[]): string {
  const known = ends
    .filter((end) => end.address !== null)
    .map((end) => (end.address === end.name ? end.name : `${end.name} (${end.address})`));
  const unknown = compressNames(ends.filter((end) => end.address === null).map((end) => end.name));
  return [...known, ...(unknown === '' ? [] : [unknown])].join(', ');
}

/** The matrix as CSV (RFC 4180), one line per row; several hosts share a cell, separated by semicolons. */
export function portsCsv(result: Printed<PortsDocument>): string {
  const head = [
    'site',
    'from',
    'from_hosts',
    'to',
    'to_hosts',
    'port',
    'protocols',
    'both_ways',
    'purpose',
    'source',
    'assumptions',
  ];
  const ends = (hosts: readonly PortEnd[]): string =>
    hosts.map((end) => end.address ?? end.name).join(';');
  const rows = result.rows.map((row) => [
    row.site,
    row.from.component,
    ends(row.from.hosts),
    row.to.component,
    ends(row.to.hosts),
    String(row.port),
    row.protocols.join('+'),
    row.bothWays ? 'yes' : 'no',
    row.purpose,
    row.source.join('; '),
    row.assumptions.join(' '),
  ]);
  return [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

/** A cell, quoted if needed; an apostrophe keeps spreadsheets from taking it for a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
