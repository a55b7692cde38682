import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { activeNames, lossOfSet, standbyNames } from './brute-force.js';
import { farmOf, onlySite } from './farms.js';

/** prove refuses more than thirty brokers; the rules and maintenance take any site, and must be right there too. */

describe('a site with more brokers than a set of prove holds', () => {
  it.each([
    [2, 45, 'standbys, none of which is the home of a provider'],
    [40, 0, 'active brokers'],
    [40, 8, 'active brokers and standbys'],
    [3, 70, 'many standbys'],
  ])('with %i active and %i standby: maintenance keeps every service (%s)', (active, standbys) => {
    const farm = farmOf(active, 3, standbys);
    const site = onlySite(farm);
    const { groups, blocked } = maintenanceOf(farm, { keepTolerance: 0 }).sites[0]!;
    for (const { brokers } of groups) {
      expect(lossOfSet(site, brokers, true)).toMatchObject({ sessions: false, providers: [] });
    }
    const losing = [...activeNames(site), ...standbyNames(site)].filter(
      (name) => lossOfSet(site, [name], true).providers.length > 0,
    );
    expect(blocked.map((one) => one.server)).toEqual(losing);
  });

  it.each([
    [40, 0, 20],
    [40, 0, 19],
    [41, 8, 28],
    [41, 8, 29],
    [33, 33, 40],
    [33, 33, 60],
  ])('with %i active and %i standby: RAS601 judges a domain of %i', (active, standbys, size) => {
    const plain = farmOf(active, 3, standbys);
    const site = onlySite(plain);
    const brokers = site.brokers.map((one, at) =>
      at < size ? { ...one, failureDomains: { rack: 'r1' } } : one,
    );
    const farm: Farm = { ...plain, sites: [{ ...site, brokers }] };
    const down = brokers.slice(0, size).map((one) => one.server);
    const { providers, sessions } = lossOfSet(site, down, true);
    const found = findingsOf(farm, { today: '2026-11-20' }).some((one) => one.rule === 'RAS601');
    expect(found).toBe(providers.length > 0 && !sessions);
  });
});
