import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { adviseFarm } from '../../src/domain/advise/advise.js';
import { mapAtPace, type Pace, paceOfPart } from '../../src/domain/model/pace.js';
import { planFarms } from '../../src/domain/plan/plan.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { reportOf } from '../../src/domain/report/report.js';
import { parseEvents } from '../../src/domain/simulate/events.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { anyFarm, onlySite } from '../prove/farms.js';

/** Long work reports how far it is: never backwards, and with the answer that it has if nobody listens. */

const today = '2026-11-20';

it('goes from 0 to 1 through parts of parts', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(), { minLength: 1 }), { minLength: 1 }), (parts) => {
      const heard: number[] = [];
      const sums = mapAtPace(
        parts,
        (part) => heard.push(part),
        (inner, pace) => mapAtPace(inner, pace, (one) => one + 1),
      );
      expect(sums).toEqual(parts.map((inner) => inner.map((one) => one + 1)));
      expect(heard[0]).toBe(0);
      expect(heard.at(-1)).toBe(1);
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    }),
  );
});

it('places a part among its equals', () => {
  const heard: number[] = [];
  paceOfPart((part) => heard.push(part), 2, 4)(0.5);
  expect(heard).toEqual([0.625]);
});

const restarts = { keepTolerance: 0 };
const failures = { failures: 2, splits: true } as const;
const advice = { goals: [], withStandbys: false, most: 3, today };

it('of every long answer never goes backwards, and changes nothing', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyFarm, anyFarm, (farm, other) => {
      const site = onlySite(farm);
      const question = {
        down: [],
        groups: [],
        events: parseEvents('down cb1; after 40m; up cb1', 'here'),
        require: [],
      };
      const works: Record<string, (pace?: Pace) => unknown> = {
        advise: (pace) => adviseFarm(farm, advice, pace),
        maintenance: (pace) => maintenanceOf(farm, restarts, pace),
        plan: (pace) => planFarms(farm, other, { pace }),
        prove: (pace) => proveFarm(farm, failures, pace),
        report: (pace) => reportOf(farm, { today, old: other }, pace),
        simulate: (pace) => simulate(farm, site, question, pace),
      };
      for (const [name, work] of Object.entries(works)) {
        const heard: number[] = [];
        const answer = work((part) => heard.push(part));
        expect(answer, name).toEqual(work());
        expect(heard.length, name).toBeGreaterThan(1);
        expect(heard, name).toEqual(heard.toSorted((a, b) => a - b));
        expect(Math.min(...heard), name).toBeGreaterThanOrEqual(0);
        expect(Math.max(...heard), name).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 15 },
  );
});
