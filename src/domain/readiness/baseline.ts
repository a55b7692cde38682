import type { Finding } from './finding.js';
import { subjectOf } from './fingerprint.js';
import type { PlacedFinding } from './gate.js';

/**
 * A baseline: the findings at the time when the gate was adopted. They are accepted; only new ones count.
 */

/** One accepted finding, in words that stay the same when lines move. */
export interface BaselineEntry {
  /** Id of the rule. */
  rule: string;
  /** The farm file, relative to the folder of the baseline, with forward slashes. */
  file: string;
  /** The object of the finding, such as `Berlin/broker/CB4`. */
  target: string;
  /** What was observed when it was accepted, if that was a number. A finding that is worse is not accepted. */
  observed?: string | number;
}

/** A finding and the entry that would accept it. */
export interface Candidate {
  finding: PlacedFinding;
  entry: BaselineEntry;
}

/** Whether a run can check an entry: it must be of a file and a rule in the run. */
export type Scope = (entry: BaselineEntry) => boolean;

/** The entry that accepts a finding of a file. */
export function entryOf(finding: PlacedFinding, file: string): BaselineEntry {
  const entry = { rule: finding.rule, file, target: subjectOf(finding) };
  return numberIn(finding.observed) === null ? entry : { ...entry, observed: finding.observed };
}

/** The number that a value begins with, such as 4 or 50 in "50%"; null if there is none. */
function numberIn(value: string | number): number | null {
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  // An address begins with a number, too.
  return Number.isNaN(number) || /\d\.\d+\.\d|:/u.test(String(value)) ? null : number;
}

/**
 * Whether a finding is worse than when it was accepted: farther from what is required. Where that is no number, such as
 * "an odd number", every other number counts as worse.
 */
export function isWorseThan(
  { observed, required }: Pick<Finding, 'observed' | 'required'>,
  accepted: string | number | undefined,
): boolean {
  if (accepted === undefined) return false;
  const [now, before, wanted] = [observed, accepted, required].map(numberIn);
  if (now == null || before == null) return false;
  return wanted == null ? now !== before : Math.abs(now - wanted) > Math.abs(before - wanted);
}

/**
 * The findings; those in the baseline are accepted unless they are worse now, those suppressed in the farm file are
 * unchanged.
 */
export function acceptBaseline(
  candidates: readonly Candidate[],
  baseline: readonly BaselineEntry[],
): PlacedFinding[] {
  const known = new Map(baseline.map((entry) => [keyOf(entry), entry]));
  return candidates.map(({ finding, entry }) => {
    const accepted = known.get(keyOf(entry));
    if (finding.suppressed !== null || accepted === undefined) return finding;
    if (isWorseThan(finding, accepted.observed)) {
      return { ...finding, acceptedAt: accepted.observed ?? null, acceptedIn: 'the baseline' };
    }
    return { ...finding, suppressed: { reason: 'baseline', expires: null, by: 'baseline' } };
  });
}

/** Entries that no longer match a finding. */
export function unmatchedEntries(
  candidates: readonly Candidate[],
  baseline: readonly BaselineEntry[],
  scope: Scope,
): BaselineEntry[] {
  const present = new Set(candidates.map(({ entry }) => keyOf(entry)));
  return baseline.filter((entry) => scope(entry) && !present.has(keyOf(entry)));
}

/** The updated baseline: all findings that the farm files don't suppress, and entries outside this run's scope. */
export function renewBaseline(
  candidates: readonly Candidate[],
  old: readonly BaselineEntry[],
  scope: Scope,
): { entries: BaselineEntry[]; added: number; removed: number; updated: number } {
  const present = candidates.filter(({ finding }) => finding.suppressed?.by !== 'farm file');
  const kept = old.filter((entry) => !scope(entry));
  const entries = [
    ...new Map(
      [...kept, ...present.map(({ entry }) => entry)].map((entry) => [keyOf(entry), entry]),
    ).values(),
  ].toSorted(
    (a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.target, b.target),
  );
  const before = new Map(old.map((entry) => [keyOf(entry), entry]));
  const after = new Set(entries.map(keyOf));
  return {
    entries,
    added: entries.filter((entry) => !before.has(keyOf(entry))).length,
    removed: old.filter((entry) => !after.has(keyOf(entry))).length,
    updated: entries.filter((entry) => {
      const was = before.get(keyOf(entry));
      return was !== undefined && was.observed !== entry.observed;
    }).length,
  };
}

/** Whether an entry is about a site, or about something in it. */
export function isInSite({ target }: BaselineEntry, site: string): boolean {
  const object = target.toLowerCase();
  const name = site.toLowerCase();
  return object === name || object.startsWith(`${name}/`) || object.startsWith(`${name}#`);
}

function keyOf({ rule, file, target }: BaselineEntry): string {
  return [rule, file, target.toLowerCase()].join('\u0000');
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
