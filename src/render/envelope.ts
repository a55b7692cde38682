import type { NextStep, Printed } from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';

/** The output of `--json`: one document with the same keys for every command, on success and on failure. */
export interface Envelope {
  /** Minor versions add, major versions break. */
  formatVersion: '1.1';
  /** The command, such as `broker list`; null if none was recognised. */
  command: string | null;
  /** The exit code. */
  status: number;
  /** The farm that was used, and how it was found; absent if there was none. */
  farm?: { file: string; foundBy: string };
  /** The site that farm chose among several, and how; absent if it was named or is the only one. */
  site?: { name: string; foundBy: string };
  result: unknown;
  findings: readonly (Finding | Printed<Finding>)[];
  summary: FindingSummary;
  warnings: readonly string[];
  error: ErrorDocument | null;
}

/** An error as scripts see it. */
export interface ErrorDocument {
  code: string;
  message: string;
  why?: string;
  /** Why the domain refused it, as facts: `kind` and what belongs to it. */
  reason?: { readonly kind: string };
  didYouMean?: string;
  /** Data until it is printed. */
  nextStep: NextStep;
  location?: LocationDocument;
  problems?: ProblemDocument[];
  /** The number of problems that are not listed; absent if all are. */
  problemsOmitted?: number;
}

/** Line and column count from 1. The excerpt is the part of the line that text shows; `caret` is an offset in it. */
export interface LocationDocument {
  file: string;
  line: number;
  column: number;
  excerpt: { text: string; caret: number };
}

/** One problem of a file, as `--json` prints it. */
export interface ProblemDocument {
  location: LocationDocument;
  path: readonly (string | number)[];
  message: string;
  expected?: string;
  reason?: { readonly kind: string };
  didYouMean?: string;
}

/** The summary if no readiness rules ran. */
export const noFindings: FindingSummary = { error: 0, warning: 0, info: 0, suppressed: 0 };

/** The document with defaults for missing parts: arrays and the summary are never null. */
export function envelope(
  parts: Pick<Envelope, 'command' | 'status'> & Partial<Omit<Envelope, 'formatVersion'>>,
): Envelope {
  return {
    formatVersion: '1.1',
    command: parts.command,
    status: parts.status,
    ...(parts.farm === undefined ? {} : { farm: parts.farm }),
    ...(parts.site === undefined ? {} : { site: parts.site }),
    result: parts.result ?? null,
    findings: parts.findings ?? [],
    summary: parts.summary ?? noFindings,
    warnings: parts.warnings ?? [],
    error: parts.error ?? null,
  };
}
