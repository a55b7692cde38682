import type { Change, SiteDiff } from '../../domain/diff/index.js';
import { counted, type Printed } from '../../domain/model/index.js';
import { type Finding, targetOf } from '../../domain/readiness/index.js';
import { columnTitles, figuresShown } from '../diff-figures.js';
import { isInBoth, type SiteLine, siteLineHead, siteLines } from '../diff-overview.js';
import { sayPolicyUsed, sayWeakened } from '../policy-words.js';
import type { DiffResult } from '../diff-result.js';
import {
  objectChanges,
  sayAdded,
  sayBrokerChange,
  sayCounts,
  sayDenied,
  sayFlip,
  sayPorts,
  sayRename,
  saySetting,
  saySuppression,
  sayVerdict,
} from '../diff-words.js';
import { sayProperty, sayPropertyValue, severityWord } from '../words.js';
import { markdownText, severityMarks } from './markdown-text.js';

/**
 * A comparison as a comment on a pull request, in GitHub's Markdown: the verdict, the sites and the new findings first, the details
 * folded.
 */

/** GitHub refuses a comment of more than 65,536 characters. */
const mostCharacters = 60_000;
/** Nobody reads more lines than this in a comment. */
const mostLines = { shown: 30, folded: 200 };

const verdictMarks = {
  worse: '❌',
  mixed: '⚠️',
  better: '✅',
  neutral: '✅',
  same: '✅',
} as const satisfies Record<DiffResult['verdict'], string>;

/** The comparison as one comment. Lines beyond the limit are left out and counted, those of folded parts first. */
export function renderDiffMarkdown(result: Printed<DiffResult>): string {
  const blocks = [...shown(result), ...folded(result)];
  const budget = new Budget(mostCharacters);
  const text = blocks.map((block) => printBlock(block, budget)).filter((block) => block !== '');
  return `${text.join('\n\n')}\n`;
}

/**
 * Lines under a head; `summary` folds them. A line of a list never begins with a name, which could look like a heading
 * or a list.
 */
interface Block {
  head: readonly string[];
  lines: readonly string[];
  summary?: string;
}

/** What is always visible: verdict, denied, the sites, new findings, settings and tests. */
function shown(result: Printed<DiffResult>): Block[] {
  const { verdict, findings, rules, suppressions, tests } = result;
  const raised = findings.changed.filter(({ before, after }) => before.severity !== after.severity);
  const inBoth = isInBoth(result);
  const gained = [
    ...findings.gained.filter((finding) => !inBoth(finding)),
    ...raised.map(({ after }) => after),
  ];
  const revealed = findings.gained.filter(inBoth);
  const hidden = findings.resolved.filter(inBoth);
  const used = result.policy === null ? null : sayPolicyUsed(result.policy, result.old);
  const policy = [
    ...(used === null ? [] : [used]),
    ...(result.policy?.weakened ?? []).map(sayWeakened),
    ...rules.map(saySetting),
    ...suppressions.map(sayAnySuppression),
  ];
  const isDenied = sayDenied(result) !== '';
  return [
    {
      head: [
        `### ${isDenied ? verdictMarks.worse : verdictMarks[verdict]} ${markdownText(sayVerdict(result))}`,
        '',
        `Compared: ${markdownText(`${result.old} → ${result.new}`)} · ${sayCounts(result)}`,
        ...(!isDenied ? [] : ['', `**Denied:** ${markdownText(sayDenied(result))}`]),
      ],
      lines: [],
    },
    overview(result),
    ...(result.sites.length === 1 ? [figures(result)] : []),
    list('New findings', gained.map(sayFinding)),
    list('Rules and suppressions', policy.map(markdownText)),
    list('Findings that these only hide', hidden.map(sayFinding)),
    list('Findings that these only reveal', revealed.map(sayFinding)),
    list(
      'Tests',
      (tests?.flips ?? []).map((flip) => `test ${markdownText(sayFlip(flip))}`),
    ),
  ].filter(({ head }) => head.length > 0);
}

function list(title: string, items: readonly string[]): Block {
  if (items.length === 0) return { head: [], lines: [] };
  return { head: [`**${title}**`, ''], lines: items.map((item) => `- ${item}`) };
}

function sayFinding(finding: Printed<Finding>): string {
  const { severity, rule, slug, message } = finding;
  const about = markdownText(targetOf(finding));
  return `${severityMarks[severity]} ${severityWord(severity)} **${rule} ${slug}** (${about}): ${markdownText(message)}`;
}

function sayAnySuppression(change: Printed<DiffResult>['suppressions'][number]): string {
  const { before, after } = change;
  const what = before === null ? 'added: ' : after === null ? 'removed: ' : 'changed: ';
  return what + saySuppression(change);
}

