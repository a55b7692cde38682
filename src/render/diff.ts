import type { SiteDiff } from '../domain/diff/index.js';
import type { Printed } from '../domain/model/index.js';
import { findingKey } from '../domain/readiness/index.js';
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
import { renderEffects, sayChange } from './edit.js';
import { saySave, sayTime } from './save-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** The verdict, the effects on each changed site, then the settings, suppressions and objects that differ. */
export function renderDiff(result: Printed<DiffResult>, theme: Theme): string {
  const paint = {
    worse: theme.bad,
    mixed: theme.caution,
    better: theme.good,
    neutral: plain,
    same: plain,
  };
  const inBoth = new Set([...result.hidden, ...result.revealed].map(findingKey));
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
    ...renderEffects(result, theme, {
      more: result.sites.map((site) => movesOf(site, theme)),
      isInBoth: (finding) => inBoth.has(findingKey(finding)),
    }),
    ...section('Tests', (result.tests?.flips ?? []).map(sayFlip), theme),
    ...section('Rules and suppressions', policyLines(result, theme), theme),
    ...(isLog ? [] : changes),
    ...(result.assumptions.length === 0
      ? []
      : [theme.faint(`assumptions ${result.assumptions.join(', ')}`)]),
  ].join('\n\n');
}

function plain(text: string): string {
  return text;
}

function section(title: string, lines: readonly string[], theme: Theme): string[] {
  if (lines.length === 0) return [];
  return [[theme.colour.bold(title), ...lines.map((line) => paragraph(line, 2, theme))].join('\n')];
}

/** What moves in a site, and the ports that it needs now. */
function movesOf(
  { majority, isNew, agentsMoved, providersMoved, portsNeeded }: Printed<SiteDiff>,
  theme: Theme,
): string[] {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`  ${title}:`, ...items.map((item) => paragraph(item, 4, theme))];
  const { before, after } = majority;
  return [
    ...(before === after || isNew ? [] : [`  majority: ${before} → ${after}`]),
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
