import type { FarmDiff, Regression } from '../domain/diff/index.js';
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
  /** Null without --tests. */
  tests: TestComparison | null;
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
