import type { Change, SiteDiff } from '../../domain/diff/index.js';
import { counted, type Printed } from '../../domain/model/index.js';
import { type Finding, findingKey, targetOf } from '../../domain/readiness/index.js';
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
import { sayLoad } from '../load.js';
import { sayProperty, sayPropertyValue, severityWord, sayTolerance } from '../words.js';
import { markdownText, severityMarks } from './markdown-text.js';

/**
 * A comparison as a comment on a pull request, in GitHub's Markdown: the verdict and the new findings first, the details folded.
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

/** What is always visible: verdict, denied, new findings, settings and tests, the table of sites. */
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
    list('New findings', gained.map(sayFinding)),
    list('Rules and suppressions', policy.map(markdownText)),
    list('Findings that these only hide', hidden.map(sayFinding)),
    list('Findings that these only reveal', revealed.map(sayFinding)),
    list(
      'Tests',
      (tests?.flips ?? []).map((flip) => `test ${markdownText(sayFlip(flip))}`),
    ),
    sitesTable(result),
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

/** Whether a finding is in both farms, and only settings or suppressions hide or reveal it. */
function isInBoth({
  hidden,
  revealed,
}: Printed<DiffResult>): (finding: Printed<Finding>) => boolean {
  const keys = new Set([...hidden, ...revealed].map(findingKey));
  return (finding) => keys.has(findingKey(finding));
}

function sitesTable(result: Printed<DiffResult>): Block {
  const { sites } = result;
  if (sites.length === 0) return { head: [], lines: [] };
  return {
    head: [
      '| site | active | majority | tolerance | load | findings |',
      '| --- | --- | --- | --- | --- | --- |',
    ],
    lines: sites.map((site) => row(site, isInBoth(result))),
  };
}

function row(site: Printed<SiteDiff>, inBoth: ReturnType<typeof isInBoth>): string {
  const { active, majority, tolerance, load, findings, isNew } = site;
  const arrow = (before: string, after: string): string =>
    isNew || before === after ? after : `${before} → ${after}`;
  const cells = [
    markdownText(site.site) + (isNew ? ' (new)' : ''),
    arrow(String(active.before), String(active.after)),
    arrow(String(majority.before), String(majority.after)),
    arrow(sayTolerance(tolerance.before), sayTolerance(tolerance.after)),
    arrowOfLoads(sayLoad(load.before), sayLoad(load.after), isNew),
    sayFindingCounts(findings, inBoth),
  ];
  return `| ${cells.join(' | ')} |`;
}

function sayFindingCounts(
  { gained, lost }: Printed<SiteDiff>['findings'],
  inBoth: ReturnType<typeof isInBoth>,
): string {
  const count = (findings: readonly Printed<Finding>[], both: boolean, word: string): string[] => {
    const { length } = findings.filter((finding) => inBoth(finding) === both);
    return length === 0 ? [] : [`${length} ${word}`];
  };
  const parts = [
    ...count(gained, false, 'new'),
    ...count(gained, true, 'revealed'),
    ...count(lost, false, 'resolved'),
    ...count(lost, true, 'hidden'),
  ];
  return parts.length === 0 ? 'unchanged' : parts.join(', ');
}

function arrowOfLoads(before: string, after: string, isNew: boolean): string {
  const [old, now] = [markdownText(before), markdownText(after)];
  if (before === after) return 'unchanged';
  return isNew || before === '' ? now : `${old}<br>→ ${now}`;
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
    fold('resolved finding', resolved),
    fold('move between brokers', moves, 'moves between brokers'),
    fold(
      'port newly needed',
      each((site) => sayPorts(site.portsNeeded)),
      'ports newly needed',
    ),
    fold('changed object', changes.map(markdownText)),
    { head: assumptions.length === 0 ? [] : [`Assumptions: ${assumptions.join(', ')}`], lines: [] },
  ].filter(({ head }) => head.length > 0);
}

function fold(noun: string, items: readonly string[], plural?: string): Block {
  if (items.length === 0) return { head: [], lines: [] };
  const summary = counted(items.length, noun, plural);
  // Without the empty line GitHub would not read Markdown inside.
  return {
    head: ['<details>', `<summary>${summary}</summary>`, ''],
    lines: items.map((item) => `- ${item}`),
    summary,
  };
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
