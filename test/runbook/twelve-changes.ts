import { applyStep, type EditStep } from '../../src/domain/edits/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { toFarm } from '../../src/store/farm/convert.js';

/** The changes that administrators plan most, as steps: what a runbook has to be able to do. */
export interface PlannedChange {
  name: string;
  from: Farm;
  steps: readonly EditStep[];
}

interface BrokerRow {
  server: string;
  standby?: boolean;
  ip?: string;
}

interface SiteRow {
  name: string;
  licensing: boolean;
  brokers: BrokerRow[];
}

const secondSite: SiteRow = { name: 'Rome', licensing: false, brokers: [{ server: 'RM1' }] };

/** A farm with these brokers in its first site. */
function farmOf(brokers: readonly (string | BrokerRow)[], sites: readonly SiteRow[] = []): Farm {
  return toFarm({
    formatVersion: 1,
    name: 'Acme',
    rasVersion: 20,
    sites: [
      {
        name: 'Berlin',
        ...(sites.length === 0 ? {} : { licensing: true }),
        brokers: brokers.map((one) => (typeof one === 'string' ? { server: one } : one)),
        gateways: [{ server: 'GW1' }],
        agents: [{ name: 'RDS1' }, { name: 'RDS2' }, { name: 'RDS3', preferredBroker: 'CB1' }],
        providers: [{ name: 'vc1', type: 'VMwarevCenter' }],
      },
      ...sites,
    ],
  });
}

const site = 'Berlin';
const act = (
  action: 'enable' | 'disable' | 'standby' | 'activate' | 'promote' | 'delete',
  broker: string,
): EditStep => ({ kind: 'broker-action', site, action, broker });
const add = (server: string, more: { ip?: string; description?: string } = {}): EditStep => ({
  kind: 'add-broker',
  site,
  broker: { server, ...more },
});
const setIp = (broker: string, ip: string): EditStep => ({
  kind: 'set-broker',
  site,
  broker,
  properties: { ip },
});
const pin = (names: string[], broker: string | null): EditStep => ({
  kind: 'prefer',
  site,
  object: 'agent',
  names,
  broker,
});
const upgrade = (component: 'broker' | 'gateway' | 'agent', names: string[]): EditStep => ({
  kind: 'upgrade',
  site,
  component,
  names,
  version: 21,
});

export const plannedChanges: readonly PlannedChange[] = [
  { name: 'a second broker', from: farmOf(['CB1']), steps: [add('CB2', { ip: '10.1.0.12' })] },
  { name: 'a third broker', from: farmOf(['CB1', 'CB2']), steps: [add('CB3')] },
  {
    name: 'a fourth broker as standby',
    from: farmOf(['CB1', 'CB2', 'CB3']),
    steps: [add('CB4', { description: 'spare' })],
  },
  {
    name: "the primary's server is replaced",
    from: farmOf(['CB1', 'CB2', 'CB3']),
    steps: [
      add('CB9'),
      act('activate', 'CB9'),
      act('promote', 'CB9'),
      pin(['RDS3'], 'CB9'),
      act('delete', 'CB1'),
    ],
  },
  {
    name: 'a promotion before the primary is decommissioned',
    from: farmOf(['CB1', 'CB2', 'CB3']),
    steps: [act('promote', 'CB2'), pin(['RDS3'], null), act('delete', 'CB1')],
  },
  {
    name: 'a new subnet',
    from: farmOf([
      { server: 'CB1', ip: '10.1.0.11' },
      { server: 'CB2', ip: '10.1.0.12' },
    ]),
    steps: [setIp('CB2', '10.2.0.12'), setIp('CB1', '10.2.0.11')],
  },
  {
    name: 'a new site',
    from: farmOf(['CB1']),
    steps: [
      { kind: 'add-site', site: 'Rome', broker: { server: 'RM1' } },
      { kind: 'add-broker', site: 'Rome', broker: { server: 'RM2' } },
      {
        kind: 'add-gateway',
        site: 'Rome',
        gateway: {
          server: 'RMG',
          ip: null,
          mode: 'normal',
          failureDomains: {},
          preferredBroker: 'RM1',
        },
      },
      {
        kind: 'add-agents',
        site: 'Rome',
        names: ['RMH1', 'RMH2'],
        agentKind: 'rds-host',
        preferredBroker: 'RM2',
      },
    ],
  },
  {
    name: 'auto-promotion on',
    from: farmOf(['CB1', 'CB2', 'CB3']),
    steps: [
      {
        kind: 'auto-promotion',
        site,
        autoPromotion: { enabled: true, afterMinutes: 30, failback: true },
      },
    ],
  },
  {
    name: 'agents are pinned and unpinned',
    from: farmOf(['CB1', 'CB2']),
    steps: [pin(['RDS1', 'RDS2'], 'CB2'), pin(['RDS3'], null)],
  },
  {
    name: 'a broker is renamed',
    from: farmOf(['CB1', 'CB2']),
    steps: [
      { kind: 'set-broker', site, broker: 'CB2', properties: { server: 'cb2.acme.example' } },
    ],
  },
  {
    name: 'five brokers become three',
    from: farmOf(['CB1', 'CB2', 'CB3', 'CB4', 'CB5'], [secondSite]),
    steps: [act('disable', 'CB5'), act('delete', 'CB5'), act('delete', 'CB4')],
  },
  {
    name: 'an upgrade',
    from: farmOf(['CB1', 'CB2']),
    steps: [
      upgrade('broker', ['CB1', 'CB2']),
      upgrade('gateway', ['GW1']),
      upgrade('agent', ['RDS1', 'RDS2', 'RDS3']),
      { kind: 'ras-version', version: 21 },
    ],
  },
];

/** The farm after some of the steps. */
export function afterSteps({ from, steps }: PlannedChange, count = steps.length): Farm {
  return steps.slice(0, count).reduce((farm, step) => applyStep(farm, step).farm, from);
}
