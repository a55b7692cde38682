import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printed } from '../suggest/printed.js';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { addAgents } from '../../src/domain/edits/agents.js';
import { explain } from '../../src/domain/explain/explain.js';
import type { Farm } from '../../src/domain/model/farm.js';
import type { RasVersion } from '../../src/domain/facts/ras-versions.js';
import { loadOf } from '../../src/domain/load/load-answer.js';
import { loadWeights, percent } from '../../src/domain/load/load.js';
import { loadPlanned } from '../../src/domain/load/planned.js';
import { planningTable } from '../../src/domain/prove/planning.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { renderEdit } from '../../src/render/edit.js';
import { renderLoad } from '../../src/render/load.js';
import { createTheme } from '../../src/render/theme.js';
import { renderPlanning } from '../../src/render/planning.js';
import { describePlanning } from '../../src/render/planning-words.js';
import { describeSimulation } from '../../src/render/simulate-words.js';
import { renderSimulation } from '../../src/render/simulate.js';
import { farmOf, onlySite } from '../prove/farms.js';

/**
 * A share is rounded in one place, to at most two decimals: every answer shows the same share the same way. The rounding is
 * written a second time here, in whole numbers.
 */

const today = '2026-11-20';
const theme = await createTheme({ stream: {}, env: {}, noColour: true });

/** Half up in hundredths of a percent, without a fraction anywhere. */
function exact(part: number, whole: number): string {
  if (whole === 0) return '0%';
  const hundredths = Number((2n * BigInt(part) * 10_000n + BigInt(whole)) / (2n * BigInt(whole)));
  const rest = hundredths % 100;
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/u, '')}`;
  return `${Math.floor(hundredths / 100)}${decimals}%`;
}

function percentagesIn(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?%/gu) ?? [];
}

interface Sized {
  farm: Farm;
  agents: number;
  active: number;
}

/** One site with so many active brokers and agents, of which the first few prefer the last broker. */
const anyLoad: fc.Arbitrary<Sized> = fc
  .record({
    active: fc.integer({ min: 1, max: 8 }),
    agents: fc.integer({ min: 1, max: 70 }),
    pinned: fc.integer({ min: 0, max: 20 }),
    rasVersion: fc.constantFrom<RasVersion>(20, 21),
  })
  .map(({ active, agents, pinned, rasVersion }) => {
    const farm = farmOf(active, 1);
    const names = Array.from({ length: agents }, (_, at) => ({
      name: `rds${at + 1}`,
      kind: 'rds-host' as const,
      failureDomains: {},
      preferredBroker: at < pinned ? `cb${active}` : null,
    }));
    const sites = [{ ...onlySite(farm), agents: names }];
    return { farm: { ...farm, rasVersion, sites }, agents, active };
  });

/** The text with brokers of the same share, `cb[2-7] 0 each (0%)`, one by one. */
function unfolded(text: string): string {
  return text.replaceAll(
    /cb\[(\d+)-(\d+)\] (\d+) each (\([^)]*\))/gu,
    (_, first, last, taken, share) =>
      Array.from(
        { length: last - first + 1 },
        (_one, at) => `cb${Number(first) + at} ${taken} ${share}`,
      ).join(', '),
  );
}

describe('a share', () => {
  it('is rounded half up to two decimals, for any numbers', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (one, other) => {
        const [part, whole] = [Math.min(one, other), Math.max(one, other)];
        expect(`${percent(part, whole)}%`).toBe(exact(part, whole));
      }),
      { numRuns: 5000 },
    );
    expect([percent(5, 14), percent(1, 3), percent(1, 16), percent(201, 20_000)]).toEqual([
      35.71, 33.33, 6.25, 1.01,
    ]);
  });

  it('is the same in load, in the answer of an edit, in simulate and in a finding', () => {
    let found = 0;
    fc.assert(
      fc.property(anyLoad, ({ farm, agents, active }) => {
        const site = onlySite(farm);
        const [split] = loadOf(farm).sites;
        const brokers = split?.brokers ?? [];
        const weights = loadWeights(farm.rasVersion, active);
        const sum = weights.reduce((total, weight) => total + weight, 0);
        const loadText = renderLoad(loadOf(farm), theme, { verbose: true });
        const more = { names: ['more'], kind: 'rds-host', preferredBroker: null } as const;
        const { farm: after, notes } = addAgents(farm, site, more);
        const edit = describeEdit(farm, after, notes, today);
        const saved = { ...edit, notes: [], noteFacts: edit.notes, dryRun: false, saved: true };
        const editText = unfolded(renderEdit(printed(saved), theme).replaceAll(/\s+/gu, ' '));
        brokers.forEach(({ server, agents: taken, nominalShare, effectiveShare }, at) => {
          const nominal = exact(weights[at] ?? 0, sum);
          const effective = exact(taken, agents);
          expect([`${nominalShare}%`, `${effectiveShare}%`]).toEqual([nominal, effective]);
          const row = loadText.split('\n').find((line) => line.startsWith(`${server} `)) ?? '';
          expect(percentagesIn(row)).toEqual([nominal, effective]);
          expect(editText).toContain(`${server} ${taken} (${effective})`);
        });
        const asked = { groups: [], events: null, require: [] };
        const outcome = simulate(farm, site, { ...asked, down: [`cb${active}`] });
        const shares = new Set(Array.from({ length: agents + 1 }, (_, at) => exact(at, agents)));
        const outcomes = percentagesIn(
          renderSimulation(printed(describeSimulation(outcome)), theme, { verbose: true }),
        );
        expect(outcomes.filter((one) => !shares.has(one))).toEqual([]);
        expect(outcomes.length).toBeGreaterThan(0);
        for (const finding of findingsOf(farm, { today }).filter((one) => one.rule === 'RAS301')) {
          const of = brokers.find(({ server }) => server === finding.target.name);
          const output = [`${of?.effectiveShare}%`, `${of?.nominalShare}%`];
          expect(percentagesIn(finding.message)).toEqual(output);
          expect(finding.observed).toBe(output[0]);
          found += 1;
        }
      }),
    );
    expect(found).toBeGreaterThan(0);
  });

  it('is the same in the planning table, in explain and in a planned load', () => {
    for (const version of [20, 21] as const) {
      const rows = describePlanning(planningTable(version));
      const planned = rows.sites.map(({ active }) => loadPlanned(version, active, 0).sites[0]);
      const nominal = planned.map((split) => split?.brokers.map((one) => `${one.nominalShare}%`));
      const text = renderPlanning(rows, theme)
        .split('\n')
        .slice(1, rows.sites.length + 1);
      text.forEach((row, at) => {
        expect(percentagesIn(row)).toEqual([...new Set(nominal[at])]);
      });
    }
    const explained = percentagesIn(JSON.stringify(explain('load-split')));
    expect(explained).toContain('33.33%');
    expect(explained).not.toContain('33.3%');
  });

  it('sums up to all agents, and to 100 percent but for the rounding', () => {
    fc.assert(
      fc.property(anyLoad, ({ farm, agents }) => {
        const brokers = loadOf(farm).sites[0]?.brokers ?? [];
        const sum = (of: (broker: (typeof brokers)[number]) => number): number =>
          brokers.reduce((total, broker) => total + of(broker), 0);
        expect(sum((one) => one.agents)).toBe(agents);
        const most = 0.005 * brokers.length + 1e-9;
        expect(Math.abs(sum((one) => one.nominalShare) - 100)).toBeLessThanOrEqual(most);
        expect(Math.abs(sum((one) => one.effectiveShare) - 100)).toBeLessThanOrEqual(most);
      }),
    );
  });
});
