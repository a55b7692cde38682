import { commandIn, counted, placeIn } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import type { ReadinessRule, SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS503',
  slug: 'forwarding-gateway-alone',
  severity: 'error',
  statement: 'A gateway in forwarding mode has another gateway in its site.',
  why: 'It has no gateway to forward to.',
  statements: ['R34'],
  assumptions: [],
  find(site, farm) {
    const least = statements.R34.number;
    const installed = site.brokers.filter((broker) => broker.installGateway).length;
    const all = site.gateways.length + installed;
    if (all >= least) return [];
    return site.gateways
      .filter((gateway) => gateway.mode === 'forwarding')
      .map((gateway) => ({
        target: { kind: 'gateway' as const, name: gateway.server },
        path: ['gateways', placeIn(site.gateways, gateway), 'mode'],
        message: `Gateway ${gateway.server} is in forwarding mode, but the site has ${counted(all, 'gateway')}`,
        observed: all,
        required: `${least} or more gateways`,
        remedy: [commandIn(farm, site)`gateway add SERVER`],
      }));
  },
};

/** A forwarding gateway alone; and with a second gateway. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        gateways: [{ server: 'GW1', mode: 'forwarding' }],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
        ],
        gateways: [
          { server: 'GW1', mode: 'forwarding' },
          { server: 'GW2', mode: 'normal' },
        ],
      },
    ],
  },
};
