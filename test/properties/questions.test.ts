import { printed } from '../suggest/printed.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeBrokers, type Farm, primaryOf } from '../../src/domain/model/farm.js';
import { portsOf } from '../../src/domain/ports/ports.js';
import { findingsOf } from '../../src/domain/readiness/findings.js';
import { findRule } from '../../src/domain/readiness/rules.table.js';
import { type Finding, summarise } from '../../src/domain/readiness/finding.js';
import { runRules, chooseRules } from '../../src/domain/readiness/gate.js';
import { rolesOf, rolesOfBroker } from '../../src/domain/roles/roles.js';
import { brokerProcesses } from '../../src/domain/facts/roles.table.js';
import { severities } from '../../src/domain/model/fields/site-fields.js';
import { statusOf } from '../../src/domain/status/status.js';
import { toleranceOf } from '../../src/domain/model/tolerance.js';
import { frozen } from '../scenarios/harness/checks.js';
import { anyFarm } from './arbitrary.js';

const today = '2026-11-20';

describe('findings', () => {
  it('come for any farm, worst first, and each says where, what and what to do', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const findings = findingsOf(frozen(farm), { today });
        for (const finding of findings) {
          expect(at(farm, finding.path), `${finding.rule} points nowhere`).toBeDefined();
          expect(nameAt(farm, finding)).toBe(finding.target.name);
          expect(finding.message).not.toBe('');
          expect(finding.remedy.length, finding.rule).toBeGreaterThan(0);
          // A name that commands would read as a selection is left to the user.
          for (const fix of printed(finding.remedy)) expect(fix).toMatch(/^(?:farm |change ")/u);
        }
        for (const site of farm.sites) {
          const order = findings
            .filter((finding) => finding.site === site.name)
            .map((finding) => `${severities.indexOf(finding.severity)} ${finding.rule}`);
          expect(order).toEqual(order.toSorted());
        }
      }),
    );
  });

  it('are counted the same everywhere', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const summary = summarise(findingsOf(farm, { today }));
        expect(statusOf(farm, { today }).findings).toEqual(summary);
        const question = { today, site: null, rules: chooseRules([], []) };
        expect(summarise(runRules(farm, question).findings)).toEqual(summary);
      }),
    );
  });
});

describe('roles', () => {
  it('have one broker for each process that only a primary runs, and it is the primary', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        rolesOf(farm).sites.forEach((table, index) => {
          for (const process of brokerProcesses.filter((one) => one.secondary === 'no')) {
            const row = table.processes.find((one) => one.process === process.id)!;
            const running = table.brokers.filter((_, column) => row.runs[column] !== 'no');
            const here = table.licensing || process.primary === 'yes';
            expect(running.map((broker) => broker.server)).toEqual(
              here ? [primaryOf(farm.sites[index]!).server] : [],
            );
          }
        });
      }),
    );
  });

  it('turned round put each process in one list of each broker, and alone on one broker at most', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const site of farm.sites) {
          const alone: string[] = [];
          for (const broker of site.brokers) {
            const carried = rolesOfBroker(site, broker.server);
            const all = [...carried.alone, ...carried.shared, ...carried.optional, ...carried.none];
            expect(all.map((one) => one.process).toSorted()).toEqual(
              brokerProcesses.map((one) => one.id).toSorted(),
            );
            alone.push(...carried.alone.map((one) => one.process));
          }
          expect(new Set(alone).size).toBe(alone.length);
        }
      }),
    );
  });
});

describe('tolerance', () => {
  it('is never negative, never all of the brokers, and standbys never lower it', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const site of farm.sites) {
          const { withoutStandbys, withStandbys } = toleranceOf(site);
          expect(withoutStandbys).toBeGreaterThanOrEqual(0);
          expect(withoutStandbys).toBeLessThan(activeBrokers(site).length);
          expect(withStandbys).toBeGreaterThanOrEqual(withoutStandbys);
          expect(withStandbys).toBeLessThan(site.brokers.length);
        }
      }),
    );
  });
});

describe('ports', () => {
  it('name only hosts of the site, and each row once', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const { rows } = portsOf(farm);
        for (const row of rows) {
          const site = farm.sites.find((one) => one.name === row.site)!;
          const known = new Set([
            ...site.brokers.map((broker) => broker.server),
            ...site.gateways.map((gateway) => gateway.server),
            ...site.agents.map((agent) => agent.name),
          ]);
          for (const { name } of [...row.from.hosts, ...row.to.hosts])
            expect(known).toContain(name);
          expect(row.source.length).toBeGreaterThan(0);
        }
        const keys = rows.map((row) =>
          [row.site, row.port, row.from.component, row.to.component, row.purpose].join('|'),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

/** The value at a path of the farm document. */
function at(farm: Farm, path: Finding['path']): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown>)[key],
    farm,
  );
}

/** The name of the object that a finding's path leads to: a site, an object in it, or a suppression. */
function nameAt(farm: Farm, { path }: Finding): unknown {
  const object = at(farm, path.slice(0, path.length < 4 ? 2 : 4)) as Record<string, string>;
  if (path[0] === 'suppressions') {
    return `${findRule(object['rule'] ?? '')?.id} on ${object['target']}`;
  }
  return object['server'] ?? object['name'];
}
