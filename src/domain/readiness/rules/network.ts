import {
  addressOf,
  assumedSegment,
  isInNetwork,
  command,
  commandIn,
  counted,
  placeIn,
} from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { aboutBroker, aboutSite, type ReadinessRule } from './rule.js';

/** RAS5xx: addresses, segments and gateways. */
export const networkRules: readonly ReadinessRule[] = [
  {
    id: 'RAS501',
    slug: 'broker-outside-network',
    severity: 'warning',
    statement: "All brokers of a site are in the site's network.",
    why: 'The vendor recommends one network segment for all brokers of a site, and requires a reliable high-speed channel between them.',
    statements: ['R31', 'fast-channel'],
    assumptions: [],
    exemptions: [
      'A site without a network: RAS502 compares its brokers with each other.',
      'A broker without an IP address: RAS107 reports it.',
    ],
    find(site, farm) {
      const { network } = site;
      if (network === null) return [];
      return site.brokers.flatMap((broker) => {
        const address = addressOf(broker);
        if (address === null || isInNetwork(address, network)) return [];
        return [
          aboutBroker(site, broker, {
            message: `${broker.server === address ? address : `${broker.server} (${address})`} is outside the site's network ${network}`,
            observed: address,
            required: `an address in ${network}`,
            remedy: [commandIn(farm, site)`broker set ${broker.server} --ip IP`],
          }),
        ];
      });
    },
  },
  {
    id: 'RAS502',
    slug: 'brokers-in-several-segments',
    severity: 'warning',
    statement: 'All brokers of a site are in one network segment.',
    why: 'The vendor recommends one network segment for all brokers of a site, and requires a reliable high-speed channel between them.',
    statements: ['R31', 'fast-channel'],
    assumptions: ['A13'],
    exemptions: ['A site with a network: RAS501 compares its brokers with that.'],
    find(site) {
      if (site.network !== null) return [];
      const addresses = site.brokers.map(addressOf).filter((address) => address !== null);
      const segments = [...new Set(addresses.map(assumedSegment))];
      if (segments.length < 2) return [];
      return [
        aboutSite(site, {
          message: `The brokers are in ${segments.length} segments: ${segments.join(', ')} (a /24 or /64 is assumed to be one segment)`,
          observed: segments.length,
          required: '1 segment',
          remedy: [command`site set ${site.name} --network CIDR`],
        }),
      ];
    },
  },
  {
    id: 'RAS503',
    slug: 'forwarding-gateway-alone',
    severity: 'error',
    statement: 'A gateway in forwarding mode has another gateway in its site.',
    why: 'It has nobody to forward to.',
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
          message: `Gateway ${gateway.server} forwards, and the site has ${counted(all, 'gateway')}`,
          observed: all,
          required: `${least} or more gateways`,
          remedy: [commandIn(farm, site)`gateway add SERVER`],
        }));
    },
  },
  {
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
          message: `Gateway ${gateway.server} forwards, so its preferred broker ${gateway.preferredBroker} is not heeded`,
          observed: `prefers ${gateway.preferredBroker}`,
          required: 'Automatic',
          remedy: [
            commandIn(farm, site)`gateway delete ${gateway.server}`,
            // All but the preference is kept.
            gateway.ip === null
              ? commandIn(farm, site)`gateway add ${gateway.server} --mode forwarding`
              : commandIn(
                  farm,
                  site,
                )`gateway add ${gateway.server} --mode forwarding --ip ${gateway.ip}`,
          ],
        }));
    },
  },
];
