import type { SiteDiff } from '../domain/diff/index.js';
import { groupedBy, type Printed } from '../domain/model/index.js';
import { type Finding, findingKey } from '../domain/readiness/index.js';
import type { DiffResult } from './diff-result.js';
import { sayNames, sayPercent } from './words.js';

/** The sites that differ, one line each, in words that the text and the Markdown of `farm diff` share. */

/** One site in a line. */
export interface SiteLine {
  site: string;
  verdict: string;
  active: string;
  tolerance: string;
  withStandbys: string;
  largestShare: string;
  findings: string;
}

/** The heads of the columns. */
export const siteLineHead: Record<keyof SiteLine, string> = {
  site: 'site',
  verdict: 'effect',
  active: 'active',
  tolerance: 'tolerance',
  withStandbys: 'with standbys',
  largestShare: 'largest share',
  findings: 'findings',
};

/** Whether a finding is in both farms, and only settings or suppressions hide or reveal it. */
export type IsInBoth = (finding: Printed<Finding>) => boolean;

/** Tells the findings that are in both farms from others. */
export function isInBoth({ hidden, revealed }: Printed<DiffResult>): IsInBoth {
  const keys = new Set([...hidden, ...revealed].map(findingKey));
  return (finding) => keys.has(findingKey(finding));
}

/** What needs attention first: the order of the lines. */
const byNeed = ['worse', 'mixed', 'unchanged', 'removed', 'new', 'better', 'neutral'];

/** The lines of all sites that are added, removed or changed, or unchanged with other findings; those that need attention first. */
export function siteLines(result: Printed<DiffResult>): SiteLine[] {
  const inBoth = isInBoth(result);
  const changed = result.sites.map((site) => ({ need: site.verdict, line: lineOf(site, inBoth) }));
  const removed = result.changes
    .filter(({ kind, object }) => kind === 'removed' && object === 'site')
    .map(({ name }) => ({ need: 'removed', line: emptyLine(name, 'removed') }));
  const known = new Set([...changed, ...removed].map(({ line }) => line.site));
  const others = [...foundIn(result)].flatMap(([site, findings]) => {
    if (site === null || known.has(site)) return [];
    const line = emptyLine(site, 'unchanged');
    return [{ need: 'unchanged', line: { ...line, findings: sayFindings(findings, inBoth) } }];
  });
  // Settings alone change no site: then each section says it all.
  if (changed.length + removed.length === 0) return [];
  return [...changed, ...removed, ...others]
    .toSorted((one, other) => byNeed.indexOf(one.need) - byNeed.indexOf(other.need))
    .map(({ line }) => line);
}

function lineOf(site: Printed<SiteDiff>, inBoth: IsInBoth): SiteLine {
  const { active, tolerance, figures, isNew, verdict, findings } = site;
  const say = (before: string, after: string): string => (isNew ? after : arrow(before, after));
  const share = (one: typeof figures.before): string => {
    const largest = one?.largestShare ?? null;
    return largest === null ? '-' : sayPercent(largest);
  };
  return {
    site: site.site,
    verdict: isNew ? (verdict === 'worse' ? 'new, worse' : 'new') : verdict,
    active: say(String(active.before), String(active.after)),
    tolerance: say(
      String(tolerance.before.withoutStandbys),
      String(tolerance.after.withoutStandbys),
    ),
    withStandbys: say(String(tolerance.before.withStandbys), String(tolerance.after.withStandbys)),
    largestShare: say(share(figures.before), share(figures.after)),
    findings: sayFindings(findings, inBoth),
  };
}

function emptyLine(site: string, verdict: string): SiteLine {
  return {
    site,
    verdict,
    active: '-',
    tolerance: '-',
    withStandbys: '-',
    largestShare: '-',
    findings: '-',
  };
}

function foundIn({
  findings,
}: Printed<DiffResult>): Map<string | null, Printed<SiteDiff>['findings']> {
  const gained = groupedBy(findings.gained, ({ site }) => site);
  const lost = groupedBy(findings.resolved, ({ site }) => site);
  const sites = [...new Set([...gained.keys(), ...lost.keys()])];
  return new Map(
    sites.map((site) => [site, { gained: gained.get(site) ?? [], lost: lost.get(site) ?? [] }]),
  );
}

/** "3 new, 1 resolved"; `-` if none differs. */
function sayFindings({ gained, lost }: Printed<SiteDiff>['findings'], inBoth: IsInBoth): string {
  const count = (findings: typeof gained, both: boolean, word: string): string[] => {
    const { length } = findings.filter((finding) => inBoth(finding) === both);
    return length === 0 ? [] : [`${length} ${word}`];
  };
  const parts = [
    ...count(gained, false, 'new'),
    ...count(gained, true, 'revealed'),
    ...count(lost, false, 'resolved'),
    ...count(lost, true, 'hidden'),
  ];
  return parts.length === 0 ? '-' : parts.join(', ');
}

function arrow(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

/** Longer lists of sites are only counted. */
const longestList = 60;

/** The sites that have no line of their own, by their verdicts: "23 more: 3 better (A, B and C), 20 neutral (S[11-30])". */
export function sayOtherLines(lines: readonly SiteLine[]): string {
  const parts = [...groupedBy(lines, ({ verdict }) => verdict)].map(([verdict, those]) => {
    const names = sayNames(those.map(({ site }) => site));
    return `${those.length} ${verdict}${names.length > longestList ? '' : ` (${names})`}`;
  });
  return `${lines.length} more: ${parts.join(', ')}`;
}
