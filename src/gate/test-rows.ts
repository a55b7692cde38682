import {
  type FarmTest,
  type JudgedTest,
  judgeTest,
  type Judging,
  type Miss,
  type Misfit,
  testsOfSites,
} from '../domain/expectations/index.js';
import type { Farm } from '../domain/model/index.js';
import { describeMiss, type MissDocument } from '../render/expectation-words.js';
import type { WrittenTest } from '../store/test/test-convert.js';

/** The tests of a file for a farm: one for each case and each site. */

/** One test, or its misfits with its site, such as an unknown site. */
export type Row = { written: WrittenTest; name: string } & (
  | { test: FarmTest }
  | { misfits: Misfit[] }
  | { skipped: string }
);

/** A test and its result. */
export interface JudgedRow {
  written: WrittenTest;
  name: string;
  found: JudgedTest | { misfits: Misfit[] } | { skipped: string };
}

/** Every test of a file for a farm. A test that is skipped need not fit the farm, so it is not looked at. */
export function rowsOf(tests: readonly WrittenTest[], farm: Farm): Row[] {
  return tests.flatMap((written): Row[] => {
    const { test, sites, skip } = written;
    const { name } = test;
    if (skip !== null) return [{ written, name, skipped: skip }];
    const found = testsOfSites(farm, test, sites);
    if ('misfits' in found) return [{ written, name, misfits: found.misfits }];
    return found.tests.map((one) => ({ written, name: one.name, test: one }));
  });
}

/** The test judged, unless it is skipped or does not fit its farm. */
export function judgeRow(row: Row, farm: Farm, judging: Judging): JudgedRow {
  const { written, name } = row;
  if ('skipped' in row) return { written, name, found: { skipped: row.skipped } };
  if ('misfits' in row) return { written, name, found: { misfits: row.misfits } };
  const found = judgeTest(farm, row.test, judging);
  return { written, name, found: Array.isArray(found) ? { misfits: found } : found };
}

/** Why a test can't be judged, with paths from the root of its file. */
export function inFile({ sourceOf }: WrittenTest, misfits: readonly Misfit[]): Misfit[] {
  return misfits.map((one) => ({ ...one, path: sourceOf(one.path) }));
}

/** What gives a miss its words; those of a refused edit are loaded only where one is among the results. */
export async function missWords(
  judged: readonly JudgedRow[],
): Promise<(miss: Miss) => MissDocument> {
  const isRefused = judged.some(
    ({ found }) =>
      'misses' in found &&
      found.misses.some(
        ({ difference }) => difference.kind === 'refused' && difference.got !== null,
      ),
  );
  if (!isRefused) return (miss) => describeMiss(miss);
  const { sayRefusedFor } = await import('../render/reason-words.js');
  return (miss) => describeMiss(miss, sayRefusedFor);
}
