import { counted, listed, type Printed, severities } from '../../domain/model/index.js';
import type { FindingSummary } from '../../domain/readiness/index.js';
import { byNeed, type SiteStatus } from '../../domain/status/index.js';
import type { Theme } from '../theme.js';
import { saySummary, sayTolerance } from '../words.js';
import type { Block, Tone, Verdict } from './blocks.js';
import type { ReportResult } from './report-result.js';

/** What a reader in a hurry reads: what the report is about, and a sentence for each site. */

type Result = Printed<ReportResult>;

/** Of what and with what the report was made, for whoever has to rely on it. */
export function originBlocks(result: Result): Block[] {
  const { asOf, site, file, sha256, against, captured, rasVersion, farmVersion } = result;
  const from = captured ? 'a capture of the live farm' : 'the farm file, not from a live farm';
  const facts: [label: string, fact: string][] = [
    ['as of', asOf],
    ...(file === null ? [] : [[captured ? 'capture' : 'farm file', file] as [string, string]]),
    ...(sha256 === null ? [] : [['its SHA-256', sha256] as [string, string]]),
    ...(against === null ? [] : [['plan from', against] as [string, string]]),
    ...(site === null ? [] : [['only site', site] as [string, string]]),
    ['RAS version', String(rasVersion)],
    ['made by', `farm ${farmVersion} from ${from}`],
    ...(result.pseudonyms
      ? [['pseudonyms', 'replace names, addresses and texts'] as [string, string]]
      : []),
  ];
  return [{ kind: 'facts', facts }];
}

/** All findings, where one site doesn't say it; then each site, those that need attention most first. */
export function verdictBlocks({ status }: Result, summary: FindingSummary, plain: Theme): Block[] {
  const { sites } = status;
  const [only] = sites;
  const all = saySummary(summary, plain);
  const isSaid =
    sites.length === 1 && only !== undefined && saySummary(only.findings, plain) === all;
  const verdicts = byNeed(sites).map((site) => {
    const links = sites.length === 1 ? [] : linksTo(sites.indexOf(site));
    return { ...verdictOf(site, plain), links };
  });
  return [
    ...(isSaid ? [] : [text(`${counted(sites.length, 'site')}: ${all}.`)]),
    { kind: 'verdict', verdicts },
  ];
}

/** Where the part of the report about a site begins. @param at its position in the farm, from 0 */
export function partOf(part: string, at: number): string {
  return `${part}-${at + 1}`;
}

const partNames = {
  picture: 'picture',
  brokers: 'brokers',
  load: 'load split',
  survival: 'survives',
  restarts: 'restart order',
} as const;

function linksTo(at: number): Verdict['links'] {
  return Object.entries(partNames).map(([part, name]) => ({ to: partOf(part, at), text: name }));
}

function verdictOf(site: SiteStatus, plain: Theme): Omit<Verdict, 'links'> {
  const { active, agents, providers, gateways, findings, licensing } = site;
  const standbys = site.brokers.filter(({ state }) => state === 'standby').length;
  const counts: [number: number, noun: string][] = [
    [active, 'active broker'],
    [standbys, 'standby'],
    [agents, 'agent'],
    [providers, 'provider'],
    [gateways, 'gateway'],
  ];
  const present = counts.filter(([number]) => number > 0);
  return {
    tone: toneOf(findings),
    name: licensing ? `${site.site} (Licensing Site)` : site.site,
    says: `${sayTolerance(site.tolerance)}: ${saySummary(findings, plain)}.`,
    more: `${listed(present.map(([number, noun]) => counted(number, noun)))}.`,
  };
}

function toneOf(findings: FindingSummary): Tone {
  return severities.find((severity) => findings[severity] > 0) ?? 'good';
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}
