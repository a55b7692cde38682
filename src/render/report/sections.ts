import { counted, type Printed } from '../../domain/model/index.js';
import type { Finding, FindingSummary } from '../../domain/readiness/index.js';
import { renderSplit } from '../load.js';
import { renderSiteMaintenance } from '../maintenance.js';
import { renderPlan } from '../plan.js';
import { renderSiteProof } from '../prove.js';
import type { Theme } from '../theme.js';
import { sayTolerance } from '../words.js';
import { type Block, blocksOf } from './blocks.js';
import { acceptedBlocks, countingBlocks } from './finding-blocks.js';
import { pictureBlocks } from './picture-blocks.js';
import { portBlocks } from './port-blocks.js';
import type { ReportResult } from './report-result.js';
import { brokerBlocks, processBlocks } from './role-blocks.js';
import { originBlocks, partOf, verdictBlocks } from './verdict-blocks.js';

/** The sections of a report, each in the words of the command that answers it alone. */

type Result = Printed<ReportResult>;
type Findings = readonly Printed<Finding>[];

/** All blocks of a report, under its title. `plain` is a theme without colours. */
export function reportBlocks(
  result: Result,
  { findings, summary }: { findings: Findings; summary: FindingSummary },
  plain: Theme,
): Block[] {
  const render = (draw: (theme: Theme) => string): Block[] => blocksOf(draw, plain);
  return [
    ...originBlocks(result),
    section('verdict', 'Verdict'),
    ...verdictBlocks(result, summary, plain),
    ...pictureBlocks(result),
    { kind: 'live' },
    section('brokers', 'Brokers and roles'),
    ...brokerBlocks(result, plain),
    section('processes', 'Processes'),
    ...processBlocks(result.roles),
    section('load', 'Load split'),
    ...bySite('load', result.load.sites, (site) =>
      render((theme) => renderSplit(site, theme, { verbose: true })),
    ),
    text(result.load.rule),
    text(`Source: ${result.load.source.join('; ')}`),
    section('findings', 'Findings'),
    ...countingBlocks(findings),
    ...acceptedBlocks(findings),
    ...rulesOffBlocks(result),
    section('survival', 'What each site survives'),
    ...bySite('survival', result.survival, (one) =>
      render((theme) => renderSurvival(one, result, theme)),
    ),
    section('restarts', 'Restart order'),
    ...bySite('restarts', result.maintenance.sites, (site) =>
      render((theme) => renderSiteMaintenance(site, result.maintenance, theme)),
    ),
    section('ports', 'Ports'),
    ...portBlocks(result.ports),
    section('assumptions', 'Assumptions'),
    text('Parallels documents none of these; the answers above depend on them.'),
    ...result.assumptions.map(({ id, says }) => item(`${id}: ${says}`)),
    ...planBlocks(result, render),
  ];
}

/** The blocks of each site. Where there are several, its first line, which begins with its name, is their heading. */
function bySite<S>(part: string, sites: readonly S[], blocksOfSite: (site: S) => Block[]): Block[] {
  if (sites.length === 1) return sites.flatMap(blocksOfSite);
  return sites.flatMap((site, at): Block[] => {
    const [first, ...others] = blocksOfSite(site);
    if (first?.kind !== 'text') return [...(first === undefined ? [] : [first]), ...others];
    const title = first.text.replace(/\.$/u, '');
    return [{ kind: 'heading', level: 3, text: title, id: partOf(part, at) }, ...others];
  });
}

function rulesOffBlocks({ rulesOff }: Result): Block[] {
  if (rulesOff.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: `Turned off: ${counted(rulesOff.length, 'rule')}` },
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
  return `${site}${tolerance}.\nToo many brokers to try every failure: the tolerance is calculated.`;
}

function planBlocks(
  { plan }: Result,
  render: (draw: (theme: Theme) => string) => Block[],
): Block[] {
  if (plan === null) return [];
  return [section('plan', 'Plan'), ...render((theme) => renderPlan(plan, theme))];
}

function section(id: string, title: string): Block {
  return { kind: 'heading', level: 2, text: title, id };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

function item(words: string): Block {
  return { kind: 'item', depth: 0, text: words };
}
