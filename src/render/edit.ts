import type { Printed } from '../domain/command-line.js';
import type { EditAnswer, SiteConsequences } from '../domain/changes.js';
import type { Change } from '../domain/diff.js';
import type { Finding } from '../domain/readiness/finding.js';
import { counted } from '../domain/words.js';
import { sayLoad } from './load.js';
import type { Look } from './look.js';
import {
  sayMinutes,
  sayProperty,
  sayTolerance,
  sayValue,
  sayWithCommand,
  severityColour,
  paragraph,
} from './words.js';

/** The answer to an edit, and whether it was saved. */
export interface EditResult extends EditAnswer {
  dryRun: boolean;
  saved: boolean;
}

/** What changed, old → new, and what it did to the active count, the tolerance, the load split and the findings. */
export function renderEdit(result: Printed<EditResult>, look: Look): string {
  const { changes, sites, notes, dryRun, saved } = result;
  const verb = dryRun ? 'would change' : 'changed';
  const head =
    changes.length === 0
      ? 'Nothing changes: the farm is like that already.'
      : `${counted(changes.length, 'thing')} ${verb}${dryRun ? ' (dry run: nothing is written)' : saved ? '; saved.' : '.'}`;
  return [
    [head, ...changes.map((change) => `  ${sayChange(change, look)}`)].join('\n'),
    // What doesn't change has no consequences.
    ...(changes.length === 0 ? [] : sites.map((site) => renderConsequences(site, look))),
    ...(notes.length === 0
      ? []
      : [notes.map((note) => sayWithCommand(`Note: ${note}`, look)).join('\n')]),
  ].join('\n\n');
}

function sayChange(change: Change, { colour }: Look): string {
  const what = `${change.object} ${change.name}`;
  if (change.kind === 'added') return `${colour.green('+')} ${what}`;
  if (change.kind === 'removed') return `${colour.red('-')} ${what}`;
  const property = change.property ?? '';
  const say = (value: Change['before']): string => {
    if (property === 'preferredBroker' && value === null) return 'Automatic';
    if (property === 'autoPromotion.afterMinutes') return sayMinutes(Number(value));
    return sayValue(value);
  };
  return `${colour.yellow('~')} ${what}: ${sayProperty(property)} ${say(change.before)} → ${say(change.after)}`;
}

/** What the edit did to one site; only what is different, but the active count always. */
export function renderConsequences(site: Printed<SiteConsequences>, look: Look): string {
  const lines = [
    `  active brokers: ${arrow(String(site.active.before), String(site.active.after))}`,
    paragraph(
      `tolerance: ${arrow(sayTolerance(site.tolerance.before), sayTolerance(site.tolerance.after))}`,
      2,
      look,
    ),
  ];
  const before = sayLoad(site.load.before);
  const after = sayLoad(site.load.after);
  if (before === after) lines.push(paragraph(`load split: ${after}, unchanged`, 2, look));
  else if (before === '') lines.push(paragraph(`load split: ${after}`, 2, look));
  else
    lines.push(
      paragraph(`load split before: ${before}`, 2, look),
      paragraph(`load split after:  ${after}`, 2, look),
    );
  for (const { from, to, processes } of site.processesMoved) {
    lines.push(
      `  ${counted(processes.length, 'process', 'processes')} move from ${from} to ${to}:`,
    );
    lines.push(...processes.map((process) => `    ${process}`));
  }
  lines.push(...site.findings.gained.map((finding) => sayFinding('new', finding, look)));
  lines.push(...site.findings.lost.map((finding) => sayFinding('gone', finding, look)));
  return [look.colour.bold(site.site), ...lines].join('\n');
}

function sayFinding(what: 'new' | 'gone', finding: Printed<Finding>, look: Look): string {
  const paint = what === 'new' ? severityColour(finding.severity, look) : look.colour.green;
  return paragraph(
    `${paint(`${what} ${finding.severity}`)} ${finding.rule} ${finding.slug}: ${finding.message}`,
    2,
    look,
  );
}

function arrow(before: string, after: string): string {
  return before === after ? `${after}, unchanged` : `${before} → ${after}`;
}
