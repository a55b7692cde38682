import { type Broker, findBroker, sameName, type Site } from '../model/index.js';
import type { SiteStep } from '../edits/index.js';
import type { BrokerProperty } from './expected-site.js';
import { type PartDraft, part, type StepAt } from './parts.js';
import { parameterInModule } from './proof.js';
import type { CmdletCall, ConsoleValue, RunbookPart } from './runbook-types.js';

type Step<K extends SiteStep['kind']> = StepAt<SiteStep & { kind: K }>;

/** Enable, disable, standby, activate, promote, delete. */
export function brokerActionParts(at: Step<'broker-action'>): RunbookPart[] {
  const { site, step } = at;
  const server = findBroker(site, step.broker).server;
  const named = { site: site.name, names: [server] };
  switch (step.action) {
    case 'enable':
    case 'disable': {
      const enabled = step.action === 'enable';
      return [
        part(at, {
          calls: [{ cmdlet: 'Set-RASBroker', arguments: { Server: server, Enabled: enabled } }],
          console: {
            step: 'enable-broker',
            ...named,
            values: { 'Enable Server in site': enabled },
          },
        }),
      ];
    }
    case 'standby':
    case 'activate':
      return [part(at, standbyDraft(site, server, step.action === 'standby'))];
    case 'promote':
      return promoteParts(at, server);
    case 'delete':
      return [
        part(at, {
          calls: [removalOf(at, server)],
          console: { step: 'delete-broker', ...named, values: {} },
        }),
      ];
  }
}

/** A new broker, then what only adding it doesn't set, or sets only if RAS decides so. */
export function addBrokerParts(at: Step<'add-broker'>): RunbookPart[] {
  const { step, after, site, proofs } = at;
  const added = findBroker(siteAfter(at), step.broker.server);
  const { server } = added;
  const siteId = parameterInModule(proofs, 'New-RASBroker', ['SiteId']);
  const call: CmdletCall = {
    cmdlet: 'New-RASBroker',
    arguments: {
      Server: server,
      ...(siteId === null ? {} : { [siteId]: { idOfSite: site.name } }),
    },
  };
  const options = wizardOptions(added);
  return [
    part(at, {
      look: { broker: { server, except: ['standby'] } },
      ...(Object.keys(options).length > 0 ? {} : { calls: [call] }),
      ...(siteId === null ? { onlyInSite: site.name } : {}),
      console: { step: 'add-broker', site: site.name, names: [server], values: options },
      assumptions: ['A29'],
    }),
    ...newBrokerParts(at, added, { except: ['standby'] }),
    part(
      { ...at, before: after },
      {
        ...standbyDraft(site, server, added.standby),
        lookBefore: { broker: { server, except: ['standby'] } },
      },
    ),
  ];
}

/**
 * The address and description of a broker that has just been added, if the model has them.
 * @param open what is not known of the broker yet
 */
export function newBrokerParts(
  at: StepAt<{ site: string }>,
  added: Broker,
  open: { except?: readonly 'standby'[] } = {},
): RunbookPart[] {
  const keys = propertyKeys.filter((key) => isGiven(added[key]));
  if (keys.length === 0) return [];
  return [
    part(at, {
      ...propertiesDraft(at, added.server, added, keys),
      lookBefore: { broker: { server: added.server, ...open } },
      look: { broker: { server: added.server, also: keys, ...open } },
      completes: true,
    }),
  ];
}

/** Another place in the priority order. */
export function moveBrokerParts(at: Step<'move-broker'>): RunbookPart[] {
  const { site, step } = at;
  const server = findBroker(site, step.broker).server;
  const from = site.brokers.findIndex((one) => sameName(one.server, server)) + 1;
  const label = step.to < from ? 'Move up' : 'Move down';
  return [
    part(at, {
      console: {
        step: 'move-broker',
        site: site.name,
        names: [server],
        values: { [label]: Math.abs(step.to - from), order: orderOf(siteAfter(at)) },
      },
    }),
  ];
}

/** Server, IP, alternative IPs, description. */
export function setBrokerParts(at: Step<'set-broker'>): RunbookPart[] {
  const { site, step } = at;
  const before = findBroker(site, step.broker);
  const after = findBroker(siteAfter(at), step.properties.server ?? step.broker);
  const keys = propertyKeys.filter((key) => String(before[key]) !== String(after[key]));
  const renamed = before.server !== after.server;
  if (keys.length === 0 && !renamed) return [];
  const draft = propertiesDraft(at, before.server, after, keys);
  return [
    part(at, {
      ...draft,
      lookBefore: { broker: { server: before.server, also: keys } },
      look: { broker: { server: after.server, also: keys } },
    }),
  ];
}

