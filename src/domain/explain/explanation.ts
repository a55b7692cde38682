import {
  type AssumptionId,
  type Citation,
  type CitationId,
  citations,
  type BrokerProcess,
  type Statement,
  type StatementId,
  statements,
} from '../facts/index.js';
import type { ErrorCode } from '../model/index.js';
import type { Rule } from '../readiness/index.js';

/** The result of `farm explain`: one shape for each kind of topic. */
export type Explanation =
  | RuleExplanation
  | AssumptionExplanation
  | ProcessExplanation
  | StatementExplanation
  | ConceptExplanation
  | ErrorExplanation
  | TopicList;

/** A rule with everything known about it. */
export interface RuleExplanation extends Pick<Rule, 'id' | 'slug' | 'severity' | 'why'> {
  kind: 'rule';
  statement: string;
  /** The vendor's statements about it, with sources. Empty if the rule follows from the model alone. */
  vendor: StatementLine[];
  assumptions: AssumptionLine[];
  /** Where the rule deliberately reports nothing, each with the reason. */
  exemptions: string[];
  /** The threshold that a farm file can change; null if the source leaves no room. */
  threshold: { preset: number; least: number; most: number; says: string } | null;
  /** A small farm, once as the rule reports it and once as it should be. */
  sample: RuleSample & {
    /** The same as `remedy`; its former name, kept for scripts. */
    mend: readonly string[];
  };
  /** What `farm check --fix` does about it; null if a person has to decide. */
  fix: string | null;
  /** How to accept the finding of the sample in a farm file; null if the rule can't be suppressed. */
  suppress: readonly string[] | null;
  /** Ways to configure the rule in a farm file; empty if it can't be configured. */
  set: readonly string[];
}

/** Excerpts of two farm files, line by line, and the finding in the first. */
export interface RuleSample {
  /** The policy of both, if the rule needs one. */
  policy?: readonly string[];
  bad: readonly string[];
  good: readonly string[];
  message: string;
  observed: string;
  required: string;
  /** The commands that fix it, in order. */
  remedy: readonly string[];
  /** The target of a suppression. */
  target: string;
}

/** An assumption, and the rules and answers that depend on it. */
export interface AssumptionExplanation {
  kind: 'assumption';
  id: AssumptionId;
  says: string;
  rules: RuleLine[];
  /** Commands whose answers depend on it. */
  answers: readonly string[];
}

/** A process of the vendor's table: who runs it, and what happens to it. */
export interface ProcessExplanation {
  kind: 'process';
  id: string;
  name: string;
  primary: BrokerProcess['primary'];
  secondary: BrokerProcess['secondary'];
  /** Who runs it, in a sentence. */
  runs: string;
  /** What happens to it while the primary is offline. */
  away: string;
  sources: SourceLine[];
  assumptions: AssumptionLine[];
}

/** A statement of the vendor, and the rules based on it. */
export interface StatementExplanation extends StatementLine {
  kind: 'statement';
  rules: RuleLine[];
}

/** A concept that answers share, such as the load split. */
export interface ConceptExplanation {
  kind: 'concept';
  id: string;
  title: string;
  says: readonly string[];
  tables: TopicTable[];
  vendor: StatementLine[];
  assumptions: AssumptionLine[];
  rules: RuleLine[];
  /** Documents other than those of the vendor's statements. */
  sources: SourceLine[];
  commands: readonly string[];
  /** An example of a farm file or a policy; null if there is none. */
  example: readonly string[] | null;
}

/** An error code, and the exit code that scripts see. */
export interface ErrorExplanation {
  kind: 'error';
  id: ErrorCode;
  says: string;
  exitCode: number;
  exitCodeMeans: string;
  /** Other error codes with the same exit code. */
  alike: ErrorCode[];
}

/** All topics, grouped. */
export interface TopicList {
  kind: 'list';
  groups: { title: string; topics: TopicLine[] }[];
}

/** One topic of the list. */
export interface TopicLine {
  id: string;
  says: string;
}

/** A table in an explanation. */
export interface TopicTable {
  caption: string;
  head: string[];
  rows: string[][];
}

/** A statement of the vendor as an explanation shows it. */
export interface StatementLine {
  id: StatementId;
  says: string;
  /** The threshold in the statement; null if it has none. */
  number: number | null;
  sources: SourceLine[];
}

/** An assumption as an explanation shows it. */
export interface AssumptionLine {
  id: AssumptionId;
  says: string;
}

/** A rule as an explanation shows it. */
export interface RuleLine extends Pick<Rule, 'id' | 'slug' | 'severity'> {
  statement: string;
}

/** A document of the vendor, the RAS version it describes, and the day it was read. */
export type SourceLine = Citation;

/** A statement of the vendor with its sources. */
export function statementLine(id: StatementId): StatementLine {
  const { says, number, citations: ids }: Statement = statements[id];
  return { id, says, number: number ?? null, sources: sourceLines(ids) };
}

/** Documents by their ids, each once. */
export function sourceLines(ids: readonly CitationId[]): SourceLine[] {
  return [...new Set(ids)].map((id) => ({ ...citations[id] }));
}

/** A rule in a line. */
export function ruleLine({ id, slug, severity, statement }: Rule): RuleLine {
  return { id, slug, severity, statement };
}
