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

/** What `farm explain` answers: one shape for each kind of topic. */
export type Explanation =
  | RuleExplanation
  | AssumptionExplanation
  | ProcessExplanation
  | StatementExplanation
  | ConceptExplanation
  | ErrorExplanation
  | TopicList;

/** A rule with all that is known of it. */
export interface RuleExplanation extends Pick<Rule, 'id' | 'slug' | 'severity' | 'why'> {
  kind: 'rule';
  statement: string;
  /** What the vendor says of it, each with its sources. Empty where it follows from the model alone. */
  vendor: StatementLine[];
  assumptions: AssumptionLine[];
  /** Where the rule keeps silent on purpose, each with the reason. */
  exemptions: string[];
  /** The number that a farm may set differently; null where the source leaves no room. */
  threshold: { preset: number; least: number; most: number; says: string } | null;
  /** The same small farm, once as the rule objects to it and once as it should be. */
  sample: RuleSample;
  /** What `farm check --fix` does about it; null where somebody has to decide. */
  fix: string | null;
  /** How to accept the finding of the sample in a farm file; null where the rule can't be suppressed. */
  suppress: readonly string[] | null;
  /** How to set the rule in a farm file, one way each; empty where it can't be set. */
  set: readonly string[];
}

/** Excerpts of two farm files, line by line, and what farm says to the first. */
export interface RuleSample {
  bad: readonly string[];
  good: readonly string[];
  message: string;
  observed: string;
  required: string;
  /** The commands that mend it, in order. */
  mend: readonly string[];
  /** What a suppression would name. */
  target: string;
}

/** An assumption, and the rules and answers that lean on it. */
export interface AssumptionExplanation {
  kind: 'assumption';
  id: AssumptionId;
  says: string;
  rules: RuleLine[];
  /** Commands whose answers lean on it. */
  answers: readonly string[];
}

/** A process of the vendor's table: who runs it, and what becomes of it. */
export interface ProcessExplanation {
  kind: 'process';
  id: string;
  name: string;
  primary: BrokerProcess['primary'];
  secondary: BrokerProcess['secondary'];
  /** Who runs it, in a sentence. */
  runs: string;
  /** What becomes of it while the primary is away. */
  away: string;
  sources: SourceLine[];
  assumptions: AssumptionLine[];
}

/** A statement of the vendor, and the rules that are true to it. */
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
  /** Documents beside those of the vendor's statements. */
  sources: SourceLine[];
  commands: readonly string[];
  /** A piece of a farm file; null where none belongs to it. */
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

/** Everything that can be explained, grouped. */
export interface TopicList {
  kind: 'list';
  groups: { title: string; topics: TopicLine[] }[];
}

/** One topic of the list. */
export interface TopicLine {
  id: string;
  says: string;
}

/** A table inside of an explanation. */
export interface TopicTable {
  caption: string;
  head: string[];
  rows: string[][];
}

/** A statement of the vendor as an explanation shows it. */
export interface StatementLine {
  id: StatementId;
  says: string;
  /** The threshold in the statement; null where it has none. */
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

/** A document of the vendor, the RAS version that it describes, and the day on which it was read. */
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
