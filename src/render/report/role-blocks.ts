import { compressNames, groupedBy, type Printed } from '../../domain/model/index.js';
import type { RolesResult } from '../../domain/roles/index.js';
import { roleKey, sayRuns } from '../roles.js';
import { renderBrokerLines, siteSettings } from '../status.js';
import type { Theme } from '../theme.js';
import { type Block, blocksOf } from './blocks.js';
import type { ReportResult } from './report-result.js';
import { partOf } from './verdict-blocks.js';

/** Who the brokers are, and which processes run on them. */

/** The brokers of each site, with the settings of the site. */
export function brokerBlocks({ status }: Printed<ReportResult>, plain: Theme): Block[] {
  const several = status.sites.length > 1;
  return status.sites.flatMap((site, at): Block[] => [
    ...(several
      ? [{ kind: 'heading', level: 3, text: site.site, id: partOf('brokers', at) } as const]
      : []),
    ...blocksOf((theme) => renderBrokerLines(site.brokers, theme), plain),
    { kind: 'facts', facts: siteSettings(site) },
  ]);
}

/** Brokers that run the same processes in the same role, of any site: one column of the table. */
interface Column {
  names: string;
  runs: readonly string[];
}

/** One table for all sites, with a column for brokers that are alike. */
export function processBlocks({ sites, source }: RolesResult): Block[] {
  const columns = columnsOf(sites);
  const [first] = sites;
  return [
    ...columns.map(({ names }, at): Block => ({
      kind: 'item',
      depth: 0,
      text: names,
      number: at + 1,
    })),
    {
      kind: 'table',
      head: ['process', ...columns.map((_, at) => String(at + 1))],
      rows: (first?.processes ?? []).map(({ name }, row) => [
        name,
        ...columns.map(({ runs }) => runs[row] ?? ''),
      ]),
      right: [],
    },
    { kind: 'text', text: roleKey.replaceAll(/ {2,}/gu, '; ') },
    { kind: 'text', text: `Source: ${source}` },
  ];
}

function columnsOf(sites: RolesResult['sites']): Column[] {
  const several = sites.length > 1;
  const each = sites.flatMap(({ site, licensing, brokers, processes }) =>
    brokers.map(({ server, role, state }, at) => ({
      site,
      server,
      // Only a primary differs by whether its site is the Licensing Site.
      what: `${role}, ${state}${licensing && role === 'primary' ? ', of the Licensing Site' : ''}`,
      runs: processes.map(({ runs }) => sayRuns(runs[at] ?? 'no')),
    })),
  );
  const alike = groupedBy(each, ({ what, runs }) => [what, ...runs].join('\n'));
  return [...alike.values()].map((group) => {
    const bySite = [...groupedBy(group, ({ site }) => site)].map(([site, brokers]) => {
      const names = compressNames(brokers.map(({ server }) => server));
      return several ? `${names} (${site})` : names;
    });
    const [first] = group;
    return { names: `${first?.what ?? ''}: ${bySite.join(', ')}`, runs: first?.runs ?? [] };
  });
}
