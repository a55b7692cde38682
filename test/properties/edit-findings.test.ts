import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { anyEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

/**
 * The findings of an edit, against two full runs of `check`: every finding of the farm, in any site. The
 * comparison is written a second time here, on lists of names.
 */

const today = '2026-11-20';

describe('the findings of an edit', () => {
  it('are the difference of two full checks, in any site', () => {
    const seen = { gained: 0, resolved: 0, changed: 0, elsewhere: 0, farmFile: 0, renamed: 0 };
    fc.assert(
      fc.property(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let farm = partlySuppressed(start);
        for (const edit of edits) {
          const after = tried(edit, farm);
          if (after === null) continue;
          const { sites, findings } = describeEdit(farm, after, [], today);
          const renames = renamesBetween(farm, after, edit.verb);
          const had = openFindings(farm);
          const has = openFindings(after);
          const hadNames = had.map((finding) => identityOf(finding, renames));
          const hasNames = has.map((one) => identityOf(one));
          expect(findings.gained.map((one) => identityOf(one))).toEqual(
            without(hasNames, hadNames),
          );
          expect(findings.resolved.map((one) => identityOf(one, renames)).toSorted()).toEqual(
            without(hadNames, hasNames).toSorted(),
          );
          for (const { before, after: now } of findings.changed) {
            expect(identityOf(before, renames)).toBe(identityOf(now));
            expect(textOf(before)).not.toBe(textOf(now));
          }
          // What is in neither list was there before, and is unchanged unless an object was renamed.
          if (renames.length === 0) {
            const changed = findings.changed.map((one) => one.after);
            const reported = new Set(
              [...findings.gained, ...changed].map((one) => identityOf(one)),
            );
            const texts = new Set(had.map((one) => `${identityOf(one)} ${textOf(one)}`));
            for (const finding of has.filter((one) => !reported.has(identityOf(one)))) {
              expect(texts).toContain(`${identityOf(finding)} ${textOf(finding)}`);
            }
          } else seen.renamed += 1;
          const all = [...findings.gained, ...findings.resolved];
          const touched = new Set(sites.map(({ site }) => site));
          seen.gained += findings.gained.length;
          seen.resolved += findings.resolved.length;
          seen.changed += findings.changed.length;
          seen.elsewhere += all.filter(({ site }) => site !== null && !touched.has(site)).length;
          seen.farmFile += all.filter(({ site }) => site === null).length;
          farm = after;
        }
      }),
      { numRuns: 300 },
    );
    // A property that never met a case proves nothing about it.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  }, 60_000);
});

function tried(edit: { try(farm: Farm): { farm: Farm } }, farm: Farm): Farm | null {
  try {
    return edit.try(farm).farm;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The farm with every other finding accepted, so that an edit can leave a suppression without its finding. */
function partlySuppressed(farm: Farm): Farm {
  const accepted = openFindings(farm).filter(({ site }, at) => site !== null && at % 2 === 0);
  const suppressions = accepted.map(({ rule, site, target: { kind, name } }) => ({
    rule,
    target: kind === 'site' ? name : `${site}/${kind}/${name}`,
    reason: 'known',
    expires: null,
  }));
  return { ...farm, suppressions: [...farm.suppressions, ...suppressions] };
}

function openFindings(farm: Farm): Finding[] {
  return findingsOf(farm, { today }).filter(({ suppressed }) => suppressed === null);
}

/** What an edit called by another name: a site, or a broker of a site. */
interface Renamed {
  site: string;
  broker: string | null;
  to: string;
}

/** Rule, site, object and part of it, in small letters and in the names after the edit; `|` is in no name. */
function identityOf(
  { rule, site, target, path }: Finding,
  renamed: readonly Renamed[] = [],
): string {
  const part = path.slice(path.findLastIndex((step) => typeof step === 'number') + 1);
  const { kind, name } = target;
  // A suppression is named by its rule and target: "RAS104 on Berlin/broker/CB1".
  const [first, place = ''] = name.split(' on ');
  const [home = '', ...object] = place.split('/');
  const words =
    kind === 'suppression'
      ? [first, siteNow(home, renamed), ...placeNow(home, object, renamed)]
      : kind === 'site'
        ? [siteNow(name, renamed)]
        : placeNow(site ?? '', [kind, name], renamed);
  const all = [rule, kind, siteNow(site ?? '', renamed), ...words, ...part];
  return all.join('|').toLowerCase();
}

function siteNow(site: string, renamed: readonly Renamed[]): string {
  return renamed.find((one) => one.broker === null && same(one.site, site))?.to ?? site;
}

function placeNow(site: string, [kind = '', name = '']: string[], renamed: readonly Renamed[]) {
  const found = renamed.find(
    (one) => one.broker !== null && same(one.site, site) && same(one.broker, name),
  );
  return [kind, kind === 'broker' ? (found?.to ?? name) : name];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function textOf({ severity, observed, required, message }: Finding): string {
  return JSON.stringify([severity, observed, required, message]);
}

/** The first list without the entries of the second, each as often as it is in there. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** Two edits give another name, each to one object, which keeps its place. */
function renamesBetween(before: Farm, after: Farm, verb: string): Renamed[] {
  return before.sites.flatMap((site, at): Renamed[] => {
    const now = after.sites[at];
    if (verb === 'rename-site' && now?.name !== site.name) {
      return [{ site: site.name, broker: null, to: now?.name ?? '' }];
    }
    if (verb !== 'set-broker') return [];
    return site.brokers.flatMap(({ server }, place) => {
      const to = now?.brokers[place]?.server ?? '';
      return same(server, to) ? [] : [{ site: site.name, broker: server, to }];
    });
  });
}
