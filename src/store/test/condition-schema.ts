import { services, eventForms } from '../../domain/simulate/index.js';
import { flag, number, object, type TestSchemaNode, text, texts } from './test-schema-nodes.js';

/** The schema of a condition: what fails ("when"), and what must hold after it ("then"). */

function brokers(description: string): TestSchemaNode {
  return texts(description, 'A Connection Broker, by its server; also a list, range or pattern.');
}

/** What fails. */
export const whenNode = object('failure', 'What fails. Default: nothing.', [], {
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

/** What must hold. */
export const thenNode: TestSchemaNode = {
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
      'no-majority-in': texts(
        'Kinds of failure domains, such as rack: before the failure, no failure domain of them may contain a majority of the active Connection Brokers. Connection Brokers without such a failure domain count as being in the same one.',
        'Name of a failure domain, such as rack.',
      ),
    },
  ),
  minProperties: 1,
};
