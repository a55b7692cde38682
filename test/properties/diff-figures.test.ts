import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFarms, type FarmDiff, type SiteDiff } from '../../src/domain/diff/compare.js';
import type { Broker, Farm, Site } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { figuresShown } from '../../src/render/diff-figures.js';
import { printed } from '../suggest/printed.js';
import { anyEdit, type TriedEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

/** The figures of two farms side by side, against a plain count of each farm by itself. */

const today = '2026-11-20';

/** A farm, and the same after some edits or another one altogether. */
const twoFarms = fc.oneof(
  fc.tuple(anyFarm(), anyFarm()),
  fc
    .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 6 }))
    .map(([farm, edits]): [Farm, Farm] => [farm, edits.reduce(tried, farm)]),
  // Edited, and judged by other settings: what these hide is not resolved.
  fc
    .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 3 }), anyFarm())
    .map(([farm, edits, { rules }]): [Farm, Farm] => [
      farm,
      { ...edits.reduce(tried, farm), rules, suppressions: [] },
    ]),
);

function tried(farm: Farm, edit: TriedEdit): Farm {
  try {
    return edit.try(farm).farm;
  } catch (error) {
    if (error instanceof Refusal) return farm;
    throw error;
  }
}

/** What the figures say, counted without the program. */
function counted(farm: Farm, site: Site) {
  const stateOf = ({ enabled, standby }: Broker) =>
    !enabled ? 'disabled' : standby ? 'standby' : 'active';
  const brokers = { active: 0, standby: 0, disabled: 0 };
  for (const broker of site.brokers) brokers[stateOf(broker)] += 1;
  const findings = { error: 0, warning: 0, info: 0, suppressed: 0 };
  for (const one of findingsOf(farm, { today })) {
    if (one.site === site.name) findings[one.suppressed ? 'suppressed' : one.severity] += 1;
  }
  return {
    primary: site.brokers[0]?.server,
    brokers,
    vdiArmed: site.providers.length === 0 ? null : brokers.active >= 3,
    agents: site.agents.length,
    gateways: site.gateways.length,
    providers: site.providers.length,
    findings,
  };
}

/** Of each compared site, the site that it was; by the renames that the comparison names. */
function formerSite(diff: FarmDiff, before: Farm, name: string): Site | undefined {
  const rename = diff.renames.find(({ kind, to }) => kind === 'site' && to === name);
  return before.sites.find(
    (one) => one.name.toLowerCase() === (rename?.from ?? name).toLowerCase(),
  );
}

describe('the figures of a site', () => {
  it('are those of each farm by itself', () => {
    let compared = 0;
    fc.assert(
      fc.property(twoFarms, ([before, after]) => {
        const diff = compareFarms(before, after, today);
        for (const { site, isNew, figures, load } of diff.sites) {
          const now = after.sites.find((one) => one.name === site);
          if (now === undefined) throw new Error(`no site ${site}`);
          expect(figures.after).toMatchObject(counted(after, now));
          const shares = load.after.brokers.map(({ effectiveShare }) => effectiveShare);
          const largest = now.agents.length === 0 ? null : shares.toSorted((a, b) => b - a)[0];
          expect(figures.after.largestShare).toBe(largest);
          expect(figures.before === null).toBe(isNew);
          const was = formerSite(diff, before, site);
          if (isNew || was === undefined) continue;
          expect(figures.before).toMatchObject(counted(before, was));
          compared += 1;
        }
      }),
    );
    expect(compared).toBeGreaterThan(0);
  });

  it('are judged as the farm is, and the same way round', () => {
    const seen = { better: 0, worse: 0, mixed: 0, neutral: 0, vdi: 0, hidden: 0 };
    fc.assert(
      fc.property(twoFarms, ([one, other]) => {
        const there = compareFarms(one, other, today);
        for (const site of there.sites) {
          expect(site.verdict).toBe(judged(there, site));
          seen[site.verdict] += 1;
          seen.hidden += site.findings.lost.filter((lost) => there.hidden.includes(lost)).length;
          // Who loses high availability for VDI loses tolerance.
          for (const how of ['better', 'worse'] as const) {
            if (!site[how].includes('vdi')) continue;
            expect(site[how]).toContain('tolerance');
            seen.vdi += 1;
          }
          if (/worse|mixed/u.test(site.verdict)) expect(there.verdict).toMatch(/worse|mixed/u);
          if (/better|mixed/u.test(site.verdict)) expect(there.verdict).toMatch(/better|mixed/u);
        }
        const back = compareFarms(other, one, today);
        for (const site of there.sites) {
          const mirror = back.sites.find((same) => same.site === site.site);
          if (mirror === undefined || site.isNew || mirror.isNew) continue;
          const unjudged = (figures: readonly string[]) =>
            figures.filter((of) => of !== 'findings');
          expect(unjudged(mirror.better)).toEqual(unjudged(site.worse));
          expect(unjudged(mirror.worse)).toEqual(unjudged(site.better));
        }
      }),
      { numRuns: 300 },
    );
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  }, 60_000);
});

