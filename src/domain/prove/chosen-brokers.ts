import {
  type Broker,
  expandNames,
  type Farm,
  inSite,
  selectByName,
  type Site,
} from '../model/index.js';

/** The brokers of the sites with these names. @throws Refusal E_NOT_FOUND for a name that no site has */
export function brokersNamed(
  farm: Farm,
  sites: readonly Site[],
  wanted: readonly string[],
): ReadonlySet<Broker> {
  const found = expandNames(wanted).flatMap((name) => {
    const refusals: unknown[] = [];
    const brokers = sites.flatMap((site) => {
      try {
        const place = { object: 'broker', ...inSite(farm, site) } as const;
        return selectByName(site.brokers, ({ server }) => server, [name], place);
      } catch (refusal) {
        refusals.push(refusal);
        return [];
      }
    });
    if (brokers.length === 0) throw refusals[0];
    return brokers;
  });
  return new Set(found);
}
