import { parseCondition, periodsOf } from '../domain/history/index.js';
import type { HistoryWhenResult } from '../render/history-result.js';
import { underPolicy } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { shownPath } from '../store/fs/shown-path.js';
import { policyOf } from '../store/policy/find-policy.js';
import { damageOf, farmReader, historyOf, rowOf } from './history.js';

/** What `farm history --when` does: finds the saves from which on a condition held. */

/** A condition as typed, and where it is looked for. */
export interface WhenQuestion {
  when: string;
  /** Null: in all sites. */
  site: string | null;
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
}

/** @throws Refusal E_USAGE, E_NOT_FOUND for the condition and the site; FarmError as `historyOf` */
export async function findWhen(
  source: FarmSource,
  { when, site, today }: WhenQuestion,
): Promise<{ result: HistoryWhenResult; warnings: string[] }> {
  const condition = parseCondition(when);
  const history = await historyOf(source);
  const { entries } = history;
  const farmOf = farmReader(history);
  // All versions are judged by one policy, as farm diff does.
  const policy = await policyOf(source);
  const versions = [];
  for (const { version } of entries) {
    const farm = await farmOf(version);
    versions.push(farm && underPolicy(farm, policy));
  }
  const numberOf = (index: number): number => entries.length - 1 - index;
  const periods = [];
  for (const { from, until, ...period } of periodsOf(versions, condition, { site, today })) {
    const entry = entries[from];
    if (entry === undefined) continue;
    const began = await rowOf(entry, numberOf(from), entries, farmOf);
    periods.push({ ...period, began, ended: until === null ? null : numberOf(until) });
  }
  const skipped = versions.filter((farm) => farm === null).length;
  const result = {
    file: shownPath(source.path),
    total: entries.length,
    condition,
    site,
    // The latest are looked for.
    periods: periods.toReversed(),
    skipped,
  };
  return { result, warnings: damageOf(history) };
}
