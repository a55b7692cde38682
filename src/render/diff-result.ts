import type { FarmDiff, Regression, WeakenedPolicy } from '../domain/diff/index.js';
import type { NotedSave } from '../domain/edits/index.js';
import type { RegressionKind } from '../domain/readiness/index.js';
import type { MissDocument } from './expectation-words.js';

/** The result of `farm diff`, as `--json` prints it. */
export interface DiffResult extends FarmDiff {
  /** The two farms as they were named, such as `main:farm.json` and `farm.json`. */
  old: string;
  new: string;
  deny: RegressionKind[];
  /** Those of `regressions` that --deny denies. */
  denied: Regression[];
  /** The policy that both are judged by, and what the change does to it; null if there is none. */
  policy: PolicyComparison | null;
  /** With --since: the time that was asked for, and the save that `old` is from. */
  since?: { time: string; number: number; save: NotedSave };
  /** Null without --tests. */
  tests: TestComparison | null;
}

/** The policy of the version before: `name` is null if that has none, and the change adds one. */
export interface PolicyComparison {
  name: string | null;
  isChanged: boolean;
  weakened: WeakenedPolicy[];
}

/** The tests about the farm, on both versions. */
export interface TestComparison {
  files: string[];
  tests: number;
  /** Tests with another outcome than before. */
  flips: TestFlip[];
}

/** A test with another outcome than before. `broken`: the version lacks an object that the test names. */
export interface TestFlip {
  file: string;
  name: string;
  before: 'passed' | 'failed' | 'broken';
  after: 'passed' | 'failed' | 'broken';
  /** What the version after does not meet. */
  misses: MissDocument[];
}
