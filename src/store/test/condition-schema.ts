import { refusalKinds } from '../../domain/expectations/index.js';
import { services, eventForms } from '../../domain/simulate/index.js';
import {
  byName,
  duration,
  flag,
  listOf,
  number,
  object,
  onlyTrue,
  percent,
  type TestSchemaNode,
  text,
  texts,
} from './test-schema-nodes.js';

/** The schema of a condition: what fails ("when"), and what must hold after it ("then"). */

const brokerName = 'A Connection Broker, by its server; also a list, range or pattern.';

const failureDomain: TestSchemaNode = {
  ...byName(
    'failure domain',
    'Every Connection Broker in a failure domain, such as { rack: r1 }.',
    texts('Value of the failure domain, such as r1.', 'Value of the failure domain, such as r1.'),
  ),
  maxProperties: 1,
};

/** What fails. */
export const whenNode = object('failure', 'What fails. Default: nothing.', [], {
  down: {
    description:
      'Connection Brokers completely offline: by their servers, or by a failure domain, such as { rack: r1 }.',
    anyOf: [
      text(brokerName),
      failureDomain,
      listOf('Several of them.', {
        description: 'A Connection Broker, or a failure domain.',
        anyOf: [text(brokerName), failureDomain],
      }),
    ],
  },
  'any-down': number(
    'Take any set of 1 to N active Connection Brokers offline, in addition to "down". The expectations must hold for every set.',
    1,
  ),
  partition: {
    description:
      'Split the network into groups of Connection Brokers, such as "CB1,CB2/CB3"; those not listed are in the first group.',
    anyOf: [
      text('The groups, separated by /.'),
      {
        description: 'The groups.',
        type: 'array',
        minItems: 2,
        items: texts('One group.', brokerName),
      },
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

/** What can be expected of one state of the site: at the end, or at a moment. */
const ofState = {
  sessions: flag('Whether sessions are brokered.'),
  providers: {
    description:
      'All Providers served, or all abandoned; or Providers by name, each with the Connection Broker that serves it, or with served or abandoned.',
    anyOf: [
      { description: 'All of them.', enum: ['served', 'abandoned'] },
      byName(
        'providers',
        'Providers by name.',
        text('The server of the Connection Broker that serves it; or served, or abandoned.'),
      ),
    ],
  },
  primary: text('The Connection Broker that acts as the primary, or none.'),
  serving: number(
    'Number of Connection Brokers that serve, including standbys that stepped in.',
    0,
  ),
  'serving-at-least': number('Lowest number of Connection Brokers that serve.', 0),
  processes: byName(
    'processes',
    'Processes of the Connection Brokers, by the name or id in farm roles. Each with runs, stopped, optional (runs only if configured), elsewhere (runs in the Licensing Site), or the Connection Broker that runs it.',
    text(
      'One of runs, stopped, optional, elsewhere; or the server of the Connection Broker that runs it.',
    ),
  ),
  'processes-stopped-at-most': number(
    'Largest number of Connection Broker processes that may be stopped.',
    0,
  ),
  'load-share': byName(
    'shares',
    'Share of the agents that a Connection Broker has, in percent, by its server.',
    {
      description: 'The share in percent, or its limits.',
      anyOf: [
        percent('The share in percent, with up to two decimals.'),
        {
          ...object('share', 'Limits of the share.', [], {
            'at-least': percent('Lowest share in percent.'),
            'at-most': percent('Highest share in percent.'),
          }),
          minProperties: 1,
        },
      ],
    },
  ),
  'load-share-at-most': percent(
    'Largest share of the agents that one Connection Broker may have, in percent.',
  ),
} as const satisfies Record<string, TestSchemaNode>;

/** A list of rules. */
function rules(description: string): TestSchemaNode {
  return listOf(description, text('Id or slug of a rule.'));
}

const expectations = {
  ...ofState,
  active: number('Number of Connection Brokers of the site that are active before the failure.', 0),
  throughout: listOf('Services that must never be lost, not even for a short time.', {
    description: 'A service.',
    enum: services,
  }),
  'never-two-primaries': onlyTrue(
    'At no moment may two Connection Brokers act as the primary, not even for a short time.',
  ),
  'stopped-for-at-most': duration(
    'Longest time for which any process may be stopped during the events, such as 30m.',
  ),
  at: byName(
    'moments',
    'The state at moments of the events, by the time since the start, such as { 10m: { primary: CB2 } }: after everything that happens until then.',
    {
      ...object('state', 'What must hold at that moment.', [], ofState),
      minProperties: 1,
    },
  ),
  'tolerance-at-least': number(
    'Lowest tolerance of the site before the failure, without standbys: how many brokers, any of them, may fail.',
    0,
  ),
  'tolerance-with-standbys-at-least': number('The same, with standbys stepping in.', 0),
  'findings-absent': rules(
    'Readiness rules, by id or slug, that must have no findings in the site before the failure. Suppressed findings do not count.',
  ),
  'findings-present': rules(
    'Readiness rules, by id or slug, that must each have a finding in the site before the failure. Suppressed findings do not count.',
  ),
  'no-majority-in': texts(
    'Kinds of failure domains, such as rack: before the failure, no failure domain of them may contain a majority of the active Connection Brokers. Connection Brokers without such a failure domain count as being in the same one.',
    'Name of a failure domain, such as rack.',
  ),
} as const satisfies Record<string, TestSchemaNode>;

const aboutThen = 'What must hold at the end; if "when" is several failures, at the end of each.';

/** What must hold. */
export const expectNode: TestSchemaNode = {
  ...object('set of expectations', aboutThen, [], expectations),
  minProperties: 1,
};

/** What must hold, or that the last edit is refused. */
export const thenNode: TestSchemaNode = {
  ...object('set of expectations', aboutThen, [], {
    ...expectations,
    refused: {
      description:
        'The last edit in "given" must be refused: true for any reason, or the kind of the reason. Nothing else can be expected then.',
      enum: [true, ...refusalKinds],
    },
  }),
  minProperties: 1,
};
