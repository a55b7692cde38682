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
export function renderPortsOfSite(
  site: string,
  rows: readonly FirewallRow[],
  theme: Theme,
): string {
  const hosts = new Map<string, readonly PortEnd[]>();
  for (const row of rows) {
    for (const end of [row.from, row.to]) hosts.set(end.component, end.hosts);
  }
  const sources = [...new Set(rows.flatMap((row) => row.source))];
  const assumed = [...new Set(rows.flatMap((row) => row.assumptions))];
  return [
    `${theme.colour.bold(site)}: ${counted(rows.length, 'row')}`,
    ...[...hosts]
      .filter(([, ends]) => ends.length > 0)
      .map(([component, ends]) => paragraph(`${component}: ${sayHosts(ends)}`, 2, theme)),
    theme.table(
      ['from', 'to', 'port', 'purpose', 'source'],
      rows.map((row) => [
        row.bothWays && row.from.component !== row.to.component
          ? `${row.from.component} (and back)`
          : row.from.component,
        row.to.component,
        `${row.port} ${row.protocols.join('+')}`,
        row.purpose,
        [...row.source.map((source) => sources.indexOf(source) + 1), ...row.assumptions]
          .map((mark) => `[${mark}]`)
          .join(''),
      ]),
    ),
    ...sources.map((source, index) => theme.faint(paragraph(`[${index + 1}] ${source}`, 2, theme))),
    ...assumed.map((id) => theme.faint(paragraph(`[${id}] assumed: ${assumptions[id]}`, 2, theme))),
  ].join('\n');
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
