import {
  addressOf,
  assumedSegment,
  type Farm,
  findGateway,
  type Gateway,
  gatewayFields,
  isInNetwork,
  isIp,
  type Site,
  withDefaults,
} from '../model/index.js';
import { type Edit, withSite } from './edit.js';
import { notesOfTwins } from './exists-as.js';
import { brokerName, noteInactive, refuseTaken } from './members.js';
import type { EditNote } from './notes.js';

/** Gateways of a site. */

/**
 * A new gateway.
 * @throws Refusal E_EXISTS, E_NOT_FOUND, E_USAGE
 */
export function addGateway(
  farm: Farm,
  site: Site,
  asked: Partial<Gateway> & { server: string },
): Edit {
  refuseTaken(
    farm,
    site,
    'gateway',
    [asked.server],
    site.gateways.map((gateway) => gateway.server),
  );
  const preferredBroker = brokerName(site, asked.preferredBroker ?? null);
  const gateway = withDefaults(gatewayFields, { ...asked, preferredBroker });
  const changed = { ...site, gateways: [...site.gateways, gateway] };
  // The notes read the address, so the edit checks it first.
  const { farm: saved } = withSite(farm, site, changed);
  return {
    farm: saved,
    notes: [
      ...notesOfTwins('gateway', site.gateways, (one) => one.server, [gateway.server]),
      ...(gateway.mode === 'forwarding' && gateway.preferredBroker !== null
        ? [{ kind: 'statements', statements: ['R35'] } as const]
        : []),
      ...noteOtherNetwork(site, gateway),
      ...noteInactive(farm, site, gateway.preferredBroker),
    ],
  };
}

/** The properties of a gateway that `gateway set` changes. */
export type GatewayProperties = Partial<Omit<Gateway, 'server'>>;

/**
 * A gateway with other properties.
 * @throws Refusal E_NOT_FOUND, E_USAGE
 */
export function setGateway(
  farm: Farm,
  site: Site,
  server: string,
  properties: GatewayProperties,
): Edit {
  const gateway = findGateway(site, server);
  const preferredBroker = brokerName(site, properties.preferredBroker ?? gateway.preferredBroker);
  const changed = {
    ...gateway,
    ...properties,
    preferredBroker: properties.preferredBroker === null ? null : preferredBroker,
  };
  const gateways = site.gateways.map((one) => (one === gateway ? changed : one));
  return withSite(farm, site, { ...site, gateways }, [
    ...(changed.mode === 'forwarding' && changed.preferredBroker !== null
      ? [{ kind: 'statements', statements: ['R35'] } as const]
      : []),
    ...noteInactive(farm, site, changed.preferredBroker),
  ]);
}

/** @throws Refusal E_NOT_FOUND */
export function deleteGateway(farm: Farm, site: Site, server: string): Edit {
  const gateway = findGateway(site, server);
  return withSite(farm, site, {
    ...site,
    gateways: site.gateways.filter((one) => one !== gateway),
  });
}

/** A gateway in another network may not reach brokers that have no alternative IPs. */
function noteOtherNetwork(site: Site, gateway: Gateway): EditNote[] {
  const address = addressOf(gateway);
  // An invalid address is refused by the edit itself.
  if (address === null || !isIp(address)) return [];
  if (site.network !== null && isInNetwork(address, site.network)) return [];
  const away = site.brokers.filter((broker) => {
    const own = addressOf(broker);
    const differs = own !== null && assumedSegment(own) !== assumedSegment(address);
    return differs && broker.alternativeIps.length === 0;
  });
  if (away.length === 0) return [];
  return [
    {
      kind: 'other-network',
      gateway: gateway.server,
      brokers: away.map(({ server }) => server),
      statement: 'alternative-ips',
      assumption: 'A13',
    },
  ];
}
