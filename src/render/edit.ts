import type { BeforeAfter, EditAnswer, SiteConsequences, Change } from '../domain/diff/index.js';
import { compressNames, counted, groupedBy, type Printed, runsBy } from '../domain/model/index.js';
import type { Finding } from '../domain/readiness/index.js';
import { sayLoad } from './load.js';
import type { Note } from './note-words.js';
import type { Theme } from './theme.js';
import {
  sayProperty,
  sayPropertyValue,
  sayTolerance,
  sayWithCommand,
  severityColour,
  severityWord,
  paragraph,
} from './words.js';

/** The report of an edit with the words of its notes, and whether it was saved. */
export interface EditResult extends Omit<EditAnswer, 'notes'> {
  notes: Note[];
  noteFacts: EditAnswer['notes'];
  dryRun: boolean;
  saved: boolean;
  /** Whether the farm stays the same, and only the text of its file differs. Left out where that can't be. */
  onlyText?: boolean;
}

/** The changes, old → new, and their effect on the active count, the tolerance, the load split and the findings. */
export function renderEdit(result: Printed<EditResult>, theme: Theme): string {
  const { changes, notes, noteFacts, dryRun, saved, onlyText = false } = result;
  const head =
    changes.length === 0
      ? onlyText
        ? `Only the text of the file changes, not the farm${dryRun ? ' (dry run: nothing is saved)' : ': saved'}.`
        : noteFacts.some(({ kind }) => kind === 'file-was-invalid')
          ? `The file becomes a valid farm${dryRun ? ' (dry run: nothing is saved)' : ': saved'}.`
          : 'No changes: already up to date.'
      : `${counted(changes.length, 'change')}${dryRun ? ' (dry run: nothing is saved)' : saved ? ' saved.' : '.'}`;
  return [
    [head, ...alike(changes).map((change) => `  ${sayChange(change, theme)}`)].join('\n'),
    // No changes, no consequences.
    ...(changes.length === 0 ? [] : renderEffects(result, theme)),
    ...(notes.length === 0
      ? []
      : [notes.map((note) => sayWithCommand(`Note: ${note}`, theme)).join('\n')]),
  ].join('\n\n');
}

type PrintedChange = Printed<Change>;

/** The changes, those of several objects that are the same change as one line. */
function alike(changes: readonly PrintedChange[]): PrintedChange[] {
  const groups = groupedBy(changes, ({ object, kind, property, before, after }) =>
    JSON.stringify([object, kind, ...(property === null ? [] : [property, before, after])]),
  );
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first, name: compressNames(group.map(({ name }) => name)) }];
  });
  return runsBy(lines, shiftOf).flatMap((run) => (run.length > mostShifts ? [shifted(run)] : run));
}

/** More objects next to each other that move up or down by the same number of places are one line. */
const mostShifts = 3;

/** By how many places an object moves; for any other change a key of its own. */
function shiftOf({ object, property, before, after, ...change }: PrintedChange): unknown {
  return property === 'place' && typeof before === 'number' && typeof after === 'number'
    ? `${object} ${after - before}`
    : change;
}

function shifted(run: readonly PrintedChange[]): PrintedChange {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a run without a change');
  return {
    ...first,
    name: compressNames(run.map(({ name }) => name)),
    before: `${first.before}-${last.before}`,
    after: `${first.after}-${last.after}`,
  };
}

/** One change, old → new. `site`: the site to name, where the changes are of several. */
export function sayChange(change: Change, { colour }: Theme, site: string | null = null): string {
  const what = `${site === null ? '' : `${site}: `}${change.object} ${change.name}`;
  if (change.property === 'order') {
    const where = site === null ? '' : `${site}: `;
    return `${colour.yellow('~')} ${where}order of ${change.object}s: ${change.before} → ${change.after}`;
  }
  if (change.kind === 'added') return `${colour.green('+')} ${what}`;
  if (change.kind === 'removed') return `${colour.red('-')} ${what}`;
  const property = change.property ?? '';
  const say = (value: Change['before']): string => sayPropertyValue(change.object, property, value);
  return `${colour.yellow('~')} ${what}: ${sayProperty(change.object, property)} ${say(change.before)} → ${say(change.after)}`;
}

/**
 * The effects of an edit: a section for each changed site, then one for each other site with a finding added, resolved or
 * changed, and one for the findings about the farm file.
 */