/** The verdict of one site, from what the answer says of its tolerance and findings. */
function judged({ regressions, hidden }: FarmDiff, site: SiteDiff): string {
  const { before, after } = site.tolerance;
  const steps = site.isNew
    ? []
    : [after.withoutStandbys - before.withoutStandbys, after.withStandbys - before.withStandbys];
  const isWorse =
    steps.some((step) => step < 0) ||
    regressions.some((one) => 'finding' in one && one.finding.site === site.site);
  const isBetter =
    steps.some((step) => step > 0) ||
    site.findings.lost.some((one) => one.severity !== 'info' && !hidden.includes(one));
  if (isWorse) return isBetter ? 'mixed' : 'worse';
  return isBetter ? 'better' : 'neutral';
}

describe('the table of a site', () => {
  it('marks every figure that differs, and the agents in it are all agents', () => {
    let rows = 0;
    fc.assert(
      fc.property(twoFarms, ([before, after]) => {
        const diff = printed(compareFarms(before, after, today));
        for (const site of diff.sites) {
          const shown = figuresShown(site, { sites: [site], renames: diff.renames });
          for (const row of shown.filter(({ figure }) => figure !== 'only here')) {
            const judgedOnly = ['better', 'worse', 'mixed'].includes(row.change);
            const isRename = row.figure === 'primary';
            if (row.old === row.new && !judgedOnly) expect(row.change).toBe('');
            if (row.old !== row.new && !site.isNew && !isRename) expect(row.change).not.toBe('');
            rows += 1;
          }
          // With several sites, rows without a mark and with the same figures are left out, and no others.
          const some = figuresShown(site, { sites: [site, site], renames: diff.renames });
          const left = shown.filter((row) => !some.some(({ figure }) => figure === row.figure));
          expect(left.filter((row) => row.change !== '' || row.old !== row.new)).toEqual([]);
          expect(some.length + left.length).toBe(shown.length);
          // A table without a difference is not shown.
          if (some.length === 0) {
            expect(shown).toEqual([]);
            continue;
          }
          expect(new Set(loadsOf(shown, 'new'))).toEqual(
            new Set(
              site.load.after.brokers
                .filter(({ state }) => state === 'active' && site.load.after.agents > 0)
                .map(({ agents }) => agents),
            ),
          );
        }
      }),
    );
    expect(rows).toBeGreaterThan(0);
  });
});

function loadsOf(rows: ReturnType<typeof figuresShown>, side: 'old' | 'new'): number[] {
  return rows.flatMap((row) => {
    const [, agents] = /^(\d+) \(/u.exec(row.figure.startsWith('on ') ? row[side] : '') ?? [];
    return agents === undefined ? [] : [Number(agents)];
  });
}
