import {
  findRule,
  acceptBaseline,
  entryOf,
  isInSite,
  renewBaseline,
  type Scope,
  unmatchedEntries,
  isAsked,
  type PlacedFinding,
  type RuleChoice,
} from '../domain/readiness/index.js';
import type { BaselineOutcome, CheckedFile } from '../render/check-result.js';
import {
  isFileThere,
  nameInBaseline,
  readBaseline,
  requireBaseline,
  writeBaseline,
} from '../store/farm/baseline.js';
import { type FarmSource, shownPath } from '../store/farm/locate.js';

/** The baseline's part of a run of `farm check`: what it accepts, what it holds too much, and how it is renewed. */

/** What a run asks of baselines, and what limits how far it can judge one. */
export interface BaselineQuestion {
  /** Absolute path of the baseline to judge by; null for none. */
  baseline: string | null;
  /** Absolute path of the baseline to write, and then to judge by; null for none. */
  writeBaseline: string | null;
  site: string | null;
  rules: RuleChoice;
}

interface CheckedFarm {
  source: FarmSource;
  file: CheckedFile;
  findings: PlacedFinding[];
}

/**
 * The findings of all farms, with those accepted that the baseline of a path holds. A baseline that is to be written is written
 * first, if its entries differ, and then judges as well.
 * @throws FarmError E_USAGE for a file that is missing or no baseline; E_CANNOT_WRITE
 */
export async function judgeByBaseline(
  checked: readonly CheckedFarm[],
  path: string,
  question: BaselineQuestion,
): Promise<{ findings: PlacedFinding[]; outcome: BaselineOutcome }> {
  const candidates = checked.flatMap(({ source, findings }) => {
    const file = nameInBaseline(path, source.path);
    return findings.map((finding) => ({ finding, entry: entryOf(finding, file) }));
  });
  const scope = scopeOf(checked, path, question);
  const written = question.writeBaseline !== null;
  const kept = written ? await readBaseline(path) : await requireBaseline(path);
  const old = kept ?? [];
  const renewed = renewBaseline(candidates, old, scope);
  const saved = written && (kept === null || renewed.added > 0 || renewed.gone > 0);
  if (saved) await writeBaseline(path, renewed.entries);
  const entries = written ? renewed.entries : old;
  const findings = acceptBaseline(candidates, entries);
  const { added, gone } = renewed;
  return {
    findings,
    outcome: {
      file: shownPath(path),
      accepted: findings.filter(({ suppressed }) => suppressed?.by === 'baseline').length,
      unmatched: unmatchedEntries(candidates, entries, scope),
      written: written ? { entries: entries.length, added, gone, saved } : null,
    },
  };
}

/** What this run can judge: rules and sites that were asked, in files that are sound or no longer there. */
function scopeOf(checked: readonly CheckedFarm[], path: string, question: BaselineQuestion): Scope {
  const sound = new Set(
    checked
      .filter(({ file }) => file.error === null)
      .map(({ source }) => nameInBaseline(path, source.path)),
  );
  const { rules, site } = question;
  return (entry) =>
    isAsked(rules, findRule(entry.rule)?.id ?? entry.rule) &&
    (site === null || isInSite(entry, site)) &&
    (sound.has(entry.file) || !isFileThere(path, entry));
}