const propertyKeys = ['ip', 'alternativeIps', 'description'] as const;

/** The label in the console, and the parameter that a module may have. */
const propertyNames: Readonly<Record<BrokerProperty, { label: string; parameter: string }>> = {
  ip: { label: 'IP', parameter: 'IP' },
  alternativeIps: { label: 'Alternative IPs', parameter: 'AlternativeIPs' },
  description: { label: 'Description', parameter: 'Description' },
};

function propertiesDraft(
  { step }: StepAt<{ site: string }>,
  server: string,
  wanted: Broker,
  keys: readonly BrokerProperty[],
): PartDraft {
  const renamed = server === wanted.server ? {} : { NewServer: wanted.server };
  const values: Record<string, ConsoleValue> =
    server === wanted.server ? {} : { Server: wanted.server };
  const given: Record<string, string> = {};
  for (const key of keys) {
    const { label, parameter } = propertyNames[key];
    values[label] = wanted[key] ?? '';
    // One string with semicolons, as the console takes it.
    given[parameter] = key === 'alternativeIps' ? wanted[key].join(';') : (wanted[key] ?? '');
  }
  return {
    calls: [{ cmdlet: 'Set-RASBroker', arguments: { Server: server, ...given, ...renamed } }],
    console: { step: 'set-broker', site: step.site, names: [server], values },
  };
}

function standbyDraft(site: Site, server: string, standby: boolean): PartDraft {
  return {
    calls: [{ cmdlet: 'Set-RASBroker', arguments: { Server: server, Standby: standby } }],
    console: {
      step: 'standby-broker',
      site: site.name,
      names: [server],
      values: { Standby: standby },
    },
  };
}

/** The promotion; then the order of the others, which no document tells. */
function promoteParts(at: Step<'broker-action'>, server: string): RunbookPart[] {
  const { site, proofs } = at;
  const console = { step: 'promote-broker', site: site.name, names: [server], values: {} } as const;
  const promotion = part(at, {
    look: { order: 'primary' },
    lookBefore: {},
    calls: [
      {
        cmdlet: 'Invoke-RASBrokerPromoteToPrimary',
        arguments: { Id: { idOfBroker: server, site: site.name }, Email: '' },
      },
    ],
    console,
  });
  const stay = site.licensing || at.before.sites.length === 1;
  const promoted: RunbookPart =
    promotion.action.kind === 'cmdlet'
      ? { ...promotion, action: { kind: 'promote', broker: server, stay, console } }
      : promotion;
  if (site.brokers.length < 3) return [promoted];
  const order = part(
    { ...at, proofs },
    {
      look: {},
      lookBefore: { order: 'primary' },
      completes: true,
      console: {
        step: 'move-broker',
        site: site.name,
        names: [],
        values: { order: orderOf(siteAfter(at)) },
      },
      assumptions: ['A2'],
    },
  );
  return [promoted, order];
}

/** The call that deletes a broker, by the parameter that the module has. */
function removalOf({ proofs, site }: Step<'broker-action'>, server: string): CmdletCall {
  const parameter = parameterInModule(proofs, 'Remove-RASBroker', ['Server', 'Id']) ?? 'Server';
  const value = parameter === 'Id' ? { idOfBroker: server, site: site.name } : server;
  return { cmdlet: 'Remove-RASBroker', arguments: { [parameter]: value } };
}

/** The options of the Add wizard that are on: no cmdlet is known to take them. */
function wizardOptions(broker: Broker): Record<string, ConsoleValue> {
  return {
    ...(broker.installGateway ? { 'Install a Secure Gateway with a Connection Broker': true } : {}),
    ...(broker.enableHtml5 ? { 'Enable HTML5 Gateway': true } : {}),
    ...(broker.addFirewallRules ? { 'Add Firewall Rules': true } : {}),
  };
}

function orderOf(site: Site): string[] {
  return site.brokers.map(({ server }) => server);
}

/** The site as it is after the step. */
export function siteAfter({ after, site, step }: StepAt<{ site: string }>): Site {
  return after.sites.find(({ name }) => sameName(name, step.site)) ?? site;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== '';
}
