import { printed } from '../../suggest/printed.js';
import type {
  BeforeAfter,
  EditAnswer,
  SiteConsequences,
} from '../../../src/domain/diff/changes.js';
import type { Change } from '../../../src/domain/diff/object-changes.js';
import type { Path } from '../../../src/domain/model/places.js';
import type { Refusal } from '../../../src/domain/model/refusal.js';
import type { LoadSplit } from '../../../src/domain/load/load.js';
import type { Finding } from '../../../src/domain/readiness/finding.js';
import type { Tolerance } from '../../../src/domain/model/tolerance.js';
import { type Note, sayEditNotes } from '../../../src/render/note-words.js';
import { describeRefusal } from '../../../src/render/reason-words.js';

/**
 * The domain's values as short lines of a scenario. Not the program's own output, which ../../../src/render makes.
 */

/** What an edit did: changes, then consequences as far as anything is different, then notes. */
export function sayEdit({ changes, sites, findings, notes }: EditAnswer): string[] {
  const lines = new Map<string | null, string[]>(
    sites.map((site) => [site.site, sayConsequences(site)]),
  );
  const add = (what: string, finding: Finding): void => {
    const line = `  ${what} ${sayRule(finding)} (${finding.target.name})`;
    lines.set(finding.site, [...(lines.get(finding.site) ?? []), line]);
  };
  for (const finding of findings.gained) add('gained', finding);
  for (const { before, after } of findings.changed) {
    add(before.severity === after.severity ? 'changed' : `changed ${before.severity} ->`, after);
  }
  for (const finding of findings.resolved) add('lost', finding);
  const effects = [...lines]
    .filter(([, section]) => section.length > 0)
    .flatMap(([site, section]) => [`${site ?? 'farm file'}:`, ...section]);
  const text = [...changes.map(sayChange), ...effects];
  return [
    ...(text.length === 0 ? ['nothing changed'] : text),
    ...sayNotes(notes, sayEditNotes(notes)),
  ];
}

/** Notes by their kind, and their words. */
export function sayNotes(facts: readonly { kind: string }[], words: readonly Note[]): string[] {
  return facts.map(({ kind }, at) => `note ${kind}: ${printed(words[at] ?? '')}`);
}

/** Why the domain refuses: the kind of the reason, its words, and the next step. */
export function sayRefusal(refusal: Refusal): string[] {
  const error = describeRefusal(refusal);
  return [
    `${refusal.code} ${refusal.reason.kind}: ${error.message}`,
    ...(error.why === undefined ? [] : [`  why: ${error.why}`]),
    ...(error.typed === undefined ? [] : [`  typed: ${error.typed}`]),
    ...(error.candidates.length === 0 ? [] : [`  there is: ${error.candidates.join(', ')}`]),
    `  do: ${printed(error.nextStep)}`,
  ];
}

/** A finding in one line; what it was seen by, and the remedy, below it. */
export function sayFinding(finding: Finding): string[] {
  const { observed, required, assumptions, suppressed } = finding;
  return [
    `${sayRule(finding)}: ${finding.message}`,
    `  at ${sayPath(finding.path)}: observed ${observed}, required ${required}${assumptions.length === 0 ? '' : ` (${assumptions.join(', ')})`}`,
    ...(suppressed === null
      ? []
      : [`  suppressed until ${suppressed.expires ?? 'further notice'}: ${suppressed.reason}`]),
    ...finding.remedy.map((command) => `  do: ${printed(command)}`),
  ];
}

/** A place in the farm document: sites[0].brokers[2].ip */
export function sayPath(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./u, '');
}

/** Rows in aligned columns. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Both figures of a tolerance. */
export function sayTolerance({ withoutStandbys, withStandbys }: Tolerance): string {
  return `${withoutStandbys} without standbys, ${withStandbys} with them`;
}

/** A finding's severity and rule. */
export function sayRule({ severity, rule, slug }: Finding): string {
  return `${severity} ${rule} ${slug}`;
}

function sayChange({ kind, site, object, name, property, before, after }: Change): string {
  const place = site === null ? '' : ` of ${site}`;
  if (kind === 'added' || kind === 'removed') return `${kind} ${object} ${name}${place}`;
  return `${kind} ${object} ${name}${place}: ${property} ${sayValue(before)} -> ${sayValue(after)}`;
}

function sayValue(value: Change['before']): string {
  return value === '' ? '""' : String(value ?? 'none');
}

function sayConsequences(consequences: SiteConsequences): string[] {
  const { active, tolerance, load, processesMoved } = consequences;
  return [
    ...different('active', active, String),
    ...different('tolerance', tolerance, sayTolerance),
    ...different('load', load, sayShares),
    ...processesMoved.map(
      ({ from, to, processes }) => `  moves from ${from} to ${to}: ${processes.join(', ')}`,
    ),
  ];
}

function different<T>(
  what: string,
  { before, after }: BeforeAfter<T>,
  say: (value: T) => string,
): string[] {
  return say(before) === say(after) ? [] : [`  ${what}: ${say(before)} -> ${say(after)}`];
}

function sayShares({ agents, brokers }: LoadSplit): string {
  const counted = brokers.filter((broker) => broker.state === 'active');
  return counted
    .map(
      (broker) =>
        `${broker.server} ${broker.nominalShare}%${agents === 0 ? '' : ` (${broker.agents})`}`,
    )
    .join(', ');
}