/** A line for each site where several differ. */
function overview(result: Printed<DiffResult>): Block {
  const lines = siteLines(result);
  if (lines.length < 2) return { head: [], lines: [] };
  const columns = Object.keys(siteLineHead) as (keyof SiteLine)[];
  return {
    head: tableHead(columns.map((column) => siteLineHead[column])),
    lines: lines.map((line) => tableRow(columns.map((column) => line[column]))),
  };
}

/** The figures of each site side by side. Those of several are folded: the overview has said what matters. */
function figures(result: Printed<DiffResult>): Block {
  const { sites } = result;
  const [only, ...others] = sites;
  if (only === undefined) return { head: [], lines: [] };
  const titles = [...columnTitles(result), 'change'];
  const rows = (site: Printed<SiteDiff>): string[][] =>
    figuresShown(site, result).map((row) => [row.figure, row.old, row.new, row.change]);
  if (others.length === 0) {
    const title = `${only.site}: ${only.isNew ? 'new' : only.verdict}`;
    return { head: tableHead([title, ...titles]), lines: rows(only).map(tableRow) };
  }
  const summary = `the figures of ${counted(sites.length, 'site')} side by side`;
  return {
    ...foldedHead(summary, tableHead(['site', 'figure', ...titles])),
    lines: sites.flatMap((site) => rows(site).map((row) => tableRow([site.site, ...row]))),
  };
}

function tableHead(titles: readonly string[]): string[] {
  return [tableRow(titles), `| ${titles.map(() => '---').join(' | ')} |`];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(markdownText).join(' | ')} |`;
}

/** The details, each folded under its title and count. */
function folded(result: Printed<DiffResult>): Block[] {
  const { findings, sites, renames, assumptions } = result;
  const inBoth = isInBoth(result);
  const resolved = findings.resolved.filter((finding) => !inBoth(finding)).map(sayFinding);
  const each = (items: (site: Printed<SiteDiff>) => readonly string[]): string[] =>
    sites.flatMap((site) => items(site).map((item) => markdownText(`site ${site.site}: ${item}`)));
  const moves = each(({ agentsMoved, providersMoved, processesMoved }) => [
    ...processesMoved.map(
      ({ from, to, processes }) =>
        `${counted(processes.length, 'process', 'processes')} move from ${from} to ${to}: ${processes.join(', ')}`,
    ),
    ...providersMoved.map((one) => `providers ${sayBrokerChange(one)}`),
    ...agentsMoved.map((one) => `agents ${sayBrokerChange(one)}`),
  ]);
  const changes = [...renames.map(sayRename), ...objectChanges(result).map(sayChange)];
  return [
    ...(result.sites.length > 1 ? [figures(result)] : []),
    fold('resolved finding', resolved),
    fold('move between brokers', moves, 'moves between brokers'),
    fold(
      'firewall rule newly needed',
      each((site) => sayPorts(site.portsNeeded)),
      'firewall rules newly needed',
    ),
    fold('changed object', changes.map(markdownText)),
    { head: assumptions.length === 0 ? [] : [`Assumptions: ${assumptions.join(', ')}`], lines: [] },
  ].filter(({ head }) => head.length > 0);
}

function fold(noun: string, items: readonly string[], plural?: string): Block {
  if (items.length === 0) return { head: [], lines: [] };
  return {
    ...foldedHead(counted(items.length, noun, plural)),
    lines: items.map((item) => `- ${item}`),
  };
}

/** What folds a block. Without the empty line GitHub would not read Markdown inside. */
function foldedHead(
  summary: string,
  head: readonly string[] = [],
): Pick<Block, 'head'> & { summary: string } {
  return { head: ['<details>', `<summary>${summary}</summary>`, '', ...head], summary };
}

function sayChange(change: Change): string {
  const { kind, site, object, name, property, before, after } = change;
  const where = site === null ? '' : ` in ${site}`;
  if (property === 'order') return `order of ${object}s${where}: ${before} → ${after}`;
  const what = `${object} ${name}${where}`;
  if (kind === 'added' || kind === 'removed') return `${kind} ${what}${sayAdded(change)}`;
  const say = (value: Change['before']): string => sayPropertyValue(object, property ?? '', value);
  return `${what}: ${sayProperty(object, property ?? '')} ${say(before)} → ${say(after)}`;
}

/** How many characters are left. */
class Budget {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** Whether the line fits; then its characters are used up. */
  take(line: string): boolean {
    if (line.length + 1 > this.#left) return false;
    this.#left -= line.length + 1;
    return true;
  }
}

function printBlock({ head, lines, summary }: Block, budget: Budget): string {
  const fitting: string[] = [];
  const most = summary === undefined ? mostLines.shown : mostLines.folded;
  for (const line of lines.slice(0, most)) {
    if (!budget.take(line)) break;
    fitting.push(line);
  }
  const left = lines.length - fitting.length;
  return [
    ...head,
    ...fitting,
    ...(left === 0 ? [] : ['', `${left} more: farm diff shows all.`]),
    ...(summary === undefined ? [] : ['', '</details>']),
  ].join('\n');
}
