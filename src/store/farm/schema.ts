import {
  agentFields,
  autoPromotionFields,
  brokerFields,
  farmFields,
  type Fields,
  gatewayFields,
  providerFields,
  ruleSettingFields,
  siteFields,
  suppressionFields,
} from '../../domain/model/index.js';
import { customKey, formatVersion } from './format.js';
import { forEditors, reasonIfOff, ruleName, ruleSettings, schemaId } from './editor-schema.js';
import { fieldNode, type SchemaNode } from './schema-nodes.js';

export type { SchemaNode } from './schema-nodes.js';

/**
 * The schema of a farm file: the one source of farm.schema.json (for editors), of the compiled validator and of the
 * messages about wrong types and keys. `npm run generate` prints the first two from here. Properties come from the model's
 * fields; this file adds how objects nest.
 */

type Properties = Readonly<Record<string, SchemaNode>>;

/** An object of the model. Its properties are written in the order given here. */
function object(
  title: string,
  description: string,
  fields: Fields,
  more: { before?: Properties; after?: Properties; required?: readonly string[] } = {},
): SchemaNode {
  const entries = Object.entries(fields);
  const own = entries.map(([key, field]): [string, SchemaNode] => [key, fieldNode(field)]);
  const properties = { ...more.before, ...Object.fromEntries(own), ...more.after };
  const isRequired = (key: string): boolean =>
    fields[key]?.required === true || more.required?.includes(key) === true;
  return {
    title,
    description,
    type: 'object',
    required: Object.keys(properties).filter(isRequired),
    properties,
    patternProperties: {
      [customKey.source]: { description: 'Your own: farm keeps it and does not use it.' },
    },
    additionalProperties: false,
  };
}

function list(description: string, items: SchemaNode): SchemaNode {
  return { description, type: 'array', items };
}

const broker = object(
  'Connection Broker',
  'A Connection Broker with the properties of the Add wizard.',
  brokerFields,
);

const gateway = object('RAS Secure Gateway', 'A RAS Secure Gateway.', gatewayFields);

const agent = object(
  'agent',
  'An agent: anything that keeps a connection to a Connection Broker.',
  agentFields,
);

const provider = object('Provider', 'A Provider of virtual machines.', providerFields);

const autoPromotion = object(
  'auto-promotion',
  'Promote the next secondary Connection Broker automatically when the primary is offline.',
  autoPromotionFields,
);

const site = object(
  'site',
  'A site with its Connection Brokers and everything that connects to them.',
  siteFields,
  {
    required: ['brokers'],
    after: {
      autoPromotion,
      brokers: {
        ...list('Connection Brokers in priority order: the first is the primary.', broker),
        minItems: 1,
      },
      gateways: { ...list('RAS Secure Gateways of the site.', gateway), default: [] },
      agents: {
        ...list('Agents of the site, in the order in which they are assigned to brokers.', agent),
        default: [],
      },
      providers: { ...list('Providers of the site.', provider), default: [] },
    },
  },
);

const ruleSetting: SchemaNode = {
  ...object('rule setting', 'The settings of one readiness rule.', ruleSettingFields),
  editors: reasonIfOff,
};

const suppression = withEditors(
  object('suppression', 'A finding that is known and accepted.', suppressionFields),
  'rule',
  ruleName,
);

/** The object with keywords for editors at one of its properties. */
function withEditors(
  node: SchemaNode,
  key: string,
  editors: Readonly<Record<string, unknown>>,
): SchemaNode {
  const property = node.properties?.[key];
  if (property === undefined) throw new Error(`the schema has no property ${key}`);
  return { ...node, properties: { ...node.properties, [key]: { ...property, editors } } };
}

/** The whole farm file. */
export const farmSchema: SchemaNode = object('farm', 'Model of a Parallels RAS farm.', farmFields, {
  required: ['formatVersion', 'sites'],
  before: {
    $schema: {
      description: 'Path or address of the JSON Schema of this file, for editors.',
      type: 'string',
    },
    formatVersion: { description: 'Format version of this file.', enum: [formatVersion] },
  },
  after: {
    rules: {
      description: 'Settings of readiness rules, by id (RAS104) or slug (even-active-brokers).',
      type: 'object',
      default: {},
      additionalProperties: ruleSetting,
      editors: ruleSettings,
    },
    suppressions: {
      ...list('Findings that are known and accepted.', suppression),
      default: [],
    },
    sites: { ...list('Sites of the farm.', site), minItems: 1 },
  },
});

/** farm.schema.json, as the package has it and `farm schema` prints it. */
export const schemaDocument = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: schemaId('farm.schema.json'),
  ...forEditors(farmSchema),
  // Without a description of its own, so that an editor shows that of the rule.
  definitions: {
    ruleSetting: { ...forEditors(ruleSetting), title: undefined, description: undefined },
  },
};

/** Keywords for editors and people alone; the program checks these as invariants, or not at all. */
const leftToInvariants = new Set([
  'title',
  'description',
  'default',
  'minimum',
  'maximum',
  'minItems',
  'minLength',
  'format',
  'examples',
  'editors',
]);

/** The schema that the validator is compiled from: types, keys and word lists only, no texts. */
export function shapeOnly(node: SchemaNode): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (leftToInvariants.has(keyword)) continue;
    if (keyword === 'items' || (keyword === 'additionalProperties' && value !== false)) {
      shape[keyword] = shapeOnly(value as SchemaNode);
    } else if (keyword === 'properties') {
      const properties = Object.entries(value as Record<string, SchemaNode>);
      shape[keyword] = Object.fromEntries(
        properties.map(([key, child]) => [key, shapeOnly(child)]),
      );
    } else shape[keyword] = value;
  }
  return shape;
}

/** The schema at a place in a farm document; null if the schema has no such place. */
export function schemaAt(path: readonly (string | number)[]): SchemaNode | null {
  let node: SchemaNode | undefined = farmSchema;
  for (const step of path) {
    if (typeof step === 'number') node = node?.items;
    else if (node?.properties !== undefined && Object.hasOwn(node.properties, step))
      node = node.properties[step];
    else node = node?.additionalProperties || undefined;
  }
  return node ?? null;
}
