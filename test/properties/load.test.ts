import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeBrokers, effectivePreference } from '../../src/domain/model/farm.js';
import { rasVersions } from '../../src/domain/facts/ras-versions.js';
import { apportion, loadWeights, splitLoad, splitOver } from '../../src/domain/load/load.js';
import { anyFarmOfOneSite } from './arbitrary.js';

const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 9 });
const someAgents = fc.nat(5000);

describe('apportioning', () => {
  it('gives out every agent once, as long as anybody has a weight', () => {
    fc.assert(
      fc.property(someAgents, weights, (agents, given) => {
        const counts = apportion(agents, given);
        expect(counts).toHaveLength(given.length);
        expect(total(counts)).toBe(total(given) === 0 ? 0 : agents);
      }),
    );
  });

  it('keeps everybody within one agent of the exact share', () => {
    fc.assert(
      fc.property(someAgents, weights, (agents, given) => {
        const sum = total(given);
        fc.pre(sum > 0);
        apportion(agents, given).forEach((count, at) => {
          // In integers, to avoid rounding: |count × sum − agents × weight| < sum.
          expect(Math.abs(count * sum - agents * given[at]!)).toBeLessThan(sum);
        });
      }),
    );
  });

  it('never gives less to a larger weight, and at equal weights not less to the higher priority', () => {
    fc.assert(
      fc.property(someAgents, weights, (agents, given) => {
        const counts = apportion(agents, given);
        given.forEach((weight, at) => {
          given.forEach((other, lower) => {
            if (weight > other || (weight === other && at < lower)) {
              expect(counts[at]!).toBeGreaterThanOrEqual(counts[lower]!);
            }
          });
        });
      }),
    );
  });
});

describe('the load split', () => {
  it('gives each agent to exactly one active broker, pinned ones to the broker that they prefer', () => {
    fc.assert(
      fc.property(anyFarmOfOneSite({ agents: 40 }), ({ farm, site }) => {
        const split = splitLoad(farm, site);
        const takenBy = new Map<string, string>();
        for (const { server, state, agents, pinned, automatic } of split.brokers) {
          expect(agents).toBe(pinned.length + automatic.length);
          if (state !== 'active') expect(agents, server).toBe(0);
          for (const name of [...pinned, ...automatic]) {
            expect(takenBy.has(name), `${name} is taken twice`).toBe(false);
            takenBy.set(name, server);
          }
        }
        expect(takenBy.size).toBe(site.agents.length);
        for (const agent of site.agents) {
          const preferred = effectivePreference(site, agent);
          if (preferred !== null) expect(takenBy.get(agent.name)).toBe(preferred.server);
          const ignored = agent.preferredBroker !== null && preferred === null;
          expect(split.preferenceIgnored.includes(agent.name)).toBe(ignored);
        }
      }),
    );
  });

  it('keeps the file order: who comes later among the automatic ones is never on a broker of higher priority', () => {
    fc.assert(
      fc.property(anyFarmOfOneSite({ agents: 40 }), ({ farm, site }) => {
        const inOrder = splitLoad(farm, site).brokers.flatMap((broker) => broker.automatic);
        const taken = new Set(inOrder);
        expect(inOrder).toEqual(
          site.agents.map((agent) => agent.name).filter((name) => taken.has(name)),
        );
      }),
    );
  });

  it('adds up to 100 percent, nominal and, where there are agents, effective', () => {
    fc.assert(
      fc.property(anyFarmOfOneSite({ agents: 40 }), ({ farm, site }) => {
        const { brokers } = splitLoad(farm, site);
        // Each share is rounded to two decimals.
        const slack = brokers.length * 0.005 + 1e-9;
        expect(
          Math.abs(total(brokers.map((broker) => broker.nominalShare)) - 100),
        ).toBeLessThanOrEqual(slack);
        const effective = total(brokers.map((broker) => broker.effectiveShare));
        expect(Math.abs(effective - (site.agents.length === 0 ? 0 : 100))).toBeLessThanOrEqual(
          slack,
        );
      }),
    );
  });

  it('without the primary gives each agent to a secondary, the automatic ones equally (A3)', () => {
    fc.assert(
      fc.property(anyFarmOfOneSite({ agents: 40 }), ({ farm, site }) => {
        const serving = activeBrokers(site).slice(1);
        fc.pre(serving.length > 0);
        const shares = splitOver(serving, site.agents, farm.rasVersion, false);
        const counts = shares.map((share) => share.automatic.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(total(shares.map((share) => share.pinned.length + share.automatic.length))).toBe(
          site.agents.length,
        );
      }),
    );
  });

  it('has a weight for every broker in every version, and always a broker that takes the agents', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rasVersions),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        (version, brokers, primary) => {
          const given = loadWeights(version, brokers, primary);
          expect(given).toHaveLength(brokers);
          expect(total(given)).toBeGreaterThan(0);
          expect(new Set(given.slice(1)).size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
