import type { Printed } from '../domain/model/index.js';
import type {
  Threshold,
  BaselineEntry,
  FindingSummary,
  PlacedFinding,
  RegressionKind,
  RuleOff,
} from '../domain/readiness/index.js';
import type { Regression } from '../domain/diff/index.js';
import type { PolicyComparison } from './diff-result.js';
import type { ErrorDocument } from './envelope.js';
import type { EditResult } from './edit.js';

/** The result of `farm check`, as `--json` prints it; the findings are separate. */
export interface CheckResult {
  /** In the order given. */
  files: CheckedFile[];
  failOn: Threshold;
  /** Null if the run has none. */
  baseline: BaselineOutcome | null;
  /** Null without `--against`. */
  against: AgainstOutcome | null;
}

/** One farm file. A broken one has its error, and no rules ran on it. */
export interface CheckedFile {
  /** The name as in its findings. */
  file: string;
  /** The number of readiness rules that ran. */
  rules: number;
  off: RuleOff[];
  sites: { site: string; summary: FindingSummary }[];
  summary: FindingSummary;
  /** The changes by `--fix`; null without `--fix`. */
  fix: EditResult | null;
  /** The policy that applies to it; null if it has none. */
  policy: string | null;
  /** The lowest severity that makes the run exit 1 for this file. */
  failOn: Threshold;
  /** The version before; null without `--against`, or if the file is broken. */
  against: { state: FormerState; old: string | null } | null;
  error: ErrorDocument | null;
}

/** A finding with its commands as text. */
export type PrintedFinding = Printed<PlacedFinding>;

/** The effect of the baseline in a run of `farm check`. */
export interface BaselineOutcome {
  file: string;
  /** The number of findings it accepted. */
  accepted: number;
  /** Entries that no longer match a finding. */
  unmatched: BaselineEntry[];
  /**
   * The effect of `--write-baseline`; null without it. `saved` is false if the file already had the same entries. `gone`
   * is the former name of `removed`, kept for scripts.
   */
  written: {
    entries: number;
    added: number;
    removed: number;
    /** Entries whose number changed. */
    updated: number;
    gone: number;
    saved: boolean;
  } | null;
}

/** What a farm file was in the version before; `new` if it did not have it. */
export type FormerState = 'same' | 'changed' | 'moved' | 'broken' | 'new';

/** The comparison of a run with the versions before. */
export interface AgainstOutcome {
  /** As it was named, such as `main`. */
  name: string;
  /** Farm files of the revision that are no longer there, in the folders that were searched. */
  removed: string[];
  /** The number of findings that the versions before had: they don't count. */
  known: number;
  /** The number of findings that count. */
  new: number;
  /** The policy of the revision, and what the change makes weaker in it. */
  policy: PolicyComparison;
  deny: RegressionKind[];
  /** What `--deny` denies. */
  denied: DeniedInFile[];
}

/** Something that the change makes worse in a farm file. */
export type DeniedInFile = Regression & { file: string };

/** The input of a format. Names and texts are as in the files: each format quotes them by its own rules. */
export interface Report {
  result: Printed<CheckResult>;
  findings: readonly PrintedFinding[];
  summary: FindingSummary;
  /** Further information about each file, by the file's name. */
  files: ReadonlyMap<string, FileContext>;
  /** The exit code of the run. */
  status: number;
  tool: { version: string };
  /** Whether text, Markdown and CSV show suppressed findings. */
  showSuppressed: boolean;
  /** Whether SARIF leaves suppressed findings out, or marks them. */
  sarifSuppressed: SarifSuppressed;
}

/** What SARIF does with suppressed findings. */
export const sarifSuppressed = ['omit', 'mark'] as const;
export type SarifSuppressed = (typeof sarifSuppressed)[number];

/** Further information about a farm file for formats. */
export interface FileContext {
  /** Ids of the readiness rules that ran, in order. */
  asked: readonly string[];
  /** Relative to the root of the repository with forward slashes, or absolute if the file is elsewhere. */
  path: string;
  /** The same as a URI reference, or as a `file:` address. */
  uri: string;
  isInRepository: boolean;
}
