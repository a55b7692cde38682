import { type AssumptionId, assumptions } from '../facts/index.js';
import { hygieneRules, type Rule } from '../readiness/index.js';
import { type AssumptionLine, type RuleExplanation, statementLine } from './explanation.js';
import { samples } from './samples.generated.js';

/** Everything about a rule: what, why, sources, examples, and what to do about a finding. */
export function explainRule(rule: Rule): RuleExplanation {
  const sample = samples[rule.id];
  if (sample === undefined) throw new Error(`${rule.id} has no sample: npm run generate`);
  // Problems of the farm file itself can't be suppressed in that file.
  const isAboutFile = hygieneRules.some(({ id }) => id === rule.id);
  return {
    kind: 'rule',
    id: rule.id,
    slug: rule.slug,
    severity: rule.severity,
    statement: rule.statement,
    why: rule.why,
    vendor: rule.statements.map(statementLine),
    assumptions: rule.assumptions.map(assumptionLine),
    exemptions: [...(rule.exemptions ?? [])],
    threshold: rule.threshold ?? null,
    sample: { ...sample, mend: sample.remedy },
    fix: rule.fix?.does ?? null,
    suppress: isAboutFile ? null : suppression(rule, sample.target),
    set: isAboutFile ? [] : settings(rule),
  };
}

/** An assumption with its text. */
export function assumptionLine(id: AssumptionId): AssumptionLine {
  return { id, says: assumptions[id] };
}

function suppression(rule: Rule, target: string): string[] {
  return [
    '"suppressions": [',
    '  {',
    `    "rule": "${rule.id}",`,
    `    "target": "${target}",`,
    '    "reason": "why it is accepted",',
    '    "expires": "2027-12-31"',
    '  }',
    ']',
  ];
}

function settings(rule: Rule): string[] {
  const other = rule.severity === 'warning' ? 'info' : 'warning';
  const number = rule.threshold === undefined ? '' : `, "threshold": ${rule.threshold.preset + 1}`;
  return [
    `"rules": { "${rule.id}": { "severity": "${other}"${number} } }`,
    `"rules": { "${rule.id}": { "off": true, "reason": "why it doesn't matter here" } }`,
  ];
}
