import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFarms } from '../../src/domain/diff/compare.js';
import { describeEdit } from '../../src/domain/diff/changes.js';
import type { Change } from '../../src/domain/diff/object-changes.js';
import { setBroker } from '../../src/domain/edits/brokers.js';
import { isIp } from '../../src/domain/model/address.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingKey } from '../../src/domain/readiness/fingerprint.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { anyEdit, type TriedEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

/** What holds for the comparison of any two farms. */

const today = '2026-11-20';

/** A farm, and the same after some edits or another one altogether. */
const twoFarms = fc.oneof(
  fc.tuple(anyFarm(), anyFarm()),
  // The same sites, judged by other settings.
  fc
    .tuple(anyFarm(), anyFarm())
    .map(([farm, { rules }]): [Farm, Farm] => [farm, { ...farm, rules, suppressions: [] }]),
  fc
    .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 6 }))
    .map(([farm, edits]): [Farm, Farm] => [farm, edits.reduce(tried, farm)]),
);

function tried(farm: Farm, edit: TriedEdit): Farm {
  try {
    return edit.try(farm).farm;
  } catch (error) {
    if (error instanceof Refusal) return farm;
    throw error;
  }
}

describe('the comparison of two farms', () => {
  it('is empty for a farm and its copy', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const diff = compareFarms(farm, structuredClone(farm), today);
        expect(diff).toMatchObject({ verdict: 'same', changes: [], sites: [], renames: [] });
        expect(diff).toMatchObject({ regressions: [], rules: [], suppressions: [], hidden: [] });
        expect(diff.findings).toEqual({ gained: [], resolved: [], changed: [] });
        expect(diff.counts.unchanged).toBe(farm.sites.length);
      }),
    );
  });

  it('is the mirror of the comparison the other way round', () => {
    const seen = { renames: 0, sites: 0, gained: 0, hidden: 0, changes: 0 };
    fc.assert(
      fc.property(twoFarms, ([one, other]) => {
        const there = compareFarms(one, other, today);
        const back = compareFarms(other, one, today);
        expect(back.counts).toEqual({
          ...there.counts,
          added: there.counts.removed,
          removed: there.counts.added,
        });
        expect(sorted(there.renames.map(({ kind, from, to }) => [kind, from, to]))).toEqual(
          sorted(back.renames.map(({ kind, from, to }) => [kind, to, from])),
        );
        const figures = (diff: typeof there, first: 'before' | 'after', last: 'before' | 'after') =>
          sorted(
            diff.sites
              .filter(({ isNew }) => !isNew)
              .map(({ active, majority, tolerance, load }) =>
                [active, majority, tolerance, load].map((one) => [one[first], one[last]]),
              ),
          );
        expect(figures(there, 'before', 'after')).toEqual(figures(back, 'after', 'before'));
        expect(keysOf(there.findings.gained)).toEqual(keysOf(back.findings.resolved));
        expect(keysOf(there.findings.resolved)).toEqual(keysOf(back.findings.gained));
        expect(keysOf(there.hidden)).toEqual(keysOf(back.revealed));
        expect(sorted(there.changes.map(contentOf))).toEqual(
          sorted(back.changes.map(mirrored).map(contentOf)),
        );
        seen.renames += there.renames.length;
        seen.sites += there.sites.length;
        seen.gained += there.findings.gained.length;
        seen.hidden += there.hidden.length;
        seen.changes += there.changes.length;
      }),
      { numRuns: 300 },
    );
    // A property that never met a case proves nothing about it.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  }, 60_000);

  it('that an edit made agrees with the report of the edit', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFarm(), anyEdit, (farm, edit) => {
        const after = tried(farm, edit);
        const report = describeEdit(farm, after, [], today);
        const diff = compareFarms(farm, after, today);
        // An edit knows what it renamed; a comparison takes brokers at two addresses for two.
        if (edit.verb === 'set-broker') return;
        compared += report.changes.length;
        expect(diff.changes).toEqual(report.changes);
        expect(diff.findings).toEqual(report.findings);
        for (const site of diff.sites) {
          expect(site).toMatchObject(report.sites.find((one) => one.site === site.site) ?? {});
        }
      }),
    );
    expect(compared).toBeGreaterThan(0);
  });
});

describe('a renamed broker', () => {
  it('changes nothing but names', () => {
    let renamed = 0;
    fc.assert(
      fc.property(anyFarm({ gateways: 0 }), fc.nat(), (farm, pick) => {
        // What a name itself is reported for, a new name resolves.
        const ofNames = ['RAS903', 'RAS904'];
        fc.pre(!findingsOf(farm, { today }).some(({ rule }) => ofNames.includes(rule)));
        // A server that is called by its address loses the address with the name.
        fc.pre(!farm.sites.some(({ brokers }) => brokers.some(({ server }) => isIp(server))));
        const after = renameOneOfEachSite(farm, pick);
        const diff = compareFarms(farm, after, today);
        expect(diff.renames).toHaveLength(farm.sites.length);
        expect(diff).toMatchObject({ verdict: 'neutral', regressions: [], hidden: [] });
        expect(diff.findings).toMatchObject({ gained: [], resolved: [] });
        for (const site of diff.sites) {
          expect(site.active.before).toBe(site.active.after);
          expect(site.tolerance.before).toEqual(site.tolerance.after);
          expect(site).toMatchObject({ agentsMoved: [], providersMoved: [], processesMoved: [] });
          renamed += 1;
        }
      }),
    );
    expect(renamed).toBeGreaterThan(0);
  });
});

function renameOneOfEachSite(farm: Farm, pick: number): Farm {
  return farm.sites.reduce((now, { name, brokers }, at) => {
    const site = now.sites.find((one) => one.name === name);
    const server = brokers[pick % brokers.length]?.server;
    if (site === undefined || server === undefined) throw new Error(`site ${name} has no broker`);
    return setBroker(now, site, server, { server: `zz-renamed-${at}.example` }).farm;
  }, farm);
}

function keysOf(findings: readonly Finding[]): unknown[] {
  return sorted(findings.map(findingKey));
}

function mirrored(change: Change): Change {
  const kind = { added: 'removed', removed: 'added', changed: 'changed', moved: 'moved' } as const;
  return { ...change, kind: kind[change.kind], before: change.after, after: change.before };
}

/** A change without the names by which it is called: a renamed object is called by its name before. */
function contentOf({ kind, object, property, before, after }: Change): unknown[] {
  return [kind, object, property, before, after];
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).toSorted();
}
