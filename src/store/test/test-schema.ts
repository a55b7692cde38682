import { agentKinds, providerTypeNames } from '../../domain/model/index.js';
import { services, eventForms } from '../../domain/simulate/index.js';
import { schemaAt, type SchemaNode } from '../farm/schema.js';
import { flag, number, object, type TestSchemaNode, text, texts } from './test-schema-nodes.js';

export type { TestSchemaNode } from './test-schema-nodes.js';

/**
 * The shape of a test file: the one source of farm-test.schema.json (for editors), of the check of its shape, and of the
 * words in which a wrong shape is told. `npm run generate` prints the first from here.
 */

/** The format that this build reads; a higher number in a file means a newer farm. */
export const testFormatVersion = 1;

function brokers(description: string): TestSchemaNode {
  return texts(
    description,
    'A Connection Broker by its server; lists, ranges and patterns where several are meant.',
  );
}

function edited(what: string): TestSchemaNode {
  return texts(what, 'A Connection Broker by its server.');
}

function farmNode(path: readonly (string | number)[]): SchemaNode {
  const node = schemaAt(path);
  if (node === null) throw new Error(`the schema of a farm file has no place ${path.join('.')}`);
  return node;
}

const preferredBroker: TestSchemaNode = {
  description:
    'Its preferred Connection Broker, or automatic. Left out: as the console presets it.',
  type: ['string', 'null'],
};

const given: TestSchemaNode = {
  ...object(
    'edit',
    'One edit of the farm, made in memory only. The refusals of the command of that name hold.',
    [],
    {
      standby: edited('Put in standby.'),
      activate: edited('Take out of standby.'),
      enable: edited('Enable server in site.'),
      disable: edited('Disable server in site.'),
      promote: edited('Make it the primary.'),
      'move-up': edited('One place up in priority.'),
      'move-down': edited('One place down in priority.'),
      delete: {
        description: 'Delete from the site.',
        anyOf: [
          text('A Connection Broker by its server.'),
          object(
            'deletion',
            'A Connection Broker, and who takes over what prefers it.',
            ['broker'],
            {
              broker: edited('The Connection Broker by its server.'),
              reassign: text('The Connection Broker that is preferred from then on, or automatic.'),
            },
          ),
        ],
      },
      add: {
        ...farmNode(['sites', 0, 'brokers', 0]),
        description:
          'A Connection Broker more, the last in priority, with the keys of the farm file. Without "standby" it is as RAS presets it.',
      },
      'add-provider': object('Provider', 'A Provider more.', ['name', 'type'], {
        name: text('Name of the Provider.'),
        type: {
          description:
            'Type of the Provider, as the RAS REST API names it; VCenter, the switch of PowerShell, is read as VMwarevCenter.',
          enum: providerTypeNames,
        },
        preferredBroker,
      }),
      'delete-provider': texts('Delete Providers.', 'Name of a Provider.'),
      'add-agents': object('set of agents', 'Agents more.', ['names'], {
        names: texts('Their names, such as RDS[01-40].', 'A name, or a range of names.'),
        kind: { description: 'What the agents are.', enum: agentKinds, default: 'rds-host' },
        preferredBroker,
      }),
      'auto-promotion': text('Auto-promotion: a delay such as 30m, or off.'),
      failback: flag('Failback: the original primary becomes primary again when it is back.'),
    },
  ),
  minProperties: 1,
  maxProperties: 1,
};

const when = object('failure', 'What fails. Left out: nothing.', [], {
  down: brokers('Connection Brokers completely offline.'),
  'any-down': number(
    'Every set of one up to so many active Connection Brokers offline, besides those of "down": what is expected must hold for each.',
    1,
  ),
  partition: {
    description:
      'Groups of Connection Brokers that the network keeps apart, such as "CB1,CB2/CB3"; those not named stay with the first.',
    anyOf: [
      text('The groups, with / between them.'),
      { description: 'The groups.', type: 'array', minItems: 2, items: brokers('One group.') },
    ],
  },
  'any-split': flag(
    'Every way the network can split the active Connection Brokers in two: what is expected must hold for each.',
  ),
  events: texts(
    `What happens then, in order, with a clock: ${Object.values(eventForms).join('; ')}.`,
    'An event, or several with semicolons between them.',
  ),
});

const then: TestSchemaNode = {
  ...object(
    'set of expectations',
    'What must hold at the end; where "when" is many failures, at the end of each.',
    [],
    {
      sessions: flag('Whether sessions are brokered.'),
      providers: {
        description:
          'All Providers served, or all abandoned; or some by name, each with the Connection Broker that serves it, or one of the two words.',
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
      primary: text('The Connection Broker that works as the primary, or none.'),
      serving: number('How many Connection Brokers serve, standbys that stepped in among them.', 0),
      active: number(
        'How many Connection Brokers of the site are active as given, whatever fails then.',
        0,
      ),
      'processes-stopped-at-most': number(
        'How many of the processes of Connection Brokers may be stopped.',
        0,
      ),
      'load-share-at-most': {
        description:
          'The largest share of the agents that one Connection Broker may take, in percent.',
        type: 'number',
        minimum: 0,
        maximum: 100,
      },
      throughout: {
        description: 'What is kept at every moment, however short, not only at the end.',
        type: 'array',
        minItems: 1,
        items: { description: 'A service.', enum: services },
      },
      'stopped-for-at-most': text(
        'How long any process may be stopped while the events go on, such as 30m.',
      ),
      'tolerance-at-least': number(
        'How many Connection Brokers may fail, whichever they are, standbys ignored; of the site as given.',
        0,
      ),
      'tolerance-with-standbys-at-least': number('The same with standbys stepping in.', 0),
      'findings-absent': {
        description:
          'Readiness rules, by id or slug, that find nothing in the site as given. What is suppressed does not count.',
        type: 'array',
        minItems: 1,
        items: text('Id or slug of a rule.'),
      },
    },
  ),
  minProperties: 1,
};

const test = object('test', 'One test: given, when, then.', ['name', 'then'], {
  name: text('What is expected, in a few words. Each name once in a file.'),
  site: text('The site that is meant; needed only where the farm has several.'),
  given: {
    description: 'Edits of the farm, made in this order and in memory only.',
    type: 'array',
    items: given,
    default: [],
  },
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the file; nobody awaits it
  then,
});

/** The whole test file. */
export const testSchema: TestSchemaNode = object(
  'test file',
  'What is expected of the high availability of a Parallels RAS farm, as farm test asks it.',
  ['tests'],
  {
    $schema: { description: 'Where an editor finds the JSON Schema of this file.', type: 'string' },
    formatVersion: {
      description: 'Format of this file.',
      enum: [testFormatVersion],
      default: testFormatVersion,
    },
    farm: text(
      'The farm file, from the folder of this file. Left out: the one that farm finds from there.',
    ),
    tests: { description: 'The tests.', type: 'array', items: test, minItems: 1 },
  },
);

/** farm-test.schema.json, as the package holds it and `farm schema test` prints it. */
export const testSchemaDocument = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...testSchema,
};
