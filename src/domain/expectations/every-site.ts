import { type Farm, sameName, selectByName, type Site } from '../model/index.js';
import type { FarmTest } from './expectations.js';
import { type Misfit, tried } from './misfit.js';

/** Tests of several sites: one test for each. */

/**
 * The test for each site, by names and patterns, in the order of the farm. The site is part of the name of each test.
 * @param sites null for the site that the test names itself
 */
export function testsOfSites(
  farm: Farm,
  test: FarmTest,
  sites: readonly string[] | null,
): { tests: FarmTest[] } | { misfits: Misfit[] } {
  if (sites === null) return { tests: [test] };
  const found = sites.map((wanted) => sitesFor(farm, wanted));
  const misfits = found.flatMap((one) => ('misfit' in one ? [one.misfit] : []));
  if (misfits.length > 0) return { misfits };
  const chosen = new Set(found.flatMap((one) => ('sites' in one ? one.sites : [])));
  return {
    tests: farm.sites
      .filter((site) => chosen.has(site))
      .map(({ name }) => ({ ...test, name: `${name}: ${test.name}`, site: name })),
  };
}

/** The site of a name, which is taken as it is before it is read as a pattern or a range. */
function sitesFor(farm: Farm, wanted: string): { sites: Site[] } | { misfit: Misfit } {
  const named = farm.sites.filter(({ name }) => sameName(name, wanted));
  if (named.length > 0) return { sites: named };
  const names = farm.sites.map(({ name }) => name);
  const place = { object: 'site', site: farm.name, siteOption: null } as const;
  const found = tried(() => selectByName(farm.sites, ({ name }) => name, [wanted], place));
  if (!('refusal' in found)) return { sites: found.value };
  const { refusal } = found;
  const isUnknown = refusal.reason.kind === 'not-found' || refusal.reason.kind === 'no-match';
  const reason = isUnknown
    ? ({ kind: 'no-such-site', wanted, sites: names } as const)
    : ({ kind: 'name', refusal, event: null } as const);
  return { misfit: { path: ['sites'], reason } };
}
