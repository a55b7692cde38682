import { type Farm, sameName, type Site } from '../model/index.js';

/**
 * The farm with only what a simulation and its picture depend on: without addresses, descriptions, rule settings and the
 * user's own keys.
 * @param only the name of the only site that is needed. Of the others nothing but their number is left: it decides whether
 *   a command has to name the site.
 */
export function forSimulation(farm: Farm, only: string | null): Farm {
  const { name, rasVersion, sites } = farm;
  return {
    name,
    rasVersion,
    rules: {},
    suppressions: [],
    sites: sites.map((site) =>
      only === null || sameName(site.name, only)
        ? reduced(site)
        : { ...reduced(site), name: '', brokers: [], gateways: [], agents: [], providers: [] },
    ),
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
