import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseFarm, type SiteAdvice } from '../../src/domain/advise/index.js';
import { applyStep } from '../../src/domain/edits/index.js';
import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';
import { aBroker } from '../a-broker.js';
import { onlySite, type PlainGoal, reaches, smallestByForce } from './plain.js';

/** Small sites: at most 5 brokers in any state, in up to 3 racks or in none, with or without providers. */
const anySmallFarm: fc.Arbitrary<Farm> = fc
  .record({
    others: fc.array(
      fc.record({
        state: fc.constantFrom('active', 'active', 'standby', 'disabled'),
        rack: fc.constantFrom('r1', 'r1', 'r2', 'r3', null),
      }),
      { maxLength: 4 },
    ),
    rack: fc.constantFrom('r1', 'r2', null),
    providers: fc.array(fc.option(fc.nat(4)), { maxLength: 3 }),
  })
  .map(({ others, rack, providers }): Farm => {
    const brokers = [{ state: 'active', rack }, ...others].map((one, at): Broker =>
      aBroker(`cb${at + 1}`, {
        enabled: one.state !== 'disabled',
        standby: one.state === 'standby',
        failureDomains: one.rack === null ? {} : { rack: one.rack },
      }),
    );
    const site: Site = {
      name: 'Berlin',
      licensing: true,
      network: null,
      autoPromotion: { enabled: false, afterMinutes: 30, failback: false },
      brokers,
      gateways: [],
      agents: [],
      providers: providers.map((at, index) => ({
        name: `p${index + 1}`,
        type: 'HyperV',
        failureDomains: {},
        preferredBroker: at === null ? null : (brokers[at % brokers.length]?.server ?? null),
      })),
    };
    return { name: 'Farm', rasVersion: 21, rules: {}, suppressions: [], sites: [site] };
  });

const anyGoals: fc.Arbitrary<PlainGoal[]> = fc.uniqueArray(
  fc.oneof(
    fc.record({
      kind: fc.constant('tolerance' as const),
      tolerance: fc.integer({ min: 1, max: 2 }),
      withStandbys: fc.boolean(),
    }),
    fc.constant({ kind: 'domain' as const, key: 'rack' }),
  ),
  { minLength: 1, maxLength: 2, selector: ({ kind }) => kind },
);

function advise(farm: Farm, goals: readonly PlainGoal[]): SiteAdvice {
  const tolerance = goals.find((goal) => goal.kind === 'tolerance');
  const [advice] = adviseFarm(farm, {
    goals: goals.map((goal) =>
      goal.kind === 'domain' ? `domain=${goal.key}` : `tolerance=${goal.tolerance}`,
    ),
    withStandbys: tolerance?.withStandbys ?? false,
    most: 40,
    today: '2026-11-20',
  }).sites;
  if (advice === undefined) throw new Error('no advice');
  return advice;
}

const hasRack = ({ sites }: Farm): boolean =>
  sites.some(({ brokers }) => brokers.some(({ failureDomains }) => 'rack' in failureDomains));

describe('the proposals', () => {
  it('are the smallest sets of changes, and where none is, there is none by trying all', () => {
    fc.assert(
      fc.property(anySmallFarm.filter(hasRack), anyGoals, (farm, goals) => {
        const site = onlySite(farm);
        const advice = advise(farm, goals);
        const keys = goals.some(({ kind }) => kind === 'domain') ? ['rack'] : [];
        const reachesAll = (one: Site): boolean => goals.every((goal) => reaches(one, goal));
        const within = smallestByForce(site, reachesAll, { keys, mayAdd: false, most: 3 });
        const [best] = advice.proposals;
        expect(advice.search.smallest).toBe(true);
        if (within === 0) {
          expect(advice.verdict).toBe('met');
          return;
        }
        if (within !== null) {
          expect(advice.verdict).toBe('own-brokers');
          const size = best?.changes.length ?? 0;
          expect(size).toBeLessThanOrEqual(within);
          // No smaller set, not with new brokers either.
          const smaller = smallestByForce(site, reachesAll, {
            keys,
            mayAdd: true,
            most: Math.min(2, within - 1),
          });
          expect(size).toBe(smaller ?? within);
          return;
        }
        const own = advice.proposals.filter(({ newBrokers }) => newBrokers.length === 0);
        for (const { changes } of own) expect(changes.length).toBeGreaterThan(3);
        expect(advice.verdict).toBe(own.length === 0 ? 'new-brokers' : 'own-brokers');
        // With new brokers the fewest of these come first, so a smaller set may have more of them.
        const any = smallestByForce(site, reachesAll, { keys, mayAdd: true, most: 2 });
        const added = best?.newBrokers.length ?? 0;
        if (any !== null && own.length > 0) expect(best?.changes.length).toBe(any);
        if (any !== null && own.length === 0) expect(added).toBeLessThanOrEqual(any);
      }),
      { numRuns: 150 },
    );
  });

  it('reach the goals when their edits are made, one by one, whatever order they are ranked in', () => {
    fc.assert(
      fc.property(anySmallFarm.filter(hasRack), anyGoals, (farm, goals) => {
        for (const { steps } of advise(farm, goals).proposals) {
          const after = steps.reduce((now, step) => applyStep(now, step).farm, farm);
          expect(goals.filter((goal) => !reaches(onlySite(after), goal))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
