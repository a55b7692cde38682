import {
  findRule,
  acceptBaseline,
  entryOf,
  isInSite,
  renewBaseline,
  type Scope,
  unmatchedEntries,
  isAcceptable,
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
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { type FarmSource, shownPath } from '../store/farm/locate.js';

/** Baselines in `farm check`: the findings that they accept, unused entries, and updating. */

/** The baseline options of a run, and the options that limit which entries it can check. */
export interface BaselineQuestion {
  /** Absolute path of the baseline to use; null for none. */
  baseline: string | null;
  /** Absolute path of the baseline to write, and then to use; null for none. */
  writeBaseline: string | null;
  site: string | null;
  rules: RuleChoice;
}

interface CheckedFarm {
  source: FarmSource;
  file: CheckedFile;
  /** Left out for a broken file. */
  loaded?: LoadedFarm;
  findings: PlacedFinding[];
}

/**
 * The findings of all farms; those in the baseline are accepted. With --write-baseline, the baseline is first written if
 * its entries differ.
 * @throws FarmError E_USAGE for a file that is missing or not a baseline; E_CANNOT_WRITE
 */
export async function judgeByBaseline(
  checked: readonly CheckedFarm[],
  path: string,
  question: BaselineQuestion,
): Promise<{ findings: PlacedFinding[]; outcome: BaselineOutcome }> {
  const candidates = checked.flatMap(({ source, loaded, findings }) => {
    const file = nameInBaseline(path, source.path);
    const acceptable = findings.filter(({ rule }) => isAcceptable(loaded?.farm.policy, rule));
    return acceptable.map((finding) => ({ finding, entry: entryOf(finding, file) }));
  });
  const scope = scopeOf(checked, path, question);
  const written = question.writeBaseline !== null;
  const kept = written ? await readBaseline(path) : await requireBaseline(path);
  const old = kept ?? [];
  const renewed = renewBaseline(candidates, old, scope);
  const { added, removed, updated } = renewed;
  const saved = written && (kept === null || added + removed + updated > 0);
  if (saved) await writeBaseline(path, renewed.entries);
  const entries = written ? renewed.entries : old;
  const judged = acceptBaseline(candidates, entries);
  const accepted = new Map(candidates.map(({ finding }, index) => [finding, judged[index]]));
  const findings = checked.flatMap((one) => one.findings.map((own) => accepted.get(own) ?? own));
  return {
    findings,
    outcome: {
      file: shownPath(path),
      accepted: findings.filter(({ suppressed }) => suppressed?.by === 'baseline').length,
      unmatched: unmatchedEntries(candidates, entries, scope),
      written: written
        ? { entries: entries.length, added, removed, updated, gone: removed, saved }
        : null,
    },
  };
}

/** The entries that this run can check: its rules and sites, in files that are valid or no longer exist. */
function scopeOf(checked: readonly CheckedFarm[], path: string, question: BaselineQuestion): Scope {
  const valid = new Set(
    checked
      .filter(({ file }) => file.error === null)
      .map(({ source }) => nameInBaseline(path, source.path)),
  );
  const { rules, site } = question;
  return (entry) =>
    isAsked(rules, findRule(entry.rule)?.id ?? entry.rule) &&
    (site === null || isInSite(entry, site)) &&
    (valid.has(entry.file) || !isFileThere(path, entry));
}
