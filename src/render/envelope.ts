import type { NextStep, Printed } from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';

/** What `--json` prints: one document, the same for every command, on success and on failure. */
export interface Envelope {
  /** Minor versions add, major versions break. */
  formatVersion: '1.1';
  /** The command as typed, such as `broker list`; null where none was recognised. */
  command: string | null;
  /** The exit code. */
  status: number;
  /** The farm that was used, and how it was found; left out where none was. */
  farm?: { file: string; foundBy: string };
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
  /** As data until it is printed. */
  nextStep: NextStep;
  location?: LocationDocument;
  problems?: ProblemDocument[];
  /** How many more problems there are than are listed; left out where all are. */
  problemsOmitted?: number;
}

/** Line and column count from 1. The excerpt is what the text shows of the line; `caret` counts in it from 0. */
export interface LocationDocument {
  file: string;
  line: number;
  column: number;
  excerpt: { text: string; caret: number };
}

/** One thing wrong with a file, as `--json` prints it. */
export interface ProblemDocument {
  location: LocationDocument;
  path: readonly (string | number)[];
  message: string;
  expected?: string;
  reason?: { readonly kind: string };
  didYouMean?: string;
}

/** The summary where nothing was asked about readiness. */
export const noFindings: FindingSummary = { error: 0, warning: 0, info: 0, suppressed: 0 };

/** The document with everything that isn't given filled in: arrays and the summary are never null. */
export function envelope(
  parts: Pick<Envelope, 'command' | 'status'> & Partial<Omit<Envelope, 'formatVersion'>>,
): Envelope {
  return {
    formatVersion: '1.1',
    command: parts.command,
    status: parts.status,
    ...(parts.farm === undefined ? {} : { farm: parts.farm }),
    result: parts.result ?? null,
    findings: parts.findings ?? [],
    summary: parts.summary ?? noFindings,
    warnings: parts.warnings ?? [],
    error: parts.error ?? null,
  };
}
