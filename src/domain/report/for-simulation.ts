import { defaultAutoPromotion, newBroker } from '../edits/index.js';
import { type Farm, sameName, type Site } from '../model/index.js';

/**
 * The farm with only what a simulation and its picture depend on: without addresses, descriptions, rule settings and the
 * user's own keys.
 * @param only the name of the only site that is needed. Of each other site nothing is left but that it is there, which
 *   decides whether a command has to name the site.
 */
export function forSimulation(farm: Farm, only: string | null): Farm {
  const { name, rasVersion, sites } = farm;
  const isNeeded = (site: Site): boolean => only === null || sameName(site.name, only);
  return {
    name,
    rasVersion,
    rules: {},
    suppressions: [],
    sites: sites.map((site, at) =>
      isNeeded(site) ? reduced(site) : placeholder(site, otherName(at + 1, only ?? '')),
    ),
  };
}

/** A name that is not the one. */
function otherName(number: number, name: string): string {
  const other = `other-site-${number}`;
  return sameName(other, name) ? `${other}-x` : other;
}

/** A valid site that says nothing of the real one but whether it is the Licensing Site. */
function placeholder({ licensing }: Site, name: string): Site {
  return {
    name,
    licensing,
    network: null,
    autoPromotion: defaultAutoPromotion,
    brokers: [newBroker({ server: name }, false)],
    gateways: [],
    agents: [],
    providers: [],
  };
}

const noAddresses = { ip: null, alternativeIps: [] };

function reduced(site: Site): Site {
  return {
    ...withoutCustom(site),
    network: null,
    autoPromotion: withoutCustom(site.autoPromotion),
    brokers: site.brokers.map((one) => ({
      ...withoutCustom(one),
      ...noAddresses,
      description: '',
    })),
    gateways: site.gateways.map((one) => ({ ...withoutCustom(one), ip: null })),
    agents: site.agents.map(withoutCustom),
    providers: site.providers.map(withoutCustom),
  };
}

function withoutCustom<T extends { custom?: unknown }>({
  custom: _custom,
  ...rest
}: T): Omit<T, 'custom'> {
  return rest;
}
