import { findGateway, findProvider, type Gateway, sameName, type Site } from '../model/index.js';
import type { SiteStep } from '../edits/index.js';
import { hostsOf, type MemberLook } from './expected-site.js';
import { type PartDraft, part, type StepAt } from './parts.js';
import { siteAfter } from './broker-parts.js';
import { parameterInModule, type Proofs } from './proof.js';
import type { CallValue, CmdletCall, ConsoleValue, RunbookPart } from './runbook-types.js';

type Step<K extends SiteStep['kind']> = StepAt<SiteStep & { kind: K }>;

/** A new gateway, then its settings. */
export function addGatewayParts(at: Step<'add-gateway'>): RunbookPart[] {
  const { step, site, proofs } = at;
  const gateway = findGateway(siteAfter(at), step.gateway.server);
  const siteId = parameterInModule(proofs, 'New-RASGateway', ['SiteId']);
  const added = part(at, {
    look: { gateways: { names: [gateway.server] } },
    calls: [
      {
        cmdlet: 'New-RASGateway',
        arguments: {
          Server: gateway.server,
          ...(siteId === null ? {} : { [siteId]: { idOfSite: site.name } }),
        },
      },
    ],
    ...(siteId === null ? { onlyInSite: site.name } : {}),
    console: { step: 'add-gateway', site: site.name, names: [gateway.server], values: {} },
  });
  const keys = gatewayKeys.filter((key) => gateway[key] !== gatewayDefaults[key]);
  if (keys.length === 0) return [added];
  const lookBefore = { gateways: { names: [gateway.server] } };
  return [added, part(at, { ...gatewayDraft(at, gateway, keys), lookBefore, completes: true })];
}

/** IP, mode, preferred broker of a gateway. */
export function setGatewayParts(at: Step<'set-gateway'>): RunbookPart[] {
  const before = findGateway(at.site, at.step.gateway);
  const after = findGateway(siteAfter(at), at.step.gateway);
  const keys = gatewayKeys.filter((key) => before[key] !== after[key]);
  return keys.length === 0 ? [] : [part(at, gatewayDraft(at, after, keys))];
}

/** A gateway that leaves. */
export function deleteGatewayParts(at: Step<'delete-gateway'>): RunbookPart[] {
  const { site, step, proofs } = at;
  const { server } = findGateway(site, step.gateway);
  const object = { object: 'gateway', name: server, site: site.name } as const;
  return [
    part(at, {
      look: { gateways: { names: [server] } },
      calls: [removal(proofs, 'Remove-RASGateway', { Server: server, InputObject: object })],
      console: { step: 'delete-gateway', site: site.name, names: [server], values: {} },
    }),
  ];
}

/** New agents: RD Session Hosts by cmdlet, other kinds in the console. */
export function addAgentsParts(at: Step<'add-agents'>): RunbookPart[] {
  const { step, site } = at;
  const { names, agentKind: kind, preferredBroker } = step;
  const console = { step: 'add-agents', site: site.name, names, values: { kind } } as const;
  if (kind !== 'rds-host') return [part(at, { console, check: 'administrator' })];
  const added = part(at, {
    look: { hosts: { names } },
    calls: names.map((name) => ({
      cmdlet: 'New-RASRDSHost',
      arguments: { Server: name, SiteId: { idOfSite: site.name } },
    })),
    console,
  });
  if (preferredBroker === null) return [added];
  const preference = hostPreference(at, names, preferredBroker);
  return [added, part(at, { ...preference, lookBefore: { hosts: { names } }, completes: true })];
}

/** Agents that leave: RD Session Hosts are checked, other kinds confirmed. */
export function deleteAgentsParts(at: Step<'delete-agents'>): RunbookPart[] {
  const { step, site, proofs } = at;
  const { hosts, others } = byKind(site, step.names);
  const console = { step: 'delete-agents', site: site.name, values: {} } as const;
  return [
    ...(hosts.length === 0
      ? []
      : [
          part(at, {
            look: { hosts: { names: hosts } },
            calls: hosts.map((name) => removal(proofs, 'Remove-RASRDSHost', { Server: name })),
            console: { ...console, names: hosts },
          }),
        ]),
    ...(others.length === 0
      ? []
      : [part(at, { console: { ...console, names: others }, check: 'administrator' })]),
  ];
}

/** A new provider: its type and accounts are entered in the console. */
export function addProviderParts(at: Step<'add-provider'>): RunbookPart[] {
  const { name, type, preferredBroker } = findProvider(siteAfter(at), at.step.provider.name);
  return [
    part(at, {
      look: { providers: { names: [name], also: ['preferredBroker'] } },
      console: {
        step: 'add-provider',
        site: at.site.name,
        names: [name],
        values: { Type: type, 'Preferred Connection Broker': preferredBroker },
      },
    }),
  ];
}

/** A provider that leaves. */
export function deleteProviderParts(at: Step<'delete-provider'>): RunbookPart[] {
  const { site, step, proofs } = at;
  const { name } = findProvider(site, step.provider);
  const options = {
    Id: { idOfProvider: name, site: site.name },
    InputObject: { object: 'provider', name, site: site.name },
  } as const;
  return [
    part(at, {
      look: { providers: { names: [name] } },
      calls: [removal(proofs, 'Remove-RASProvider', options)],
      console: { step: 'delete-provider', site: site.name, names: [name], values: {} },
    }),
  ];
}

