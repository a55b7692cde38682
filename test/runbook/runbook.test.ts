import { describe, expect, it } from 'vitest';
import type { EditStep } from '../../src/domain/edits/index.js';
import { cmdlets, consoleSteps, type RasVersion } from '../../src/domain/facts/index.js';
import { type KnownModule, type Runbook, runbookOf } from '../../src/domain/runbook/index.js';
import { sayConsole } from '../../src/render/runbook/console-words.js';
import { toFarm } from '../../src/store/farm/convert.js';
import { moduleThatCanDoMore } from './modules.js';
import { afterSteps, plannedChanges } from './twelve-changes.js';

/** What a runbook does by cmdlet, and what it leaves to the console. */

const site = 'Berlin';
const farm = (rasVersion: RasVersion, sites = 1) =>
  toFarm({
    formatVersion: 1,
    name: 'Acme',
    rasVersion,
    sites: [
      {
        name: site,
        licensing: true,
        brokers: [{ server: 'CB1' }, { server: 'CB2' }, { server: 'CB3' }],
        gateways: [{ server: 'GW1' }, { server: 'GW2' }],
        agents: [{ name: 'RDS1' }, { name: 'VDI1', kind: 'vdi-host' }],
        providers: [{ name: 'vc1', type: 'VMwarevCenter' }],
      },
      ...(sites === 1 ? [] : [{ name: 'Rome', licensing: false, brokers: [{ server: 'RM1' }] }]),
    ],
  });

/** Every kind of step, on that farm. */
const everyStep: EditStep[] = [
  { kind: 'broker-action', site, action: 'disable', broker: 'CB3' },
  { kind: 'broker-action', site, action: 'enable', broker: 'CB3' },
  { kind: 'broker-action', site, action: 'standby', broker: 'CB3' },
  { kind: 'broker-action', site, action: 'activate', broker: 'CB3' },
  { kind: 'broker-action', site, action: 'promote', broker: 'CB2' },
  { kind: 'broker-action', site, action: 'delete', broker: 'CB3' },
  { kind: 'add-broker', site, broker: { server: 'CB4' } },
  { kind: 'add-broker', site, broker: { server: 'CB5', installGateway: true } },
  { kind: 'move-broker', site, broker: 'CB4', to: 2 },
  { kind: 'set-broker', site, broker: 'CB4', properties: { ip: '10.0.0.4', server: 'CB44' } },
  { kind: 'set-broker', site, broker: 'CB44', properties: { failureDomains: { rack: 'r1' } } },
  {
    kind: 'add-gateway',
    site,
    gateway: {
      server: 'GW3',
      ip: null,
      mode: 'normal',
      failureDomains: {},
      preferredBroker: 'CB1',
    },
  },
  { kind: 'set-gateway', site, gateway: 'GW1', properties: { mode: 'forwarding' } },
  { kind: 'delete-gateway', site, gateway: 'GW2' },
  { kind: 'add-agents', site, names: ['RDS2'], agentKind: 'rds-host', preferredBroker: 'CB1' },
  { kind: 'add-agents', site, names: ['PC1'], agentKind: 'remote-pc', preferredBroker: null },
  { kind: 'prefer', site, object: 'agent', names: ['RDS1', 'VDI1'], broker: 'CB1' },
  { kind: 'prefer', site, object: 'provider', names: ['vc1'], broker: 'CB1' },
  {
    kind: 'set-agents',
    site,
    names: ['PC1', 'RDS2'],
    properties: { kind: 'remote-pc', preferredBroker: null, failureDomains: { rack: 'r1' } },
  },
  { kind: 'set-agents', site, names: ['RDS2'], properties: { kind: 'rds-host' } },
  { kind: 'rename-member', site, object: 'agent', name: 'PC1', to: 'PC2' },
  { kind: 'delete-agents', site, names: ['RDS2', 'VDI1'] },
  {
    kind: 'add-provider',
    site,
    provider: { name: 'az', type: 'Azure', failureDomains: {}, preferredBroker: null },
  },
  { kind: 'set-provider', site, provider: 'az', properties: { type: 'AVD' } },
  { kind: 'rename-member', site, object: 'provider', name: 'az', to: 'avd' },
  { kind: 'set-provider', site, provider: 'avd', properties: { preferredBroker: 'CB1' } },
  { kind: 'delete-provider', site, provider: 'vc1' },
  {
    kind: 'auto-promotion',
    site,
    autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
  },
  { kind: 'network', site, network: '10.0.0.0/24' },
  { kind: 'upgrade', site, component: 'broker', names: ['CB2', 'CB1'], version: 21 },
  { kind: 'upgrade', site, component: 'provider', names: ['avd'], version: 21 },
  { kind: 'add-site', site: 'Ulm', broker: { server: 'U1', description: 'new' } },
  { kind: 'licensing-site', site: 'Ulm' },
  { kind: 'rename-site', site: 'Ulm', to: 'Neu-Ulm' },
  { kind: 'delete-site', site },
  { kind: 'rename-farm', name: 'Other' },
  { kind: 'ras-version', version: 21 },
  { kind: 'ras-version', version: 19 },
];