export function renderEffects(
  { sites, findings }: Printed<Pick<EditAnswer, 'sites' | 'findings'>>,
  theme: Theme,
): string[] {
  const own = sites.map((site) => [site.site, renderConsequences(site, theme)] as const);
  return [...withFindings(own, findings, theme)].map(([site, lines]) =>
    [theme.colour.bold(site ?? 'Farm file'), ...lines].join('\n'),
  );
}

/**
 * The lines of each site, followed by its findings that are new, changed or resolved; a site that has only findings comes after
 * them, and so do the findings about the farm file. `isInBoth`: whether only settings or suppressions hide or reveal a finding.
 */
export function withFindings(
  own: readonly (readonly [site: string, lines: readonly string[]])[],
  findings: Printed<EditAnswer['findings']>,
  theme: Theme,
  isInBoth: (finding: Printed<Finding>) => boolean = () => false,
): Map<string | null, string[]> {
  const lines = new Map<string | null, string[]>(own.map(([site, of]) => [site, [...of]]));
  const add = (site: string | null, line: string): void => {
    const section = lines.get(site);
    if (section === undefined) lines.set(site, [line]);
    else section.push(line);
  };
  for (const finding of findings.gained) {
    const what = isInBoth(finding) ? 'revealed' : 'new';
    add(finding.site, sayFinding(what, severityWord(finding.severity), finding, theme));
  }
  for (const change of findings.changed) add(change.after.site, sayChangedFinding(change, theme));
  for (const finding of findings.resolved) {
    const what = isInBoth(finding) ? 'hidden' : 'resolved';
    add(finding.site, sayFinding(what, severityWord(finding.severity), finding, theme));
  }
  return lines;
}

/** The effects on one site: the active count, and everything that is different. */
function renderConsequences(site: Printed<SiteConsequences>, theme: Theme): string[] {
  const lines = [
    `  active brokers: ${arrow(String(site.active.before), String(site.active.after))}`,
    paragraph(
      `tolerance: ${arrow(sayTolerance(site.tolerance.before), sayTolerance(site.tolerance.after))}`,
      2,
      theme,
    ),
  ];
  const before = sayLoad(site.load.before);
  const after = sayLoad(site.load.after);
  if (before === after) lines.push(paragraph(`load split: ${after}, unchanged`, 2, theme));
  else if (before === '') lines.push(paragraph(`load split: ${after}`, 2, theme));
  else
    lines.push(
      paragraph(`load split before: ${before}`, 2, theme),
      paragraph(`load split after:  ${after}`, 2, theme),
    );
  return [...lines, ...processesMoved(site, theme)];
}

/** The processes that run on another broker, one line for each pair of brokers. */
export function processesMoved(
  site: Printed<Pick<SiteConsequences, 'processesMoved'>>,
  theme: Theme,
): string[] {
  return site.processesMoved.map(({ from, to, processes }) => {
    const moved = `${counted(processes.length, 'process', 'processes')} move from ${from} to ${to}`;
    return paragraph(`${moved}: ${processes.join(', ')}`, 2, theme);
  });
}

/** The severity and message after the edit, and what was different before. */
function sayChangedFinding({ before, after }: Printed<BeforeAfter<Finding>>, theme: Theme): string {
  const severity =
    before.severity === after.severity
      ? severityWord(after.severity)
      : `${severityWord(before.severity)} → ${severityWord(after.severity)}`;
  const finding = { ...after, message: after.message + sayBefore(before, after) };
  return sayFinding('changed', severity, finding, theme);
}

/** The message before; if it is the same, what was observed or required before. */
function sayBefore(before: Printed<Finding>, after: Printed<Finding>): string {
  if (before.message !== after.message) return `; before: ${before.message}`;
  const different = (['observed', 'required'] as const).filter((key) => before[key] !== after[key]);
  return different.map((key) => ` (${key}: ${after[key]}; before: ${before[key]})`).join('');
}

function sayFinding(
  what: 'new' | 'revealed' | 'changed' | 'resolved' | 'hidden',
  severity: string,
  finding: Printed<Finding>,
  theme: Theme,
): string {
  const paint = what === 'resolved' ? theme.colour.green : severityColour(finding.severity, theme);
  return paragraph(
    `${paint(`${what} ${severity}`)} ${finding.rule} ${finding.slug}: ${finding.message}`,
    2,
    theme,
  );
}

function arrow(before: string, after: string): string {
  return before === after ? `${after}, unchanged` : `${before} → ${after}`;
}
