import { commandIn, placeIn } from '../../model/index.js';
import type { ReadinessRule, SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS504',
  slug: 'forwarding-gateway-prefers-broker',
  severity: 'error',
  statement: 'A gateway in forwarding mode prefers no broker.',
  why: 'RAS ignores the preference of a gateway in forwarding mode.',
  statements: ['R35'],
  assumptions: [],
  find(site, farm) {
    return site.gateways
      .filter((gateway) => gateway.mode === 'forwarding' && gateway.preferredBroker !== null)
      .map((gateway) => ({
        target: { kind: 'gateway' as const, name: gateway.server },
        path: ['gateways', placeIn(site.gateways, gateway), 'preferredBroker'],
        message: `Gateway ${gateway.server} is in forwarding mode, so its preferred broker ${gateway.preferredBroker} is ignored`,
        observed: `prefers ${gateway.preferredBroker}`,
        required: 'Automatic',
        remedy: [
          commandIn(farm, site)`gateway delete ${gateway.server}`,
          // Everything but the preference is kept.
          gateway.ip === null
            ? commandIn(farm, site)`gateway add ${gateway.server} --mode forwarding`
            : commandIn(
                farm,
                site,
              )`gateway add ${gateway.server} --mode forwarding --ip ${gateway.ip}`,
        ],
      }));
  },
  fix: {
    does: 'sets the preferred broker of a forwarding gateway, which RAS ignores, to Automatic',
    apply: (farm, isFoundAt) => ({
      ...farm,
      sites: farm.sites.map((site, at) => {
        const gateways = site.gateways.map((gateway, place) =>
          isFoundAt('sites', at, 'gateways', place, 'preferredBroker')
            ? { ...gateway, preferredBroker: null }
            : gateway,
        );
        const same = gateways.every((gateway, place) => gateway === site.gateways[place]);
        return same ? site : { ...site, gateways };
      }),
    }),
  },
};

/** A forwarding gateway that prefers a broker; and one that prefers none. */
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
        gateways: [
          { server: 'GW1', mode: 'forwarding', preferredBroker: 'CB2' },
          { server: 'GW2', mode: 'normal' },
        ],
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
