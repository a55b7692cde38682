import { isOwnRuleId } from '../../domain/model/index.js';

/** The subject of each hundred of rules. */
const subjects: Readonly<Record<string, string>> = {
  1: 'brokers',
  2: 'promotion',
  3: 'load',
  4: 'providers',
  5: 'network',
  6: 'failure-domains',
  9: 'farm-file',
};

/** What a rule is about, by its id: the category in tools that group rules. Those of a policy are the organisation's. */
export function subjectOfRule(id: string): string {
  return isOwnRuleId(id) ? 'organisation' : (subjects[id.charAt(3)] ?? 'farm');
}