const ask = (rasVersion: RasVersion, module: KnownModule | null, sites = 1): Runbook =>
  runbookOf({ from: farm(rasVersion, sites), steps: everyStep, module });

const callsOf = (runbook: Runbook) =>
  runbook.steps.flatMap(({ parts }) =>
    parts.flatMap(({ action }) => (action.kind === 'cmdlet' ? action.calls : [])),
  );

/** A module that has everything that farm would use. */
const everything: KnownModule = {
  parameters: Object.fromEntries(
    cmdlets.map((row) => [row.name, [...Object.keys(row.parameters), ...row.wanted]]),
  ),
};

describe('an edit that the model makes at once', () => {
  const stepsOf = (step: EditStep): string[] => {
    const from = farm(21, 1);
    const { steps } = runbookOf({ from, steps: [step], module: null });
    return steps.flatMap(({ parts }) =>
      parts.map(({ action }) => {
        if (action.kind === 'model-only') return 'model-only';
        const { step: done, names } =
          'step' in action
            ? action
            : 'console' in action
              ? action.console
              : { step: '', names: [] };
        return `${done} ${names.join(',')}`;
      }),
    );
  };
  const rows: [string, EditStep, string[]][] = [
    [
      'another kind is a deletion and an addition',
      { kind: 'set-agents', site, names: ['RDS1'], properties: { kind: 'vdi-host' } },
      ['delete-agents RDS1', 'add-agents RDS1'],
    ],
    [
      'the same kind and another broker is a preference',
      {
        kind: 'set-agents',
        site,
        names: ['RDS1'],
        properties: { kind: 'rds-host', preferredBroker: 'CB1' },
      },
      ['prefer-for-agents RDS1'],
    ],
    [
      'a failure domain is in the model only',
      { kind: 'set-agents', site, names: ['RDS1'], properties: { failureDomains: { rack: 'r' } } },
      ['model-only'],
    ],
    [
      'so is that of a provider',
      { kind: 'set-provider', site, provider: 'vc1', properties: { failureDomains: { r: 'r' } } },
      ['model-only'],
    ],
    [
      'another type is a deletion and an addition',
      { kind: 'set-provider', site, provider: 'vc1', properties: { type: 'AVD' } },
      ['delete-provider vc1', 'add-provider vc1'],
    ],
    [
      'so is another name',
      { kind: 'rename-member', site, object: 'provider', name: 'vc1', to: 'vc2' },
      ['delete-provider vc1', 'add-provider vc2'],
    ],
    [
      'other letters of the same name are nothing',
      { kind: 'rename-member', site, object: 'agent', name: 'RDS1', to: 'rds1' },
      ['model-only'],
    ],
  ];

  it.each(rows)('%s', (_, step, expected) => {
    expect(stepsOf(step)).toEqual(expected);
  });
});

describe('a runbook without a capture', () => {
  it('calls only what is confirmed', () => {
    const calls = callsOf(ask(20, null));
    for (const { cmdlet, arguments: given } of calls) {
      const row = cmdlets.find(({ name }) => name === cmdlet);
      expect(row?.guessed, cmdlet).not.toContain('19');
      for (const key of Object.keys(given)) {
        expect(row?.parameters[key], `${cmdlet} -${key}`).toBe('confirmed');
      }
    }
    expect([...new Set(calls.map(({ cmdlet }) => cmdlet))]).toEqual([
      'Set-RASBroker',
      'New-RASBroker',
      'New-RASGateway',
      'New-RASRDSHost',
      'Update-RASAgent',
      'New-RASSite',
    ]);
  });

  it('does not call what is only guessed in an older module', () => {
    const names = (version: RasVersion) =>
      new Set(callsOf(ask(version, null)).map((one) => one.cmdlet));
    expect([...names(18)]).toEqual(['New-RASBroker', 'New-RASGateway', 'New-RASRDSHost']);
    expect([...names(17)]).toEqual(['New-RASBroker', 'New-RASGateway', 'New-RASRDSHost']);
  });

  it('leaves to the console what only a switch of the wizard sets', () => {
    const added = ask(20, null).steps[7]?.parts[0]?.action;
    expect(added).toMatchObject({
      kind: 'console',
      values: { 'Install a Secure Gateway with a Connection Broker': true },
    });
  });
});

