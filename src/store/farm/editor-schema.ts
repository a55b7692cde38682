import { policyRules, readinessRules, type Rule } from '../../domain/readiness/index.js';
import type { FieldFormat } from '../../domain/model/index.js';
import type { SchemaNode } from './schema-nodes.js';

/**
 * What only editors use of the schema: the names of rules with their meaning, the formats of addresses and dates, and
 * examples. farm itself checks these as invariants, with better messages.
 */

/** The `$id` of a schema. It is not an address: nothing is fetched from it. */
export function schemaId(file: string): string {
  return `urn:ras-farm:${file}`;
}

/** The names that a farm file can configure and suppress: ids and slugs. */
const names = namesOf(readinessRules);

function namesOf(rules: readonly Rule[]) {
  return rules.flatMap(({ id, slug, severity, statement, threshold }) => {
    const meaning = `${id} ${slug}, ${severity}: ${statement}`;
    return [id, slug].map((name) => ({ name, meaning, threshold }));
  });
}

/** Names of rules are not case-sensitive, which a pattern can't say in one word. */
const anyCase = names.map(({ name }) => inAnyCase(name)).join('|');
/** The names in another case than their own. */
const otherCase = `^(?!(${names.map(({ name }) => name).join('|')})$)(${anyCase})$`;

function inAnyCase(name: string): string {
  return name.replaceAll(
    /[a-z]/giu,
    (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`,
  );
}

const anySetting = { $ref: '#/definitions/ruleSetting' };

/** Settings of rules by name: each completes with its meaning, and other names are errors. */
export const ruleSettings: Readonly<Record<string, unknown>> = {
  properties: Object.fromEntries(
    names.map(({ name, meaning, threshold }) => {
      const limits =
        threshold === undefined
          ? { type: 'object', properties: { threshold: false } }
          : {
              type: 'object',
              properties: {
                threshold: { type: 'number', minimum: threshold.least, maximum: threshold.most },
              },
            };
      return [name, { description: meaning, allOf: [anySetting, limits] }];
    }),
  ),
  patternProperties: { [otherCase]: anySetting },
  additionalProperties: false,
};

/** Settings of rules in a policy, which can also set those of suppressions, all rules, and its own. */
export function policyRuleNames(setting: SchemaNode): Readonly<Record<string, unknown>> {
  const shown = forEditors(setting);
  const all = [
    ...namesOf(policyRules),
    { name: '*', meaning: 'All rules: the least severity, required, and suppress.' },
  ];
  return {
    properties: Object.fromEntries(
      all.map(({ name, meaning }) => [name, { ...shown, description: meaning }]),
    ),
    patternProperties: {
      [otherCase]: shown,
      [ownRule]: shown,
    },
    additionalProperties: false,
  };
}

const ownRule = String.raw`^[Oo][Rr][Gg]\d{3}$`;

/** A rule that is off needs a reason. */
export const reasonIfOff: Readonly<Record<string, unknown>> = {
  anyOf: [
    {
      type: 'object',
      properties: { reason: { type: 'string', minLength: 1 } },
      required: ['reason'],
    },
    { type: 'object', properties: { off: { const: false } } },
  ],
};

/** The name of a rule: completes with its meaning. */
export const ruleName: Readonly<Record<string, unknown>> = {
  anyOf: [
    ...names.map(({ name, meaning }) => ({ const: name, description: meaning })),
    { pattern: otherCase },
    { pattern: ownRule },
  ],
};

const ipv4 = String.raw`((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)`;
const ipv6 = '[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*';

/** Patterns of formats. An empty text stands for nothing, as null does. */
const patterns: Readonly<Record<FieldFormat, string>> = {
  IP: `^(${ipv4}|${ipv6})?$`,
  network: String.raw`^((${ipv4})/([12]?\d|3[0-2])|(${ipv6})/(\d{1,2}|1[01]\d|12[0-8]))?$`,
  date: String.raw`^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$`,
};

/** The schema with what only editors use. */
export function forEditors(node: SchemaNode): Record<string, unknown> {
  const { editors, format, examples, ...own } = node;
  const shown: Record<string, unknown> = { ...own };
  if (format !== undefined) shown['pattern'] = patterns[format];
  if (examples !== undefined) shown['examples'] = examples;
  if (node.items !== undefined) shown['items'] = forEditors(node.items);
  if (node.additionalProperties) {
    shown['additionalProperties'] = forEditors(node.additionalProperties);
  }
  if ('anyOf' in node) shown['anyOf'] = (node.anyOf as SchemaNode[]).map(forEditors);
  if (node.properties !== undefined) {
    shown['properties'] = Object.fromEntries(
      Object.entries(node.properties).map(([key, child]) => [key, forEditors(child)]),
    );
  }
  return { ...shown, ...editors };
}
