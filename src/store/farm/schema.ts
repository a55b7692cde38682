import { agentKinds, gatewayModes, providerTypeNames } from '../../domain/model/index.js';
import { formatRasVersion, rasVersions, statements } from '../../domain/facts/index.js';
import { severities } from '../../domain/readiness/index.js';

/**
 * The shape of a farm file: the one source of farm.schema.json (for editors), of the compiled validator and of the
 * words in which a wrong shape is told. `npm run generate` prints the first two from here.
 */

/** The format that this build reads and writes; a higher number in a file means a newer farm. */
export const formatVersion = 1;

type TypeName = 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number' | 'null';

/** The part of JSON Schema that a farm file needs. */
export interface SchemaNode {
  /** What the object is called in a sentence. */
  title?: string;
  /** What an editor shows, in the words of the RAS Console. */
  description: string;
  type?: TypeName | readonly TypeName[];
  enum?: readonly (string | number)[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  minLength?: number;
  items?: SchemaNode;
  required?: readonly string[];
  properties?: Readonly<Record<string, SchemaNode>>;
  additionalProperties?: false | SchemaNode;
}

/** A key's position among its neighbours is its position in the file: printing follows the same order. */
function object(
  title: string,
  description: string,
  required: readonly string[],
  properties: Readonly<Record<string, SchemaNode>>,
): SchemaNode {
  return { title, description, type: 'object', required, properties, additionalProperties: false };
}

function list(description: string, items: SchemaNode): SchemaNode {
  return { description, type: 'array', items };
}

function flag(description: string, preset: boolean): SchemaNode {
  return { description, type: 'boolean', default: preset };
}

function name(description: string): SchemaNode {
  return { description, type: 'string', minLength: 1 };
}

function text(description: string): SchemaNode {
  return { description, type: ['string', 'null'] };
}

const ip = text('Main IP address, IPv4 or IPv6. Omit it if it is not known yet.');

function preferredBroker(ofWhat: string): SchemaNode {
  return text(
    `Preferred Connection Broker of ${ofWhat}: the server of a Connection Broker of the same site. Omitted, null or "automatic": Automatic.`,
  );
}

const broker = object(
  'Connection Broker',
  'A Connection Broker with the properties of the Add wizard.',
  ['server'],
  {
    server: name(
      'Server: FQDN, NetBIOS name or IP address of the host. It is also the name of the Connection Broker.',
    ),
    ip,
    alternativeIps: {
      ...list(
        'Alternative IPs: for gateways that cannot reach the Connection Broker by FQDN or main IP, for example from another network.',
        name('One IP address, IPv4 or IPv6.'),
      ),
      default: [],
    },
    description: { ...text('Description: free text.'), default: '' },
    enabled: flag('Enable Server in site. The primary is always enabled.', true),
    standby: flag(
      'Standby: no agent connects to it until another Connection Broker goes offline. The primary is never in standby.',
      false,
    ),
    installGateway: flag('Install a Secure Gateway with a Connection Broker.', false),
    enableHtml5: flag('Enable HTML5 Gateway: HTML5 on that gateway. Needs installGateway.', false),
    addFirewallRules: flag('Add Firewall Rules on the host.', false),
    failureDomains: {
      description:
        'Failure domains of the host, as names and values, such as { "hypervisor": "hv1", "rack": "r2" }. Not case-sensitive.',
      type: 'object',
      default: {},
      additionalProperties: {
        description: 'Value, such as hv1 for the hypervisor.',
        type: 'string',
        minLength: 1,
      },
    },
  },
);

const gateway = object('RAS Secure Gateway', 'A RAS Secure Gateway.', ['server'], {
  server: name('Server: FQDN, NetBIOS name or IP address of the host.'),
  ip,
  mode: {
    description: 'Gateway mode: normal, or forwarding to other gateways.',
    enum: gatewayModes,
    default: 'normal',
  },
  preferredBroker: preferredBroker('the gateway, used in normal mode'),
});

const agent = object(
  'agent',
  'An agent: anything that keeps a connection to a Connection Broker.',
  ['name'],
  {
    name: name('Name of the server or object.'),
    kind: { description: 'Kind of agent.', enum: agentKinds, default: 'rds-host' },
    preferredBroker: preferredBroker('the agent'),
  },
);

const provider = object('Provider', 'A Provider of virtual machines.', ['name', 'type'], {
  name: name('Name of the Provider.'),
  type: {
    description:
      'Type of the Provider, as in the RAS REST API; VCenter, as in PowerShell, means VMwarevCenter.',
    enum: providerTypeNames,
  },
  preferredBroker: preferredBroker('the Provider'),
});

const autoPromotion = object(
  'auto-promotion',
  'Promote the next secondary Connection Broker automatically when the primary is offline.',
  [],
  {
    enabled: flag('Whether auto-promotion is on.', false),
    afterMinutes: {
      description:
        'How long the primary must be offline before the next secondary is promoted, in minutes.',
      type: 'integer',
      minimum: statements['R15-least'].number,
      maximum: statements['R15-most'].number,
      default: statements.R16.number,
    },
    failback: flag('Failback: the original primary becomes primary again when it is back.', false),
  },
);

const site = object(
  'site',
  'A site with its Connection Brokers and everything that connects to them.',
  ['name', 'brokers'],
  {
    name: name('Name of the site.'),
    licensing: {
      description:
        'Whether this is the Licensing Site. A farm has exactly one; default: true if it is the only site.',
      type: 'boolean',
    },
    network: text(
      'Network segment of the Connection Brokers, in CIDR notation, such as 10.1.0.0/24.',
    ),
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
);

const ruleSetting = object('rule setting', 'The settings of one readiness rule.', [], {
  severity: { description: 'Severity of its findings in this farm.', enum: severities },
  threshold: {
    description: 'Another threshold, if the rule has one.',
    type: 'number',
  },
  off: { description: 'Whether the rule is turned off. Needs a reason.', type: 'boolean' },
  reason: { description: 'Reason for the setting.', type: 'string' },
});

const suppression = object(
  'suppression',
  'A finding that is known and accepted.',
  ['rule', 'target', 'reason'],
  {
    rule: name('Id or slug of the rule.'),
    target: name(
      "A site's name, for all its findings of the rule, or one object, such as Berlin/broker/CB4.",
    ),
    reason: name('Reason for accepting the finding.'),
    expires: text('The last day on which the suppression is valid, such as 2027-01-31.'),
  },
);

/** The whole farm file. */
export const farmSchema: SchemaNode = object(
  'farm',
  'Model of a Parallels RAS farm.',
  ['formatVersion', 'name', 'sites'],
  {
    $schema: {
      description: 'Path or address of the JSON Schema of this file, for editors.',
      type: 'string',
    },
    formatVersion: { description: 'Format version of this file.', enum: [formatVersion] },
    name: name('Name of the farm.'),
    rasVersion: {
      description: 'RAS version of the farm: some rules depend on it.',
      enum: rasVersions,
      default: formatRasVersion,
    },
    rules: {
      description: 'Settings of readiness rules, by id (RAS104) or slug (even-active-brokers).',
      type: 'object',
      default: {},
      additionalProperties: ruleSetting,
    },
    suppressions: {
      ...list('Findings that are known and accepted.', suppression),
      default: [],
    },
    sites: { ...list('Sites of the farm.', site), minItems: 1 },
  },
);

/** farm.schema.json, as the package holds it and `farm schema` prints it. */
export const schemaDocument = { $schema: 'http://json-schema.org/draft-07/schema#', ...farmSchema };

/** What stands in the schema for editors and people alone; the program checks these as invariants, or not at all. */
const leftToInvariants = new Set([
  'title',
  'description',
  'default',
  'minimum',
  'maximum',
  'minItems',
  'minLength',
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

/** The schema at a place in a farm document, null where the schema knows no such place. */
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
