import { assumptions } from '../../domain/facts/index.js';
import { groupedBy, type Printed } from '../../domain/model/index.js';
import type { FirewallRow } from '../../domain/ports/index.js';
import type { PortsDocument } from '../note-words.js';
import { hostsOf, sayMarks, sayPort, saySource } from '../ports.js';
import type { Block } from './blocks.js';

/** The ports of all sites in one table: the rows of most sites are the same, only their hosts differ. */

/** The hosts of each site, the rows with their sources, and the notes. */
export function portBlocks({ rows, notes }: Printed<PortsDocument>): Block[] {
  const bySite = [...groupedBy(rows, ({ site }) => site)];
  const several = bySite.length > 1;
  const alike = [...groupedBy(rows, rowKey).values()];
  const isForAll = alike.every((group) => group.length === bySite.length);
  const sources = [...new Set(rows.flatMap(({ source }) => source))];
  const assumed = [...new Set(rows.flatMap((row) => row.assumptions))];
  return [
    ...bySite.flatMap(([site, ofSite]): Block[] => [
      ...(several ? [item(0, site)] : []),
      ...hostsOf(ofSite).map((hosts) => item(several ? 1 : 0, hosts)),
    ]),
    {
      kind: 'table',
      head: ['from', 'to', 'port', 'purpose', ...(isForAll ? [] : ['sites']), 'source'],
      rows: alike.map((group) => {
        const [row] = group;
        if (row === undefined) return [];
        const sites =
          group.length === bySite.length ? 'all' : group.map(({ site }) => site).join(', ');
        const [from, to, port, purpose] = sayPort(row);
        return [from, to, port, purpose, ...(isForAll ? [] : [sites]), sayMarks(row, sources)];
      }),
      right: [],
    },
    ...sources.map((source, at) => item(0, saySource(at + 1, source))),
    ...assumed.map((id) => item(0, saySource(id, `assumed: ${assumptions[id]}`))),
    ...notes.map((note): Block => ({ kind: 'text', text: note })),
  ];
}

/** The same for rows that differ only in their site and its hosts. */
function rowKey({
  from,
  to,
  port,
  protocols,
  bothWays,
  purpose,
  source,
  assumptions: ids,
}: FirewallRow) {
  return JSON.stringify([
    from.component,
    to.component,
    port,
    protocols,
    bothWays,
    purpose,
    source,
    ids,
  ]);
}

function item(depth: 0 | 1, text: string): Block {
  return { kind: 'item', depth, text };
}
