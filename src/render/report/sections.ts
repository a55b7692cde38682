import { counted, groupedBy, type Printed } from '../../domain/model/index.js';
import type { Finding, FindingSummary } from '../../domain/readiness/index.js';
import { byNeed } from '../../domain/status/index.js';
import { renderSplit } from '../load.js';
import { renderSiteMaintenance } from '../maintenance.js';
import { renderPlan } from '../plan.js';
import { renderPortsOfSite } from '../ports.js';
import { renderSiteProof } from '../prove.js';
import { renderRoleTable, roleKey } from '../roles.js';
import { renderSiteLines, renderSiteStatus } from '../status.js';
import type { Theme } from '../theme.js';
import { saySummary, sayTolerance } from '../words.js';
import { type Block, blocksOf } from './blocks.js';
import { acceptedBlocks, countingBlocks } from './finding-blocks.js';
import type { ReportResult } from './report-result.js';

/** The sections of a report, each in the words of the command that answers it alone. */

type Result = Printed<ReportResult>;
type Findings = readonly Printed<Finding>[];

/** All blocks of a report, under its title. `plain` is a theme without colours. */
export function reportBlocks(
  result: Result,
  { findings, summary }: { findings: Findings; summary: FindingSummary },
  plain: Theme,
): Block[] {
  const several = result.status.sites.length > 1;
  const bySite = <S extends { site: string }>(
    sites: readonly S[],
    render: (site: S, theme: Theme) => string,
  ): Block[] =>
    sites.flatMap((site) => [
      ...(several ? [heading(3, site.site)] : []),
      ...blocksOf((theme) => render(site, theme), plain),
    ]);
  return [
    ...originBlocks(result),
    heading(2, 'Verdict'),
    text(`${capital(saySummary(summary, plain))}.`),
    ...blocksOf((theme) => renderSiteLines(byNeed(result.status.sites), theme), plain),
    { kind: 'live' },
    heading(2, 'Brokers and roles'),
    ...bySite(result.status.sites, renderSiteStatus),
    heading(2, 'Processes'),
    ...bySite(result.roles.sites, renderRoleTable),
    text(roleKey),
    text(`Source: ${result.roles.source}`),
    heading(2, 'Load split'),
    ...bySite(result.load.sites, (site, theme) => renderSplit(site, theme, { verbose: true })),
    text(result.load.rule),
    text(`Source: ${result.load.source.join('; ')}`),
    heading(2, 'Findings'),
    ...countingBlocks(findings),
    ...acceptedBlocks(findings),
    ...rulesOffBlocks(result),
    heading(2, 'What each site survives'),
    ...bySite(result.survival, (one, theme) => renderSurvival(one, result, theme)),
    heading(2, 'Restart order'),
    ...bySite(result.maintenance.sites, (site, theme) =>
      renderSiteMaintenance(site, result.maintenance, theme),
    ),
    ...planBlocks(result, plain),
    heading(2, 'Ports'),
    ...portBlocks(result, several, plain),
    heading(2, 'Assumptions'),
    text('Parallels documents none of these; the answers above depend on them.'),
    ...result.assumptions.map(({ id, says }) => item(`${id}: ${says}`)),
  ];
}

function originBlocks(result: Result): Block[] {
  const { asOf, site, file, against, captured, rasVersion, farmVersion, pseudonyms } = result;
  const from = captured ? 'a capture of the live farm' : 'the farm file, not from a live farm';
  return [
    item(`as of: ${asOf}`),
    ...(file === null ? [] : [item(`${captured ? 'capture' : 'farm file'}: ${file}`)]),
    ...(against === null ? [] : [item(`plan from: ${against}`)]),
    ...(site === null ? [] : [item(`only site: ${site}`)]),
    item(`RAS version: ${rasVersion}`),
    item(`made by farm ${farmVersion} from ${from}`),
    ...(pseudonyms ? [item('names, addresses and texts are replaced by pseudonyms')] : []),
  ];
}

function rulesOffBlocks({ rulesOff }: Result): Block[] {
  if (rulesOff.length === 0) return [];
  return [
    heading(3, `Turned off: ${counted(rulesOff.length, 'rule')}`),
    ...rulesOff.map(({ rule, slug, reason }) => item(`${rule} ${slug}: ${reason}`)),
  ];
}

function renderSurvival(
  { site, proof }: Result['survival'][number],
  { status }: Result,
  theme: Theme,
): string {
  if (proof !== null) return renderSiteProof(proof, theme);
  const known = status.sites.find((one) => one.site === site);
  const tolerance = known === undefined ? '' : `: ${sayTolerance(known.tolerance)}`;
  return `Too many brokers to try every failure; calculated${tolerance}.`;
}

function planBlocks({ plan }: Result, plain: Theme): Block[] {
  if (plan === null) return [];
  return [heading(2, 'Plan'), ...blocksOf((theme) => renderPlan(plan, theme), plain)];
}

function portBlocks({ ports }: Result, several: boolean, plain: Theme): Block[] {
  const bySite = [...groupedBy(ports.rows, ({ site }) => site)];
  return [
    ...bySite.flatMap(([site, rows]) => [
      ...(several ? [heading(3, site)] : []),
      ...blocksOf((theme) => renderPortsOfSite(site, rows, theme), plain),
    ]),
    ...ports.notes.map((note) => text(note)),
  ];
}

function heading(level: 2 | 3 | 4, title: string): Block {
  return { kind: 'heading', level, text: title };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

function item(words: string): Block {
  return { kind: 'item', depth: 0, text: words };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
