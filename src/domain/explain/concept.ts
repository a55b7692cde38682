import { loadRules, brokerProcesses } from '../facts/index.js';
import { loadWeights, percent } from '../load/index.js';
import { allRules, severityMeanings } from '../readiness/index.js';
import { isVdiArmed, majorityOf, severities } from '../model/index.js';
import {
  type ConceptExplanation,
  ruleLine,
  sourceLines,
  statementLine,
  type TopicTable,
} from './explanation.js';
import { assumptionLine } from './rule.js';
import type { ConceptId, ConceptTopic } from './topics.table.js';

/** A concept with the vendor's statements, the assumptions, the rules about it, and its tables. */
export function explainConcept(concept: ConceptTopic & { id: ConceptId }): ConceptExplanation {
  const { id, title, says, statements, assumptions, citations, commands } = concept;
  const rules = allRules.filter(
    (rule) =>
      rule.concepts?.includes(id) === true ||
      rule.statements.some((one) => statements.includes(one)),
  );
  return {
    kind: 'concept',
    id,
    title,
    says,
    tables: tables[id]?.() ?? [],
    vendor: statements.map(statementLine),
    assumptions: assumptions.map(assumptionLine),
    rules: rules.map(ruleLine),
    sources: sourceLines(citations),
    commands,
    example: examples[id] ?? null,
  };
}

/** The tables show sites with up to this many brokers: larger ones follow the same pattern. */
const mostShown = 7;
const sizes = Array.from({ length: mostShown }, (_, index) => index + 1);

const tables: { readonly [id in ConceptId]?: () => TopicTable[] } = {
  load: () =>
    loadRules.map((rule) => ({
      caption: rule.says,
      head: ['active brokers', 'primary', 'each secondary'],
      rows: sizes.map((size) => {
        const [version] = rule.versions;
        const [primary = 0, secondary = 0] = loadWeights(version, size);
        const sum = primary + secondary * (size - 1);
        return [
          String(size),
          `${percent(primary, sum)}%`,
          size === 1 ? '-' : `${percent(secondary, sum)}%`,
        ];
      }),
    })),
  majority: () => [
    {
      caption: 'By number of active brokers, without standbys',
      head: ['active brokers', 'high availability for VDI', 'majority', 'brokers that may fail'],
      rows: sizes.map((size) => {
        const armed = isVdiArmed(size);
        const majority = majorityOf(size);
        return [
          String(size),
          armed ? 'armed' : 'not armed',
          armed ? String(majority) : '-',
          armed ? String(size - majority) : '0, with providers',
        ];
      }),
    },
  ],
  processes: () => [
    {
      caption: 'Every process',
      head: ['process', 'primary', 'secondary'],
      rows: brokerProcesses.map(({ name, primary, secondary }) => [
        name,
        primary === 'yes' ? 'yes' : 'Licensing Site',
        secondary,
      ]),
    },
  ],
  severities: () => [
    {
      caption: 'Worst first',
      head: ['severity', 'meaning', 'farm check exits 1'],
      rows: severities.map((severity, index) => [
        severity,
        severityMeanings[severity],
        index === 0
          ? 'always, unless --fail-on never'
          : `with --fail-on ${severities.slice(index).join(' or ')}`,
      ]),
    },
  ],
};

const examples: { readonly [id in ConceptId]?: readonly string[] } = {
  suppressions: [
    '"suppressions": [',
    '  {',
    '    "rule": "RAS104",',
    '    "target": "Berlin",',
    '    "reason": "the fifth server arrives in May",',
    '    "expires": "2027-05-31"',
    '  }',
    ']',
  ],
  'rule-settings': [
    '"rules": {',
    '  "RAS103": { "threshold": 3 },',
    '  "RAS202": { "off": true, "reason": "we promote manually" },',
    '  "even-active-brokers": { "severity": "error" }',
    '}',
  ],
  policy: [
    '{',
    '  "$schema": "./farm-policy.schema.json",',
    '  "fail-on": "warning",',
    '  "suppress": "180d",',
    '  "rules": {',
    '    "even-active-brokers": { "severity": "error", "suppress": "never" },',
    '    "RAS103": { "threshold": 4 },',
    '    "RAS301": { "off": true, "reason": "agents are pinned on purpose" }',
    '  },',
    '  "tolerance": [{ "sites": "prod-*", "tolerance": 1 }],',
    '  "own-rules": [',
    '    {',
    '      "id": "ORG001",',
    '      "message": "Every site with providers survives any one broker",',
    '      "sites-with": "providers",',
    '      "when": { "any-down": 1 },',
    '      "require": { "sessions": true, "providers": "served" }',
    '    },',
    '    {',
    '      "id": "ORG002",',
    '      "severity": "warning",',
    '      "message": "No rack holds a majority",',
    '      "require": { "no-majority-in": "rack" }',
    '    }',
    '  ],',
    '  "overrides": [{ "files": "lab/", "fail-on": "never", "tolerance": [] }]',
    '}',
  ],
};
