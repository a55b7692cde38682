import type { SiteDiff } from '../domain/diff/index.js';
import type { Printed } from '../domain/model/index.js';
import { columnTitles, figuresShown } from './diff-figures.js';
import {
  isInBoth,
  sayOtherLines,
  type SiteLine,
  siteLineHead,
  siteLines,
} from './diff-overview.js';
import { sayPolicyUsed, sayWeakened } from './policy-words.js';
import type { DiffResult } from './diff-result.js';
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
} from './diff-words.js';
import { processesMoved, sayChange, withFindings } from './edit.js';
import { saySave, sayTime } from './save-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** More sites than this are not a line each: the first screen has no room for them. */
const mostLines = 14;

/** A narrower terminal would wrap the lines; the shares are in the figures of each site. */
const widthForShares = 100;

/**
 * The verdict, the sites that differ in a line each, the figures of each side by side with what moves in it, then the settings,
 * suppressions and objects that differ.
 */
export function renderDiff(result: Printed<DiffResult>, theme: Theme): string {
  const paint = paints(theme);
  const head = [
    theme.wrap(paint[result.verdict](sayVerdict(result)), 2),
    theme.wrap(`${result.old} → ${result.new}: ${sayCounts(result)}`, 2),
    ...(result.since === undefined
      ? []
      : [
          theme.wrap(
            `${result.old} is the file on ${sayTime(result.since.time)}, saved by ${saySave(result.since.save)}`,
            2,
          ),
        ]),
    ...(sayDenied(result) === '' ? [] : [theme.wrap(theme.bad(`denied: ${sayDenied(result)}`), 2)]),
  ];
  const changes = section('Changes', changeLines(result, theme), theme);
  // Who asks what happened since a day wants to see that first, and then what it did.
  const isLog = result.since !== undefined;
  return [
    head.join('\n'),
    ...(isLog ? changes : []),
    ...overview(result, theme),
    ...siteSections(result, theme),
    ...section('Tests', (result.tests?.flips ?? []).map(sayFlip), theme),
    ...section('Rules and suppressions', policyLines(result, theme), theme),
    ...(isLog ? [] : changes),
    ...(result.assumptions.length === 0
      ? []
      : [theme.faint(`assumptions ${result.assumptions.join(', ')}`)]),
  ].join('\n\n');
}

/** The look of each verdict. */
function paints({ bad, caution, good }: Theme): Record<DiffResult['verdict'], Paint> {
  return { worse: bad, mixed: caution, better: good, neutral: plain, same: plain };
}

type Paint = (text: string) => string;

function plain(text: string): string {
  return text;
}

/** A line for each site where several differ. */
function overview(result: Printed<DiffResult>, theme: Theme): string[] {
  const lines = siteLines(result);
  if (lines.length < 2) return [];
  // A line that says that there is one more would take its place.
  const shown = lines.length === mostLines + 1 ? lines.length : mostLines;
  const columns = (Object.keys(siteLineHead) as (keyof SiteLine)[]).filter(
    (column) => column !== 'largestShare' || theme.width >= widthForShares,
  );
  const look = (column: string, text: string): string =>
    column === 'verdict' ? painted(text, theme) : text;
  const table = theme.table(
    columns.map((column) => siteLineHead[column]),
    lines.slice(0, shown).map((line) => columns.map((column) => look(column, line[column]))),
  );
  const others = lines.slice(shown);
  return [
    [table, ...(others.length === 0 ? [] : [theme.wrap(`and ${sayOtherLines(others)}`)])].join(
      '\n',
    ),
  ];
}

/** The word in the colour of its verdict; any other word as it is. */
function painted(text: string, theme: Theme): string {
  const paint = paints(theme);
  const verdict = (['worse', 'mixed', 'better'] as const).find((one) => text.endsWith(one));
  return verdict === undefined ? text : paint[verdict](text);
}

/** A section for each site: its figures side by side, what moves, and its findings. */
function siteSections(result: Printed<DiffResult>, theme: Theme): string[] {
  const verdicts = new Map(result.sites.map((one) => [one.site, one.isNew ? 'new' : one.verdict]));
  const own = result.sites.map(
    (site) => [site.site, [figuresOf(site, result, theme), ...movesOf(site, theme)]] as const,
  );
  return [...withFindings(own, result.findings, theme, isInBoth(result))].map(([site, lines]) => {
    const verdict = verdicts.get(site ?? '');
    const title = theme.heading(site ?? 'Farm file');
    return [verdict === undefined ? title : `${title}: ${painted(verdict, theme)}`, ...lines].join(
      '\n',
    );
  });
}

/** The figures of a site side by side; of several sites only those that differ. */
function figuresOf(site: Printed<SiteDiff>, result: Printed<DiffResult>, theme: Theme): string {
  const shown = figuresShown(site, result);
  if (shown.length === 0) return '  no figure differs';
  const [old, now] = columnTitles(result);
  return theme.table(
    ['', old, now, 'change'],
    shown.map((row) => [row.figure, row.old, row.new, painted(row.change, theme)]),
    { indent: 2 },
  );
}

function section(title: string, lines: readonly string[], theme: Theme): string[] {
  if (lines.length === 0) return [];
  return [[theme.colour.bold(title), ...lines.map((line) => paragraph(line, 2, theme))].join('\n')];
}

/** What moves in a site, and the ports that it needs now. */
function movesOf(site: Printed<SiteDiff>, theme: Theme): string[] {
  const { agentsMoved, providersMoved, portsNeeded } = site;
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`  ${title}:`, ...items.map((item) => paragraph(item, 4, theme))];
  return [
    ...processesMoved(site, theme),
    ...list('agents with another broker', agentsMoved.map(sayBrokerChange)),
    ...list('providers with another broker', providersMoved.map(sayBrokerChange)),
    ...list('ports newly needed', sayPorts(portsNeeded)),
  ];
}

function policyLines(
  { old, rules, suppressions, policy }: Printed<DiffResult>,
  theme: Theme,
): string[] {
  const { colour } = theme;
  const used = policy === null ? null : sayPolicyUsed(policy, old);
  return [
    ...(used === null ? [] : [used]),
    ...(policy?.weakened ?? []).map((one) => `${colour.yellow('~')} ${sayWeakened(one)}`),
    ...rules.map((change) => `${sign(change, theme)} ${saySetting(change)}`),
    ...suppressions.map(
      (change) =>
        `${sign(change, theme)} ${saySuppression(change)}${change.wider && change.before !== null ? colour.yellow(' (longer)') : ''}`,
    ),
  ];
}

function sign({ before, after }: { before: unknown; after: unknown }, { colour }: Theme): string {
  if (before === null) return colour.green('+');
  return after === null ? colour.red('-') : colour.yellow('~');
}

/** The objects, old → new; renames first. Settings and suppressions have their own section. */
function changeLines(result: Printed<DiffResult>, theme: Theme): string[] {
  const several = Object.values(result.counts).reduce((sum, count) => sum + count, 0) > 1;
  const prefix = (site: string | null): string => (several && site !== null ? `${site}: ` : '');
  return [
    ...result.renames.map(
      (one) =>
        `${theme.colour.yellow('~')} ${prefix(one.kind === 'site' ? null : one.site)}${sayRename(one)}`,
    ),
    ...objectChanges(result).map(
      (change) => sayChange(change, theme, several ? change.site : null) + sayAdded(change),
    ),
  ];
}
