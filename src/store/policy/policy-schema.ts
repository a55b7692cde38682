import { siteParts } from '../../domain/expectations/index.js';
import { severities } from '../../domain/model/index.js';
import { thresholds } from '../../domain/readiness/index.js';
import { forEditors, policyRuleNames, schemaId } from '../farm/editor-schema.js';
import { customKey } from '../farm/format.js';
import { expectNode, whenNode } from '../test/condition-schema.js';
import {
  flag,
  number,
  object,
  type TestSchemaNode,
  text,
  texts,
} from '../test/test-schema-nodes.js';

/**
 * The shape of a policy file: the only source of farm-policy.schema.json (for editors), of the shape check, and of its error
 * messages. `npm run generate` prints the first from here.
 */

/** The format that this version reads; a higher number in a file means a newer version of farm. */
export const policyFormatVersion = 1;

/** An object that may have keys of the user's own, too. */
function open(...args: Parameters<typeof object>): TestSchemaNode {
  const own = { description: 'Your own: farm does not use it.' };
  return { ...object(...args), patternProperties: { [customKey.source]: own } };
}

const severity: TestSchemaNode = {
  description:
    'The least severity: a farm file can raise it, but not lower it or turn the rule off.',
  enum: severities,
};

function suppress(what: string): TestSchemaNode {
  return {
    description: `Which suppressions ${what} count: any, never, or those that end within so many days, such as 90d.`,
    type: ['string', 'integer'],
    examples: ['any', 'never', '90d'],
    editors: { type: 'string', pattern: String.raw`^(any|never|\d+d)$` },
  };
}

const rule = open('setting of a rule', 'What the policy fixes for a rule.', [], {
  severity,
  threshold: {
    description:
      'The threshold. A farm file can set a stricter one. What it means for each rule: farm explain RULE.',
    type: 'number',
  },
  required: flag(
    'A farm file never turns the rule off, lowers its severity or loosens its threshold. A severity or threshold here implies it.',
  ),
  off: flag('Turn the rule off, unless a farm file has a setting of it. Needs a reason.'),
  reason: text('Why it is off.'),
  suppress: suppress('of this rule'),
});

const failOn: TestSchemaNode = {
  description: 'Lowest severity that makes farm check exit 1; --fail-on overrides it.',
  enum: thresholds,
};

const rules: TestSchemaNode = {
  title: 'rules',
  description: 'Settings of rules, by id or slug; * is for all rules.',
  type: 'object',
  additionalProperties: rule,
  editors: policyRuleNames(rule),
};

const tolerance: TestSchemaNode = {
  description: 'The tolerance that sites must have (rule RAS109).',
  type: 'array',
  items: open('required tolerance', 'The tolerance that some sites must have.', ['tolerance'], {
    sites: texts('The sites. Default: all.', 'Name or pattern of a site, such as prod-*.'),
    tolerance: number(
      'How many brokers, any of them, each site must be able to lose without standbys.',
      0,
    ),
  }),
};

const ownRules: TestSchemaNode = {
  description: 'Rules of your organisation.',
  type: 'array',
  items: open(
    'own rule',
    'What must hold in every site, in the words of farm test.',
    ['id', 'message', 'require'],
    {
      id: {
        ...text('Id of the rule: ORG and three digits.'),
        examples: ['ORG001'],
        editors: { pattern: String.raw`^[Oo][Rr][Gg]\d{3}$` },
      },
      slug: {
        ...text('A short name in lower case with dashes. Default: own-rule.'),
        editors: { pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
      },
      severity: { description: 'Severity of its findings.', enum: severities, default: 'error' },
      message: text('What must hold, in one sentence.'),
      why: text('Why it matters, in one sentence.'),
      sites: texts(
        'The sites that it is about. Default: all.',
        'Name or pattern of a site, such as prod-*.',
      ),
      'sites-with': {
        description: 'Only sites that have all of these.',
        anyOf: [
          { description: 'Only sites that have this.', enum: siteParts },
          {
            description: 'Only sites that have all of these.',
            type: 'array',
            minItems: 1,
            items: { description: 'Part of a site.', enum: siteParts },
          },
        ],
      },
      when: whenNode,
      require: { ...expectNode, description: 'What must hold; as "then" in a test file.' },
    },
  ),
};

const settings = {
  'fail-on': failOn,
  rules,
  suppress: suppress('in farm files'),
  tolerance,
  'own-rules': ownRules,
};

/** The whole policy file. */
export const policySchema: TestSchemaNode = open(
  'policy',
  'Policy for the Parallels RAS farms of a repository, for farm check.',
  [],
  {
    $schema: {
      description: 'Path or address of the JSON Schema of this file, for editors.',
      type: 'string',
    },
    formatVersion: {
      description: 'Format version of this file.',
      enum: [policyFormatVersion],
      default: policyFormatVersion,
    },
    ...settings,
    overrides: {
      description: 'Other settings for some files. Later ones take precedence.',
      type: 'array',
      items: open('override', 'Other settings for some farm files.', ['files'], {
        files: texts(
          'The farm files, as in .gitignore, relative to this file.',
          'A folder, file or pattern, such as lab/ or **/*-test.farm.json.',
        ),
        ...settings,
      }),
    },
  },
);

/** farm-policy.schema.json, as in the package and as printed by `farm schema policy`. */
export const policySchemaDocument = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: schemaId('farm-policy.schema.json'),
  ...forEditors(policySchema),
};
