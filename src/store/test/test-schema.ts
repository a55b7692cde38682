import { forEditors, schemaId } from '../farm/editor-schema.js';
import { eachWithColumns } from './columns-schema.js';
import { thenNode, whenNode } from './condition-schema.js';
import { editNode } from './given-schema.js';
import { byName, listOf, object, type TestSchemaNode, text, texts } from './test-schema-nodes.js';

export type { TestSchemaNode } from './test-schema-nodes.js';

/**
 * The shape of a test file: the only source of farm-test.schema.json (for editors), of the shape check, and of its error
 * messages. `npm run generate` prints the first from here.
 */

/** The format that this version reads; a higher number in a file means a newer version of farm. */
export const testFormatVersion = 1;

const cell: TestSchemaNode = {
  description: 'The value of a column in this case.',
  anyOf: [
    { description: 'A text, a number, or true or false.', type: ['string', 'number', 'boolean'] },
    listOf('Several texts.', text('One of them.')),
  ],
};

/** The table of a test. */
export const casesNode: TestSchemaNode = listOf(
  'Table of cases: the test is run for each of them, with <column> in any of its texts replaced by the value of that column.',
  byName('case', 'One case: its columns with their values.', cell),
);

/** One test. */
export const testNode = object('test', 'One test: given, when, then.', ['name', 'then'], {
  name: text('Name of the test, unique in the file.'),
  site: text('Site name (required if the farm has several, unless "sites" is given).'),
  sites: texts(
    'Sites that are tested one by one: every, or names and patterns such as prod-*.',
    'A site by its name, a range or pattern; or every.',
  ),
  skip: text('Why the test is skipped: it is reported, but not run.'),
  cases: casesNode,
  given: {
    description: 'Edits of the farm, in this order and in memory only.',
    type: 'array',
    items: editNode,
    default: [],
  },
  when: whenNode,
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
  then: thenNode,
});

/** The whole test file. */
export const testSchema: TestSchemaNode = object(
  'test file',
  'Tests of the high availability of a Parallels RAS farm, for farm test.',
  ['tests'],
  {
    $schema: {
      description: 'Path or address of the JSON Schema of this file, for editors.',
      type: 'string',
    },
    formatVersion: {
      description: 'Format version of this file.',
      enum: [testFormatVersion],
      default: testFormatVersion,
    },
    farm: text(
      'The farm file, relative to this file. Default: the farm file that farm finds from this folder.',
    ),
    tests: { description: 'The tests.', type: 'array', items: testNode, minItems: 1 },
  },
);

const { properties: keys, ...test } = forEditors(testNode) as { properties: Properties };
const { properties: fileKeys, ...file } = forEditors(testSchema) as { properties: Properties };
type Properties = Readonly<Record<string, Record<string, unknown>>>;

/** farm-test.schema.json, as in the package and as printed by `farm schema test`. */
export const testSchemaDocument = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: schemaId('farm-test.schema.json'),
  ...file,
  properties: {
    ...fileKeys,
    tests: {
      ...fileKeys['tests'],
      items: { ...test, properties: eachWithColumns(keys, ['skip', 'cases']) },
    },
  },
};
