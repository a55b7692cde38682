import { describe, expect, it } from 'vitest';
import { commandsOf, type EditStep, newFarm } from '../../src/domain/edits/index.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { argvOf } from '../../src/render/command-line.js';

/** The commands that make the same change in the model as a step. That they parse and do it: test/plan. */

const bare = newFarm({
  name: 'Lab',
  rasVersion: 21,
  site: 'Berlin',
  primary: { server: 'CB1', failureDomains: { rack: 'r1', HV: 'h1' } },
});
const failureDomains = { rack: 'r1' };
const farm: Farm = {
  ...bare,
  sites: bare.sites.map((one) => ({
    ...one,
    gateways: [{ server: 'G', ip: null, mode: 'normal', preferredBroker: null, failureDomains }],
    agents: [
      { name: 'a', kind: 'rds-host', preferredBroker: null, failureDomains: {} },
      {
        name: 'b',
        kind: 'rds-host',
        preferredBroker: null,
        failureDomains: { Rack: 'x', HV: 'h' },
      },
    ],
    providers: [{ name: 'p', type: 'AVD', preferredBroker: null, failureDomains }],
  })),
};
const site = 'Berlin';

function typed(step: EditStep): string[] {
  return commandsOf(step, farm).map((one) =>
    argvOf(one, { shell: 'posix', file: null })
      .map((word) => (word === '' ? "''" : word))
      .join(' '),
  );
}

describe('the commands of a step', () => {
  const preferredBroker = 'CB1';
  const rows: [EditStep, string[]][] = [
    [{ kind: 'rename-farm', name: 'New' }, ['farm set --name New']],
    [{ kind: 'ras-version', version: 20 }, ['farm set --ras-version 20']],
    [
      { kind: 'add-site', site: 'Ulm', broker: { server: 'U1', ip: '10.0.0.1', description: 'd' } },
      [
        'farm site add Ulm --broker U1 --ip 10.0.0.1',
        'farm broker set U1 --description d --site Ulm',
      ],
    ],
    [
      { kind: 'broker-action', site, action: 'promote', broker: 'CB2' },
      ['farm broker promote CB2'],
    ],
    [
      {
        kind: 'add-broker',
        site,
        broker: { server: 'CB2', alternativeIps: ['10.0.0.2', '10.0.0.3'], installGateway: true },
      },
      ['farm broker add CB2 --alternative-ips 10.0.0.2;10.0.0.3 --install-gateway'],
    ],
    [{ kind: 'move-broker', site, broker: 'CB1', to: 3 }, ['farm broker move-down CB1 --to 3']],
    [
      {
        kind: 'set-broker',
        site,
        broker: 'CB1',
        properties: {
          server: 'CB9',
          ip: null,
          alternativeIps: [],
          description: '',
          installGateway: false,
          failureDomains: { RACK: 'r2' },
        },
      },
      [
        "farm broker set CB1 --server CB9 --ip none --alternative-ips none --description '' --no-install-gateway --domain RACK=r2 --domain HV=",
      ],
    ],
    [
      {
        kind: 'add-gateway',
        site,
        gateway: { server: 'G', ip: null, mode: 'forwarding', failureDomains: {}, preferredBroker },
      },
      ['farm gateway add G --mode forwarding --preferred-broker CB1'],
    ],
    [
      {
        kind: 'set-gateway',
        site,
        gateway: 'G',
        properties: { ip: null, mode: 'normal', preferredBroker: null },
      },
      ['farm gateway set G --ip none --mode normal --preferred-broker automatic'],
    ],
    [
      {
        kind: 'set-gateway',
        site,
        gateway: 'G',
        properties: { failureDomains: { power: 'B' } },
      },
      ['farm gateway set G --domain power=B --domain rack='],
    ],
    [
      {
        kind: 'set-agents',
        site,
        names: ['a', 'b'],
        properties: { kind: 'guest', preferredBroker: 'CB1', failureDomains: { RACK: 'r2' } },
      },
      ['farm agent set a,b --kind guest --preferred-broker CB1 --domain RACK=r2 --domain HV='],
    ],
    [
      { kind: 'set-agents', site, names: ['b'], properties: { preferredBroker: null } },
      ['farm agent set b --preferred-broker automatic'],
    ],
    [
      {
        kind: 'set-provider',
        site,
        provider: 'p',
        properties: { type: 'Azure', failureDomains: {} },
      },
      ['farm provider set p --type Azure --domain rack='],
    ],
    [
      { kind: 'rename-member', site, object: 'agent', name: 'a', to: '-x' },
      ['farm agent rename -- a -x'],
    ],
    [
      { kind: 'rename-member', site, object: 'provider', name: 'p', to: 'q r' },
      ['farm provider rename p q r'],
    ],
    [{ kind: 'delete-gateway', site, gateway: 'G' }, ['farm gateway delete G']],
    [
      { kind: 'add-agents', site, names: ['a', 'b'], agentKind: 'guest', preferredBroker },
      ['farm agent add a,b --kind guest --preferred-broker CB1'],
    ],
    [{ kind: 'delete-agents', site, names: ['a'] }, ['farm agent delete a']],
    [
      {
        kind: 'add-provider',
        site,
        provider: { name: 'p', type: 'Azure', failureDomains: {}, preferredBroker: null },
      },
      ['farm provider add p --type Azure --preferred-broker automatic'],
    ],
    [{ kind: 'delete-provider', site, provider: 'p' }, ['farm provider delete p']],
    [
      { kind: 'prefer', site, object: 'agent', names: ['a', 'b'], broker: 'CB1' },
      ['farm agent assign a,b CB1'],
    ],
    [
      { kind: 'prefer', site, object: 'agent', names: ['a'], broker: null },
      ['farm agent unassign a'],
    ],
    [
      { kind: 'prefer', site, object: 'provider', names: ['p', 'q'], broker: null },
      ['farm provider preferred-broker p automatic', 'farm provider preferred-broker q automatic'],
    ],
    [
      {
        kind: 'auto-promotion',
        site,
        autoPromotion: { enabled: false, afterMinutes: 45, failback: true },
      },
      [
        'farm site set Berlin --auto-promotion 45m',
        'farm site set Berlin --auto-promotion off --failback',
      ],
    ],
    [{ kind: 'network', site, network: null }, ['farm site set Berlin --network none']],
    [{ kind: 'licensing-site', site }, ['farm site set Berlin --licensing']],
    [{ kind: 'rename-site', site, to: '-B' }, ['farm site rename -- Berlin -B']],
    [{ kind: 'delete-site', site }, ['farm site delete Berlin --confirm Berlin']],
    [{ kind: 'upgrade', site, component: 'agent', names: ['a'], version: 21 }, []],
  ];

  it.each(rows)('%j', (step, commands) => {
    expect(typed(step)).toEqual(commands);
  });
});
