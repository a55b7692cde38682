import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { advisePreferences } from '../../src/domain/advise/index.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { activeNames } from '../prove/brute-force.js';
import { anyFarm, onlySite } from '../prove/farms.js';

/** The broker that serves each provider, said again: its active preferred broker, or dealt in turn. */
function homes(site: Site, preferred: readonly (string | null)[]): string[] {
  const active = activeNames(site);
  let turn = 0;
  return preferred.map((name) => {
    const own = active.find((one) => one.toLowerCase() === name?.toLowerCase());
    if (own !== undefined) return own;
    turn += 1;
    return active[(turn - 1) % active.length] ?? '';
  });
}

function squares(site: Site, preferred: readonly (string | null)[]): number {
  const found = homes(site, preferred);
  return activeNames(site).reduce(
    (sum, name) => sum + found.filter((home) => home === name).length ** 2,
    0,
  );
}

/** Every way in which the providers that prefer an active broker could prefer one. */
function ways(site: Site): (string | null)[][] {
  const active = activeNames(site);
  return site.providers.reduce<(string | null)[][]>(
    (all, { preferredBroker }) => {
      const isPinned = active.some((one) => one.toLowerCase() === preferredBroker?.toLowerCase());
      return all.flatMap((one) => (isPinned ? active : [null]).map((next) => [...one, next]));
    },
    [[]],
  );
}

const advised = (farm: Farm): (string | null)[] =>
  advisePreferences(farm).sites.flatMap(({ providers }) => providers.map((one) => one.advised));

it('no other preference spreads providers more evenly over the brokers', () => {
  fc.assert(
    fc.property(anyFarm, (farm) => {
      const site = onlySite(farm);
      const best = Math.min(...ways(site).map((way) => squares(site, way)));
      expect(squares(site, advised(farm))).toBe(best);
    }),
    { numRuns: 200 },
  );
});

it('nothing changes where it does not help', () => {
  fc.assert(
    fc.property(anyFarm, (farm) => {
      const site = onlySite(farm);
      const [advice] = advisePreferences(farm).sites;
      const active = activeNames(site).map((one) => one.toLowerCase());
      const inVain = site.providers.some(
        ({ preferredBroker: name }) => name !== null && !active.includes(name.toLowerCase()),
      );
      if (advice === undefined || advice.commands.length === 0 || inVain) return;
      const { before, after } = advice.worst;
      const isBetter =
        squares(site, advised(farm)) <
          squares(
            site,
            site.providers.map((one) => one.preferredBroker),
          ) || (after.providersOfDomain ?? 0) <= (before.providersOfDomain ?? 0);
      expect(isBetter).toBe(true);
      expect(after.providers).toBeLessThanOrEqual(before.providers);
    }),
    { numRuns: 200 },
  );
});
