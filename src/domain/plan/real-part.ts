import { isEqual } from '../diff/index.js';
import { type Broker, type Farm, normalIp, type Site } from '../model/index.js';

/**
 * What RAS has of a farm: what the steps of a plan must reproduce. The rest is in the model alone: rule settings, suppressions,
 * the user's own keys, networks, failure domains, options of adding a broker, spelling, and the order of all lists but brokers.
 */

/** Whether two farms are the same for RAS. */
export function isSameForRas(one: Farm, other: Farm): boolean {
  return isEqual(farmPart(one), farmPart(other));
}

/** Whether two sites are the same for RAS, their names aside. */
export function isSameSiteForRas(one: Site, other: Site): boolean {
  return isEqual({ ...sitePart(one), name: '' }, { ...sitePart(other), name: '' });
}

function farmPart({ name, rasVersion, sites }: Farm) {
  const parts = sites.map(sitePart);
  return {
    name: folded(name),
    rasVersion,
    sites: Object.fromEntries(parts.map((site) => [site.name, site])),
  };
}

function sitePart(site: Site) {
  const { enabled, afterMinutes, failback } = site.autoPromotion;
  return {
    name: folded(site.name),
    licensing: site.licensing,
    autoPromotion: { enabled, afterMinutes, failback },
    brokers: site.brokers.map(brokerPart),
    gateways: byName(
      site.gateways,
      ({ server }) => server,
      ({ ip, mode, preferredBroker }) => ({
        ip,
        mode,
        preferredBroker: foldedOrNull(preferredBroker),
      }),
    ),
    agents: byName(
      site.agents,
      ({ name }) => name,
      ({ kind, preferredBroker }) => ({
        kind,
        preferredBroker: foldedOrNull(preferredBroker),
      }),
    ),
    providers: byName(
      site.providers,
      ({ name }) => name,
      ({ type, preferredBroker }) => ({
        type,
        preferredBroker: foldedOrNull(preferredBroker),
      }),
    ),
  };
}

function brokerPart({ server, ip, alternativeIps, description, enabled, standby }: Broker) {
  const address = ip === null ? null : normalIp(ip);
  return { server: folded(server), ip: address, alternativeIps, description, enabled, standby };
}

/** The objects under their names, which do not depend on the order of the list. */
function byName<T>(list: readonly T[], nameOf: (one: T) => string, part: (one: T) => object) {
  return Object.fromEntries(list.map((one) => [folded(nameOf(one)), part(one)]));
}

function folded(name: string): string {
  return name.toLowerCase();
}

function foldedOrNull(name: string | null): string | null {
  return name === null ? null : folded(name);
}
