import type { Printed } from '../../src/domain/model/suggested-command.js';
import { printed } from '../suggest/printed.js';
import type { Problem } from '../../src/domain/model/errors.js';
import type {
  Expectations,
  Failure,
  FarmTest,
  GivenEdit,
  JudgedTest,
} from '../../src/domain/expectations/expectations.js';
import { describeMiss, type MissDocument } from '../../src/render/expectation-words.js';
import { describeMisfit } from '../../src/render/misfit-words.js';
import { judgeTest } from '../../src/domain/expectations/judge.js';
import type { Misfit } from '../../src/domain/expectations/misfit.js';
import { noFailure } from '../../src/domain/expectations/starter.js';
import type { Farm } from '../../src/domain/model/farm.js';

/** Tests made and judged in few words. */

/** What a test says; the rest is left to the defaults. */
export interface Said {
  site?: string;
  given?: readonly GivenEdit[];
  when?: Partial<Failure>;
  expect: Expectations;
}

function aTest({ site, given = [], when = {}, expect }: Said): FarmTest {
  return { name: 'a test', site: site ?? null, given, when: { ...noFailure, ...when }, expect };
}

/** The day on which suppressions are judged. */
export const today = '2026-11-20';

/** The test judged, with its words. @throws Error for one that does not fit the farm */
export function judged(
  farm: Farm,
  output: Said,
): Printed<Omit<JudgedTest, 'misses'> & { misses: MissDocument[] }> {
  const found = asked(farm, output);
  if (Array.isArray(found)) throw new Error(found.map(({ reason }) => reason.kind).join(', '));
  return printed({ ...found, misses: found.misses.map((miss) => describeMiss(miss)) });
}

/** What keeps the test from being judged. @throws Error for one that can be */
export function problems(farm: Farm, output: Said): Problem[] {
  const found = asked(farm, output);
  if (Array.isArray(found)) return found.map(describeMisfit);
  throw new Error('the test could be judged');
}

function asked(farm: Farm, output: Said): JudgedTest | Misfit[] {
  return judgeTest(farm, aTest(output), {
    today,
    farmFile: 'farm.json',
    testFile: 'ha.farm-test.yaml',
  });
}

/** The misses in short: `expectation: expected / got / when`. */
export function missesOf(farm: Farm, output: Said): string[] {
  return judged(farm, output).misses.map(
    ({ expectation, expected, got, counterexample }) =>
      `${expectation}: ${expected} / ${got} / ${counterexample ?? '-'}`,
  );
}
