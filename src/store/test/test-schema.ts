import { agentKinds, providerTypeNames } from '../../domain/model/index.js';
import { services, eventForms } from '../../domain/simulate/index.js';
import { forEditors, schemaId } from '../farm/editor-schema.js';
import { schemaAt, type SchemaNode } from '../farm/schema.js';
import { flag, number, object, type TestSchemaNode, text, texts } from './test-schema-nodes.js';

export type { TestSchemaNode } from './test-schema-nodes.js';

/**
 * The shape of a test file: the only source of farm-test.schema.json (for editors), of the shape check, and of its error
 * messages. `npm run generate` prints the first from here.
 */

/** The format that this version reads; a higher number in a file means a newer version of farm. */
export const testFormatVersion = 1;

function brokers(description: string): TestSchemaNode {
  return texts(description, 'A Connection Broker, by its server; also a list, range or pattern.');
}

function edited(what: string): TestSchemaNode {
  return texts(what, 'A Connection Broker, by its server.');
}

function farmNode(path: readonly (string | number)[]): SchemaNode {
  const node = schemaAt(path);
  if (node === null) throw new Error(`the schema of a farm file has no path ${path.join('.')}`);
  return node;
}

const preferredBroker: TestSchemaNode = {
  description: 'Preferred Connection Broker, or automatic. Default: as in the RAS Console.',
  type: ['string', 'null'],
};

const given: TestSchemaNode = {
  ...object(
    'edit',
    'One edit of the farm, made in memory only. It is refused if the command with that name would refuse it.',
    [],
    {
      standby: edited('Put in standby.'),
      activate: edited('Take out of standby.'),
      enable: edited('Enable server in site.'),
      disable: edited('Disable server in site.'),
      promote: edited('Make it the primary.'),
      'move-up': edited('Move one position up in priority.'),
      'move-down': edited('Move one position down in priority.'),
      delete: {
        description: 'Delete from the site.',
        anyOf: [
          text('A Connection Broker, by its server.'),
          object(
            'deletion',
            'A Connection Broker, and the new preferred broker of what prefers it.',
            ['broker'],
            {
              broker: edited('The Connection Broker by its server.'),
              reassign: text('The new preferred Connection Broker, or automatic.'),
            },
          ),
        ],
      },
      add: {
        ...farmNode(['sites', 0, 'brokers', 0]),
        description:
          'Add a Connection Broker with the lowest priority. Keys as in the farm file; default of "standby": as in RAS.',
      },
      'add-provider': object('Provider', 'Add a Provider.', ['name', 'type'], {
        name: text('Name of the Provider.'),
        type: {
          description:
            'Type of the Provider, as in the RAS REST API; VCenter, as in PowerShell, means VMwarevCenter.',
          enum: providerTypeNames,
        },
        preferredBroker,
      }),
      'delete-provider': texts('Delete Providers.', 'Name of a Provider.'),
      'add-agents': object('set of agents', 'Add agents.', ['names'], {
        names: texts('Their names, such as RDS[01-40].', 'A name, or a range of names.'),
        kind: { description: 'Kind of agents.', enum: agentKinds, default: 'rds-host' },
        preferredBroker,
      }),
      'auto-promotion': text('Auto-promotion: a delay such as 30m, or off.'),
      failback: flag('Failback: the original primary becomes primary again when it is back.'),
    },
  ),
  minProperties: 1,
  maxProperties: 1,
};

const when = object('failure', 'What fails. Default: nothing.', [], {
  down: brokers('Connection Brokers completely offline.'),
  'any-down': number(
    'Take any set of 1 to N active Connection Brokers offline, in addition to "down". The expectations must hold for every set.',
    1,
  ),
  partition: {
    description:
      'Split the network into groups of Connection Brokers, such as "CB1,CB2/CB3"; those not listed are in the first group.',
    anyOf: [
      text('The groups, separated by /.'),
      { description: 'The groups.', type: 'array', minItems: 2, items: brokers('One group.') },
    ],
  },
  'any-split': flag(
    'Split the active Connection Brokers in two in every possible way. The expectations must hold for every split.',
  ),
  events: texts(
    `Events, in order: ${Object.values(eventForms).join('; ')}.`,
    'An event, or several separated by semicolons.',
  ),
});

const then: TestSchemaNode = {
  ...object(
    'set of expectations',
    'What must hold at the end; if "when" is several failures, at the end of each.',
    [],
    {
      sessions: flag('Whether sessions are brokered.'),
      providers: {
        description:
          'All Providers served, or all abandoned; or Providers by name, each with the Connection Broker that serves it, or with served or abandoned.',
        anyOf: [
          { description: 'All of them.', enum: ['served', 'abandoned'] },
          {
            title: 'providers',
            description: 'Providers by name.',
            type: 'object',
            minProperties: 1,
            additionalProperties: text(
              'The server of the Connection Broker that serves it; or served, or abandoned.',
            ),
          },
        ],
      },
      primary: text('The Connection Broker that acts as the primary, or none.'),
      serving: number(
        'Number of Connection Brokers that serve, including standbys that stepped in.',
        0,
      ),
      active: number(
        'Number of Connection Brokers of the site that are active before the failure.',
        0,
      ),
      'processes-stopped-at-most': number(
        'Largest number of Connection Broker processes that may be stopped.',
        0,
      ),
      'load-share-at-most': {
        description: 'Largest share of the agents that one Connection Broker may have, in percent.',
        type: 'number',
        minimum: 0,
        maximum: 100,
      },
      throughout: {
        description: 'Services that must never be lost, not even for a short time.',
        type: 'array',
        minItems: 1,
        items: { description: 'A service.', enum: services },
      },
      'stopped-for-at-most': text(
        'Longest time for which any process may be stopped during the events, such as 30m.',
      ),
      'tolerance-at-least': number(
        'Lowest tolerance of the site before the failure, without standbys: how many brokers, any of them, may fail.',
        0,
      ),
      'tolerance-with-standbys-at-least': number('The same, with standbys stepping in.', 0),
      'findings-absent': {
        description:
          'Readiness rules, by id or slug, that must have no findings in the site before the failure. Suppressed findings do not count.',
        type: 'array',
        minItems: 1,
        items: text('Id or slug of a rule.'),
      },
    },
  ),
  minProperties: 1,
};

const test = object('test', 'One test: given, when, then.', ['name', 'then'], {
  name: text('Name of the test, unique in the file.'),
  site: text('Site name (required if the farm has several).'),
  given: {
    description: 'Edits of the farm, in this order and in memory only.',
    type: 'array',
    items: given,
    default: [],
  },
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
  then,
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
    tests: { description: 'The tests.', type: 'array', items: test, minItems: 1 },
  },
);

/** farm-test.schema.json, as in the package and as printed by `farm schema test`. */
export const testSchemaDocument = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: schemaId('farm-test.schema.json'),
  ...forEditors(testSchema),
};
