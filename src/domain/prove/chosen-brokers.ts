import { type Broker, type Farm, selectInSites } from '../model/index.js';

/**
 * The brokers with these names, in the named site or in every site that has them.
 * @throws Refusal E_NOT_FOUND for a name that no site has
 */
export function brokersNamed(
  farm: Farm,
  wanted: readonly string[],
  site?: string,
): ReadonlySet<Broker> {
  const { sites } = selectInSites(farm, { object: 'broker', words: wanted }, site);
  return new Set(
    sites.flatMap(({ site: { brokers }, names }) => {
      const named = new Set(names);
      return brokers.filter(({ server }) => named.has(server));
    }),
  );
}
