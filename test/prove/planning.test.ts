import { describe, expect, it } from 'vitest';
import { planningTable } from '../../src/domain/prove/planning.js';
import { activeNames, sidesOf, toleranceByForce } from './brute-force.js';
import { farmOf, onlySite } from './farms.js';

const rows = planningTable(21).sites;

describe('the planning table equals brute force', () => {
  it('has a row for 1 to 9 active brokers with 0 to 2 standbys each', () => {
    const sizes = rows.map(({ active, standbys }) => `${active}+${standbys}`);
    const wanted = Array.from({ length: 27 }, (_, at) => `${Math.floor(at / 3) + 1}+${at % 3}`);
    expect(sizes).toEqual(wanted);
  });

  it.each(rows)('for $active active and $standbys standby', (row) => {
    const site = onlySite(farmOf(row.active, 1, row.standbys));
    const bare = onlySite(farmOf(row.active, 0, row.standbys));
    const sides = sidesOf(activeNames(site));
    const half = row.active / 2;
    expect(row.tolerance).toEqual({
      sessions: toleranceByForce(bare, true),
      providers: toleranceByForce(site, true),
    });
    expect(row.splits).toBe(sides.length);
    expect(row.splitsWithoutMajority).toBe(sides.filter((side) => side.length === half).length);
    const { primary, eachSecondary } = row.load;
    expect(primary + (eachSecondary ?? 0) * (row.active - 1)).toBeCloseTo(100, 1);
  });
});
