import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isActive, type Farm, type Site, stateOf } from '../../src/domain/model/farm.js';
import { expandNames } from '../../src/domain/model/names.js';
import type { Finding } from '../../src/domain/readiness/finding.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { anyFarm } from '../properties/arbitrary.js';
import { farmOf } from '../prove/farms.js';

/** Findings with one cause: without the cause, each of them is resolved, or is about another number. */

const today = '2026-11-20';

describe('the matter of findings', () => {
  it('is what they depend on: without it each is resolved or changes', () => {
    const seen = { 'too-few-active': 0, 'too-many-active': 0, 'broker-idle': 0 };
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const found = findingsOf(farm, { today });
        for (const site of farm.sites) {
          for (const findings of mattersOf(found, site)) {
            const { matter } = findings[0] ?? {};
            if (matter == null) continue;
            expect(findings.length).toBeGreaterThan(1);
            expect(matter.remedy.length).toBeGreaterThan(0);
            seen[matter.kind] += 1;
            const otherwise = findingsOf(without(farm, site, matter), { today });
            for (const finding of findings) {
              const same = otherwise.find((one) => isSame(one, finding));
              expect(same === undefined || same.observed !== finding.observed).toBe(true);
            }
          }
        }
      }),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('has the remedy that changes the number of active brokers most: it fixes the others, too', () => {
    const [many, few] = [farmOf(8, 0), farmOf(2, 0)].map((farm) => ({
      ...farm,
      rules: { RAS109: { threshold: 3 } },
    }));
    const remediesOf = (farm: Farm | undefined): Record<string, Finding> =>
      Object.fromEntries(findingsOf(farm!, { today }).map((one) => [one.rule, one]));
    const { RAS103, RAS104 } = remediesOf(many);
    expect(RAS103?.matter).toEqual(RAS104?.matter);
    expect(RAS103?.matter?.remedy).toEqual(RAS103?.remedy);
    expect(RAS104?.remedy).not.toEqual(RAS103?.remedy);
    const { RAS102, RAS109 } = remediesOf(few);
    expect(RAS102?.matter).toEqual(RAS109?.matter);
    expect(RAS102?.matter?.remedy).toEqual(RAS109?.remedy);
    expect(RAS109?.remedy).not.toEqual(RAS102?.remedy);
  });

  it('leaves no finding about an idle broker apart where too few are active', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const site of farm.sites) {
          const own = findingsOf(farm, { today }).filter((one) => one.site === site.name);
          const few = own.find(({ matter }) => matter?.kind === 'too-few-active')?.matter;
          if (few?.kind !== 'too-few-active') continue;
          for (const state of ['standby', 'disabled'] as const) {
            const idle = site.brokers.filter((broker) => stateOf(broker) === state);
            const said = few.idle.filter((one) => one.state === state);
            expect(said.flatMap(({ brokers }) => expandNames(brokers))).toEqual(
              idle.map(({ server }) => server),
            );
            expect(said.map(({ count }) => count)).toEqual(idle.length === 0 ? [] : [idle.length]);
          }
          for (const { rule, matter } of own) {
            if (rule === 'RAS106' || rule === 'RAS108') expect(matter).toEqual(few);
          }
        }
      }),
    );
  });
});

function mattersOf(findings: readonly Finding[], site: Site): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings.filter((one) => one.site === site.name && one.matter !== null)) {
    const key = JSON.stringify(finding.matter);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.site === other.site &&
    one.target.kind === other.target.kind &&
    one.target.name === other.target.name
  );
}

/** The farm without the cause: enough active brokers, as few as are right, or these brokers active. */
function without(farm: Farm, site: Site, matter: NonNullable<Finding['matter']>): Farm {
  const idle =
    matter.kind === 'too-few-active'
      ? matter.idle.flatMap(({ brokers }) => expandNames(brokers))
      : matter.kind === 'broker-idle'
        ? [matter.broker]
        : [];
  const [first] = site.brokers;
  let left = 3;
  const changed = site.brokers.map((broker) => {
    if (idle.includes(broker.server)) return { ...broker, enabled: true, standby: false };
    if (matter.kind !== 'too-many-active' || !isActive(broker)) return broker;
    left -= 1;
    return left < 0 ? { ...broker, standby: true } : broker;
  });
  const names = Array.from({ length: 5 }, (_, at) => `added-by-test-${at}`);
  const more =
    matter.kind === 'too-few-active' && first !== undefined
      ? names.map((server) => ({ ...first, server, ip: null, enabled: true, standby: false }))
      : [];
  const brokers = [...changed, ...more];
  return {
    ...farm,
    sites: farm.sites.map((one) => (one === site ? { ...site, brokers } : one)),
  };
}
