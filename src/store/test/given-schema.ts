import { rasVersions } from '../../domain/facts/index.js';
import { agentKinds, providerTypeNames } from '../../domain/model/index.js';
import { schemaAt, type SchemaNode } from '../farm/schema.js';
import {
  byName,
  duration,
  flag,
  object,
  type TestSchemaNode,
  text,
  texts,
} from './test-schema-nodes.js';

/** The schema of "given": edits of a farm. */

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

/** One edit. */
export const editNode: TestSchemaNode = {
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
      'delete-agents': texts('Delete agents.', 'Name of an agent; also a list, range or pattern.'),
      prefer: {
        ...object('preference', 'Set the preferred Connection Broker.', ['broker'], {
          broker: text('The preferred Connection Broker, or automatic.'),
          agents: texts(
            'Agents that prefer it.',
            'Name of an agent; also a list, range or pattern.',
          ),
          providers: texts('Providers that prefer it.', 'Name of a Provider, or a pattern.'),
        }),
      },
      'failure-domains': byName(
        'failure domains of Connection Brokers',
        'Set failure domains of Connection Brokers, such as { CB1: { rack: r2 } }. Others of them are unchanged.',
        byName('failure domains', 'Failure domains of the host, as names and values.', {
          description: 'Value of the failure domain; null removes it.',
          type: ['string', 'null'],
          minLength: 1,
        }),
      ),
      'ras-version': {
        description: 'RAS version of the farm, which decides how agents are distributed.',
        enum: rasVersions,
      },
      'auto-promotion': duration('Auto-promotion: a delay such as 30m, or off.'),
      failback: flag('Failback: the original primary becomes primary again when it is back.'),
    },
  ),
  minProperties: 1,
  maxProperties: 1,
};
