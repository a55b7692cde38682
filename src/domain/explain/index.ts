/** DOOR domain/explain */
export { explain, listTopics } from './explain.js';
export type {
  AssumptionLine,
  ConceptExplanation,
  Explanation,
  ProcessExplanation,
  RuleExplanation,
  RuleLine,
  SourceLine,
  StatementLine,
  TopicLine,
  TopicTable,
} from './explanation.js';