/** Another preferred broker of agents or providers. */
export function preferParts(at: Step<'prefer'>): RunbookPart[] {
  const { step, site } = at;
  if (step.object === 'provider') return [part(at, providerPreference(at))];
  const { hosts, others } = byKind(site, step.names);
  return [
    ...(hosts.length === 0 ? [] : [part(at, hostPreference(at, hosts, step.broker))]),
    ...(others.length === 0
      ? []
      : [
          part(at, {
            console: preferenceInConsole('prefer-for-agents', site, others, step.broker),
            check: 'administrator',
          }),
        ]),
  ];
}

const gatewayKeys = ['mode', 'ip', 'preferredBroker'] as const;
const gatewayDefaults: Pick<Gateway, (typeof gatewayKeys)[number]> = {
  mode: 'normal',
  ip: null,
  preferredBroker: null,
};

function gatewayDraft(
  { proofs, site }: StepAt<{ site: string }>,
  gateway: Gateway,
  keys: readonly (typeof gatewayKeys)[number][],
): PartDraft {
  const labels = { mode: 'Mode', ip: 'IP', preferredBroker: 'Preferred Connection Broker' };
  const values: Record<string, ConsoleValue> = {};
  const given: Record<string, CallValue> = { Server: gateway.server };
  for (const key of keys) {
    values[labels[key]] = gateway[key] ?? (key === 'ip' ? '' : null);
    if (key === 'preferredBroker') {
      Object.assign(given, preference(proofs, 'Set-RASGateway', site, gateway.preferredBroker));
    } else {
      const parameter = parameterInModule(proofs, 'Set-RASGateway', parametersOf[key]);
      given[parameter ?? parametersOf[key][0]] =
        key === 'mode' ? modeNames[gateway.mode] : (gateway.ip ?? '');
    }
  }
  return {
    look: { gateways: { names: [gateway.server], also: keys } },
    // The names of a parameter's values are as unproven as the parameter: without a capture this is a console step.
    calls: [{ cmdlet: 'Set-RASGateway', arguments: given }],
    console: { step: 'set-gateway', site: site.name, names: [gateway.server], values },
  };
}

const parametersOf = { mode: ['Mode', 'GWMode'], ip: ['IP', 'IPs'] } as const;
const modeNames = { normal: 'Normal', forwarding: 'Forwarding' } as const;

function hostPreference(
  { proofs, site }: StepAt<{ site: string }>,
  names: readonly string[],
  broker: string | null,
): PartDraft {
  const look: MemberLook = { names, also: ['preferredBroker'] };
  return {
    look: { hosts: look },
    calls: names.map((name) => ({
      cmdlet: 'Set-RASRDSHost',
      arguments: { Server: name, ...preference(proofs, 'Set-RASRDSHost', site, broker) },
    })),
    console: preferenceInConsole('prefer-for-agents', site, names, broker),
  };
}

function providerPreference({ proofs, site, step }: Step<'prefer'>): PartDraft {
  const { names, broker } = step;
  return {
    look: { providers: { names, also: ['preferredBroker'] } },
    calls: names.map((name) => ({
      cmdlet: 'Set-RASProvider',
      arguments: {
        Id: { idOfProvider: name, site: site.name },
        ...preference(proofs, 'Set-RASProvider', site, broker),
      },
    })),
    console: preferenceInConsole('prefer-for-providers', site, names, broker),
  };
}

/** The arguments that set a preferred broker; an object that inherits the defaults has none of its own. */
function preference(
  proofs: Proofs,
  cmdlet: string,
  site: Site,
  broker: string | null,
): Record<string, CallValue> {
  const names = ['PreferredBrokerId', 'PreferredPAId'];
  const parameter = parameterInModule(proofs, cmdlet, names) ?? 'PreferredBrokerId';
  const inherits = ['InheritDefaultAgentSettings', 'InheritDefaultModeSettings'];
  const inherit = parameterInModule(proofs, cmdlet, inherits);
  return {
    [parameter]: { idOfBroker: broker, site: site.name },
    ...(inherit === null ? {} : { [inherit]: false }),
  };
}

function preferenceInConsole(
  step: 'prefer-for-agents' | 'prefer-for-providers',
  site: Site,
  names: readonly string[],
  broker: string | null,
): PartDraft['console'] {
  return { step, site: site.name, names, values: { 'Preferred Connection Broker': broker } };
}

/** The call that removes an object, by the first parameter of these that the module has. */
function removal(
  proofs: Proofs,
  cmdlet: string,
  options: Readonly<Record<string, CallValue>>,
): CmdletCall {
  const [first = 'Server'] = Object.keys(options);
  const parameter = parameterInModule(proofs, cmdlet, Object.keys(options)) ?? first;
  return { cmdlet, arguments: { [parameter]: options[parameter] ?? '' } };
}

function byKind(site: Site, names: readonly string[]): { hosts: string[]; others: string[] } {
  const hosts = new Set(hostsOf(site).map(({ name }) => name.toLowerCase()));
  const isHost = (name: string): boolean => hosts.has(name.toLowerCase());
  const spelled = names.map(
    (name) => site.agents.find((agent) => sameName(agent.name, name))?.name ?? name,
  );
  return { hosts: spelled.filter(isHost), others: spelled.filter((name) => !isHost(name)) };
}