describe('a name that two sites have', () => {
  it('is never given to a cmdlet that takes no site', () => {
    const twice = farm(20, 2);
    const [first, second] = twice.sites;
    if (first === undefined || second === undefined) throw new Error('two sites');
    const from = { ...twice, sites: [first, { ...second, brokers: first.brokers.slice(1) }] };
    const steps: EditStep[] = [{ kind: 'broker-action', site, action: 'disable', broker: 'CB3' }];
    const [step] = runbookOf({ from, steps, module: everything }).steps;
    expect(step?.parts.map(({ action }) => action.kind)).toEqual(['console']);
  });
});

describe('the steps in the RAS Console', () => {
  it('are all in use, and each has a citation and words', () => {
    const used = new Map<string, string>();
    for (const { parts } of ask(20, null).steps) {
      for (const { action } of parts) {
        if (action.kind === 'model-only') continue;
        const console = action.kind === 'console' ? action : action.console;
        used.set(console.step, sayConsole(console).join(' '));
      }
    }
    expect([...used.keys()].toSorted()).toEqual(Object.keys(consoleSteps).toSorted());
    for (const [id, words] of used) expect(words, id).not.toMatch(/undefined|null|\[object/u);
    for (const [id, { citations }] of Object.entries(consoleSteps)) {
      expect(citations.length, id).toBeGreaterThan(0);
    }
  });
});

describe('a runbook with a capture', () => {
  it('calls nothing that the module lacks', () => {
    const nothing = Object.fromEntries(cmdlets.map(({ name }) => [name, null]));
    const runbook = ask(20, { parameters: nothing });
    expect(callsOf(runbook)).toEqual([]);
    expect(
      runbook.steps.flatMap(({ parts }) => parts.map(({ action }) => action.kind)),
    ).not.toContain('promote');
  });

  it('calls only what the module has, by old names too', () => {
    for (const module of [moduleThatCanDoMore, everything]) {
      for (const { cmdlet, arguments: given } of callsOf(ask(20, module))) {
        const has = module.parameters[cmdlet];
        if (has === undefined) continue;
        expect(has, cmdlet).toEqual(expect.arrayContaining(Object.keys(given)));
      }
    }
    const old: KnownModule = { parameters: { 'Set-RASPA': ['Server', 'Standby'] } };
    const calls = callsOf(ask(18, old)).filter(({ cmdlet }) => cmdlet === 'Set-RASBroker');
    expect(calls.map(({ arguments: given }) => Object.keys(given))).toEqual([
      ['Server', 'Standby'],
      ['Server', 'Standby'],
      ['Server', 'Standby'],
      ['Server', 'Standby'],
    ]);
  });

  it('names the site where the module takes one, and then assumes nothing about it', () => {
    const documented = ask(20, null, 2);
    expect(documented.steps[6]?.assumptions).toEqual(['A26', 'A29']);
    const withSite = ask(20, everything, 2);
    expect(withSite.steps[6]?.parts[0]?.action).toMatchObject({
      calls: [{ arguments: { Server: 'CB4', SiteId: { idOfSite: site } } }],
      onlyInSite: null,
      confirmedBy: 'module',
    });
    expect(withSite.steps[6]?.assumptions).not.toContain('A26');
  });
});

describe('what a runbook compares', () => {
  it.each([null, everything])(
    'after the last part of a step is the farm after the step',
    (module) => {
      for (const change of [
        ...plannedChanges,
        { name: 'every step', from: farm(20, 2), steps: everyStep },
      ]) {
        const runbook = runbookOf({ ...change, module });
        for (const { number, edit, parts } of runbook.steps) {
          const last = parts.at(-1)?.after;
          const after = afterSteps(change, number).sites.find(({ name }) => name === last?.site);
          expect(last?.exists, edit.kind).toBe(after !== undefined);
          expect(last?.order).toBe('all');
          expect(
            last?.brokers.map(({ server, enabled, standby }) => ({ server, enabled, standby })),
          ).toEqual(
            (after?.brokers ?? []).map(({ server, enabled, standby }) => ({
              server,
              enabled,
              standby,
            })),
          );
        }
      }
    },
  );

  it('changes in every part, or is left to the administrator', () => {
    const unchanged = ask(20, null).steps.filter(({ parts }) =>
      parts.some(
        ({ before, after, check, action }) =>
          check === 'read-back' &&
          action.kind !== 'model-only' &&
          JSON.stringify(before) === JSON.stringify(after),
      ),
    );
    expect(unchanged.map(({ edit }) => edit.kind)).toEqual([]);
  });

  it('is what the next part begins with', () => {
    for (const { parts } of ask(20, null).steps) {
      for (const [index, { before }] of parts.entries()) {
        if (index === 0) continue;
        const known = parts[index - 1]?.after;
        expect(before.brokers.map(({ server }) => server)).toEqual(
          known?.brokers.map(({ server }) => server),
        );
      }
    }
  });
});
