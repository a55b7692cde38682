import type { SuggestedCommand } from '../domain/model/index.js';
import type { JudgedTest } from '../domain/expectations/index.js';
import type { ErrorDocument, ProblemDocument } from './envelope.js';
import type { MissDocument } from './expectation-words.js';

/** The result of `farm test`, as `--json` prints it. */
export interface TestsResult {
  summary: TestsSummary;
  /** In the order in which they were run. */
  files: TestedFile[];
}

/** The number of files and tests by outcome. */
export interface TestsSummary {
  files: number;
  tests: number;
  passed: number;
  failed: number;
  /** Tests that don't fit their farm. */
  broken: number;
  /** Tests that --grep left out. */
  skipped: number;
  /** Tests that their file skips, with a reason. */
  skippedWithReason: number;
  /** Files that can't be read, or whose farm can't be read. */
  brokenFiles: number;
}

/** One test file. */
export interface TestedFile {
  file: string;
  /** The farm file; null if it is not known. */
  farm: string | null;
  tests: TestedTest[];
  /** The error of the file, its farm, or its broken tests. */
  error: ErrorDocument | null;
}

/** A test with its place; line and column count from 1. */
export interface TestedTest extends Pick<JudgedTest, 'name' | 'scenarios' | 'expectations'> {
  outcome: 'passed' | 'failed' | 'broken' | 'skipped';
  /** Why the file skips the test; null if it does not. */
  skipReason: string | null;
  /** Null if the test is skipped, or does not fit its farm. */
  site: string | null;
  line: number;
  column: number;
  misses: PlacedMiss[];
  /** Why the test can't run. */
  problems: ProblemDocument[];
}

/** An expectation that isn't met, with its place in the test file. */
export type PlacedMiss = MissDocument & { line: number; column: number };

/** The result of `farm test --init`. */
export interface InitResult {
  file: string;
  /** The JSON Schema that was written beside it; null if one was there. */
  schema: string | null;
  farm: string;
  /** Names of the tests. */
  tests: string[];
  /** The command that runs them. */
  again: SuggestedCommand;
}
