import type { Printed } from '../domain/model/index.js';
import type {
  Threshold,
  BaselineEntry,
  FindingSummary,
  PlacedFinding,
  RuleOff,
} from '../domain/readiness/index.js';
import type { ErrorDocument } from './envelope.js';
import type { EditResult } from './edit.js';

/** The result of `farm check`, as `--json` prints it; the findings stand beside it. */
export interface CheckResult {
  /** In the order in which they were named. */
  files: CheckedFile[];
  failOn: Threshold;
  /** Null where the run has none. */
  baseline: BaselineOutcome | null;
}

/** One farm file. A broken one has its error, and no rules were asked of it. */
export interface CheckedFile {
  /** As its findings name it. */
  file: string;
  /** How many readiness rules were asked. */
  rules: number;
  off: RuleOff[];
  sites: { site: string; summary: FindingSummary }[];
  summary: FindingSummary;
  /** What `--fix` did to it; null where it was not asked to. */
  fix: EditResult | null;
  error: ErrorDocument | null;
}

/** A finding with its commands printed. */
export type PrintedFinding = Printed<PlacedFinding>;

/** What the baseline did in a run of `farm check`. */
export interface BaselineOutcome {
  file: string;
  /** How many findings it accepted. */
  accepted: number;
  /** Entries that match nothing any more. */
  unmatched: BaselineEntry[];
  /** What `--write-baseline` did; null where it was not asked to. Saved unless the file had the very same entries. */
  written: { entries: number; added: number; gone: number; saved: boolean } | null;
}

/** All that a format needs. The formats get names and texts as they stand in the files: each quotes them by its own rules. */
export interface Report {
  result: Printed<CheckResult>;
  findings: readonly PrintedFinding[];
  summary: FindingSummary;
  /** What formats need to know of each file beside its result, by the file's name. */
  files: ReadonlyMap<string, FileContext>;
  /** The exit code of the run. */
  status: number;
  tool: { version: string };
  /** Whether text, Markdown and CSV show what is suppressed. */
  showSuppressed: boolean;
}

/** What formats need to know of a farm file beside its result. */
export interface FileContext {
  /** Ids of the readiness rules that were asked, in order. */
  asked: readonly string[];
  /** With forward slashes from the root of the repository, or absolute where the file lies elsewhere. */
  path: string;
  /** The same as a URI reference, or as a `file:` address. */
  uri: string;
  isInRepository: boolean;
}
