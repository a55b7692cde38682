import { providerTypeNames } from '../provider-types.js';
import { choice, ip, name, preferredBroker, providerType, tags } from './field.js';

/** The kinds of agents: what keeps a connection to a broker counts in the load split. */
export const agentKinds = [
  'rds-host',
  'vdi-host',
  'avd-host',
  'remote-pc',
  'guest',
  'gateway',
  'halb',
  'enrollment-server',
] as const;

/** How a gateway can work. */
export const gatewayModes = ['normal', 'forwarding'] as const;

function preferenceOf(what: string): string {
  return `Preferred Connection Broker of ${what}: the server of a Connection Broker of the same site. Omitted, null or "automatic": Automatic.`;
}

/** Where the host of a gateway, agent or provider fails together with others, such as `{ rack: 'r2' }`. */
function domainsOf(what: string) {
  return tags({
    label: 'failure domains',
    examples: [{ hypervisor: 'hv1', rack: 'r2' }],
    description: `Failure domains of ${what}, as names and values, such as { "rack": "r2" }: it is offline while one of them is down. Not case-sensitive.`,
    flag: {
      name: 'domain',
      help: 'failure domain, such as rack=r1; an empty value removes it; repeatable',
    },
    column: 'if set',
  });
}

/** The properties of a RAS Secure Gateway. */
export const gatewayFields = {
  server: name({
    description: 'Server: FQDN, NetBIOS name or IP address of the host.',
    column: 'always',
  }),
  /** The main IP address, null if it isn't known. */
  ip: ip({
    label: 'IP',
    description: 'Main IP address, IPv4 or IPv6. Omit it if it is not known yet.',
    flag: { help: 'IP address' },
    column: 'always',
  }),
  mode: choice(gatewayModes, {
    default: 'normal',
    description: 'Gateway mode: normal, or forwarding to other gateways.',
    flag: { help: 'gateway mode' },
    column: 'always',
  }),
  /** The `server` of a broker of the same site; null is Automatic. RAS uses it in normal mode only. */
  preferredBroker: preferredBroker({
    description: preferenceOf('the gateway, used in normal mode'),
    flag: { help: 'preferred broker; used in normal mode only' },
  }),
  failureDomains: domainsOf('the host'),
};

/** The properties of an agent. */
export const agentFields = {
  name: name({ description: 'Name of the server or object.', column: 'always' }),
  kind: choice(agentKinds, {
    default: 'rds-host',
    description: 'Kind of agent.',
    flag: { help: 'kind of agent' },
    column: 'always',
  }),
  /** The `server` of a broker of the same site; null is Automatic. */
  preferredBroker: preferredBroker({
    description: preferenceOf('the agent'),
    flag: { help: 'preferred broker' },
  }),
  failureDomains: domainsOf('the host'),
};

/** The properties of a Provider. */
export const providerFields = {
  name: name({ description: 'Name of the Provider.', column: 'always' }),
  /** A name of `providerTypes` (facts). */
  type: providerType(providerTypeNames, {
    description:
      'Type of the Provider, as in the RAS REST API; VCenter, as in PowerShell, means VMwarevCenter.',
    flag: {
      help: 'provider type, in any case; also as people write it: vcenter, esxi, hyper-v, aws',
    },
    column: 'always',
  }),
  /** The `server` of a broker of the same site; null is Automatic. */
  preferredBroker: preferredBroker({
    description: preferenceOf('the Provider'),
    flag: { help: 'preferred broker', presetElsewhere: true },
  }),
  failureDomains: domainsOf('the host that the Provider is, or runs on'),
};
