import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { aBroker } from '../a-broker.js';
import { aFarm } from './a-farm.js';
import { arbitraryFarm } from './arbitrary-farm.js';

describe('a farm as text', () => {
  test('printed and parsed is the same farm', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFarm, async (farm) => {
        expect(await parseFarm(printFarm(farm), 'farm.json')).toEqual(farm);
      }),
      { numRuns: 300 },
    );
  });

  test('printed again is the same text', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFarm, async (farm) => {
        const text = printFarm(farm, { schema: './x.json' });
        const again = printFarm(await parseFarm(text, 'farm.json'), { schema: './x.json' });
        expect(again).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  test('has its keys in the order that people know, and leaves out what is not set', () => {
    expect(printFarm(aFarm, { schema: './farm.schema.json' })).toMatchInlineSnapshot(`
      "{
        "$schema": "./farm.schema.json",
        "formatVersion": 1,
        "name": "Example",
        "rasVersion": 21,
        "sites": [
          {
            "name": "Berlin",
            "licensing": true,
            "network": "10.1.0.0/24",
            "autoPromotion": {
              "enabled": true,
              "afterMinutes": 45,
              "failback": true
            },
            "brokers": [
              {
                "server": "cb1.example.com",
                "ip": "10.1.0.11",
                "alternativeIps": [
                  "192.168.0.11",
                  "fd00::11"
                ],
                "description": "first \\"of\\" all\\n\\\\ äöü",
                "enabled": true,
                "standby": false,
                "installGateway": true,
                "enableHtml5": true,
                "addFirewallRules": true,
                "failureDomains": {
                  "rack": "r1",
                  "hypervisor": "hv1"
                }
              },
              {
                "server": "CB2",
                "enabled": true,
                "standby": true,
                "installGateway": false,
                "enableHtml5": false,
                "addFirewallRules": false
              }
            ],
            "gateways": [
              {
                "server": "gw1",
                "mode": "forwarding",
                "preferredBroker": "CB2"
              }
            ],
            "agents": [
              {
                "name": "RDS01",
                "kind": "rds-host"
              },
              {
                "name": "PC 7",
                "kind": "remote-pc",
                "preferredBroker": "cb1.example.com"
              }
            ],
            "providers": [
              {
                "name": "vCenter",
                "type": "VMwarevCenter"
              }
            ]
          }
        ]
      }
      "
    `);
  });

  test('takes the presets for everything that may be left out', async () => {
    const text = JSON.stringify({
      formatVersion: 1,
      name: 'Small',
      sites: [
        {
          name: 'Only',
          network: null,
          brokers: [{ server: 'cb1', ip: '', description: null }],
          gateways: [{ server: 'gw1', preferredBroker: '' }],
          agents: [{ name: 'RDS01', preferredBroker: 'AUTOMATIC' }],
          providers: [{ name: 'p', type: 'Azure', preferredBroker: 'Automatic' }],
        },
      ],
    });
    const farm = await parseFarm(text, 'farm.json');
    expect(farm).toEqual({
      name: 'Small',
      rasVersion: 21,
      rules: {},
      suppressions: [],
      sites: [
        {
          name: 'Only',
          licensing: true,
          network: null,
          autoPromotion: { enabled: false, afterMinutes: 30, failback: false },
          brokers: [
            {
              ...aBroker('cb1'),
              ip: null,
              alternativeIps: [],
              description: '',
              enabled: true,
              standby: false,
              installGateway: false,
              enableHtml5: false,
              addFirewallRules: false,
              failureDomains: {},
            },
          ],
          gateways: [
            { server: 'gw1', ip: null, mode: 'normal', preferredBroker: null, failureDomains: {} },
          ],
          agents: [{ name: 'RDS01', kind: 'rds-host', preferredBroker: null, failureDomains: {} }],
          providers: [{ name: 'p', type: 'Azure', preferredBroker: null, failureDomains: {} }],
        },
      ],
    });
  });
});
