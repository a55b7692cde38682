import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { expandNames } from '../../src/domain/model/names.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import type { SetsProof, SiteProof } from '../../src/domain/prove/prove-types.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { simulate, type Simulation } from '../../src/domain/simulate/simulate.js';
import { createTheme } from '../../src/render/theme.js';
import { renderMaintenance } from '../../src/render/maintenance.js';
import { describeMaintenance } from '../../src/render/maintenance-words.js';
import { renderProof } from '../../src/render/prove.js';
import { describeSimulation } from '../../src/render/simulate-words.js';
import { renderSimulation } from '../../src/render/simulate.js';
import { printed } from '../suggest/printed.js';
import { activeNames, lossOfSet, standbyNames } from './brute-force.js';
import { anyFarm, farmOf, onlySite } from './farms.js';

/** What the answers of prove and maintenance say, and what their commands do when they are pasted. */

const theme = await createTheme({ stream: {}, env: {}, noColour: true });

describe('a counterexample of prove', () => {
  it('shows how many active brokers are down, and which standbys', () => {
    const seen = { withStandbys: 0, without: 0 };
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const proof = prove(farm);
        const text = renderProof(printed(proveFarm(farm, { failures: 1, splits: false })), theme, {
          verbose: true,
        });
        const standbys = standbyNames(site);
        expect(proof.withoutStandbys.standbysDown).toEqual(standbys);
        expect(proof.withStandbys?.standbysDown ?? []).toEqual([]);
        // Lines are broken at 80 columns.
        const output = text.replaceAll(/\s+/gu, ' ');
        for (const { size } of proof.withoutStandbys.smallest) {
          if (size === null) continue;
          if (standbys.length > 0) expect(output).toContain(`${size} active down, with cb`);
          else expect(output).toContain(`: ${size} down; `);
          seen[standbys.length > 0 ? 'withStandbys' : 'without'] += 1;
        }
        const figures = output.matchAll(/active down, with ([^;]*), the standby(s?);/gu);
        for (const [, names = '', plural] of figures) {
          expect(expandNames(names)).toEqual(standbys);
          expect(plural).toBe(standbys.length === 1 ? '' : 's');
        }
      }),
    );
    expect(Math.min(seen.withStandbys, seen.without)).toBeGreaterThan(0);
  });

  it('loses in simulate what brute force says, with the brokers of its command', () => {
    fc.assert(
      fc.property(anyFarm, (farm) => {
        const site = onlySite(farm);
        const { withoutStandbys, withStandbys } = prove(farm);
        for (const [proof, counted] of [
          [withoutStandbys, false],
          [withStandbys, true],
        ] as const) {
          for (const { service, providers, shown } of proof?.smallest ?? []) {
            for (const { down, command } of shown) {
              const named = brokersOf(printed(command));
              expect(named.toSorted()).toEqual(
                [...down, ...(proof?.standbysDown ?? [])].toSorted(),
              );
              const forced = lossOfSet(site, down, counted);
              const lost = {
                sessions: forced.sessions,
                primary: forced.primary,
                providers: providers.every((name) => forced.providers.includes(name)),
              }[service];
              expect(lost).toBe(true);
              const { after } = played(farm, named);
              expect(after.sessions).toBe(!forced.sessions);
              expect(after.primaries.length).toBe(forced.primary ? 0 : 1);
              const abandoned = after.providers.filter((one) => one.servedBy === null);
              expect(abandoned.map((one) => one.provider)).toEqual(forced.providers);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('thirty brokers', () => {
  const farm = farmOf(24, 3, 6);
  const servers = [...activeNames(onlySite(farm)), ...standbyNames(onlySite(farm))];

  it('are ranges in the text of prove and maintenance, and of simulate', () => {
    const texts = [
      renderProof(printed(proveFarm(farm, { failures: 1, splits: false })), theme, {
        verbose: true,
      }),
      renderMaintenance(
        printed(describeMaintenance(maintenanceOf(farm, { keepTolerance: 0 }))),
        theme,
        { verbose: false },
      ),
      renderMaintenance(
        printed(describeMaintenance(maintenanceOf(farm, { keepTolerance: 40 }))),
        theme,
        { verbose: true },
      ),
    ];
    for (const text of texts) {
      expect(text).toMatch(/cb\[\d+-\d+\]/u);
      expect(mostInARow(text)).toBeLessThanOrEqual(4);
    }
    const run = renderSimulation(
      printed(describeSimulation(played(farm, servers.slice(0, 20)))),
      theme,
      { verbose: true },
    );
    expect(run).toContain("--down 'cb[1-20]'");
    expect(mostInARow(run)).toBeLessThanOrEqual(4);
  });

  it('are ranges in commands, which mean the same brokers', () => {
    const [plan] = maintenanceOf(farm, { keepTolerance: 0, together: true }).sites;
    for (const { brokers, command } of plan?.groups ?? []) {
      expect(brokersOf(printed(command))).toEqual(brokers);
    }
    expect(plan?.groups.map((one) => printed(one.command))).toContain(
      "farm simulate --down 'cb[14-30]'",
    );
    expect(brokersOf(printed(played(farm, servers).replay))).toEqual(servers);
  });
});

function prove(farm: Farm): SiteProof & { withStandbys: SetsProof | null } {
  const [proof] = proveFarm(farm, { failures: 1, splits: false }).sites;
  if (proof === undefined) throw new Error('no proof');
  return proof;
}

function played(farm: Farm, down: readonly string[]): Simulation {
  return simulate(farm, onlySite(farm), { down, groups: [], events: null, require: [] });
}

/** The brokers that a command takes down, as farm reads them. */
function brokersOf(command: string): string[] {
  const [, quoted, plain] = /--down (?:'([^']*)'|(\S+))/u.exec(command) ?? [];
  return expandNames(quoted ?? plain ?? '');
}

/** The most consecutive brokers that are written out one by one. */
function mostInARow(text: string): number {
  let most = 1;
  for (const [list] of text.matchAll(/cb\d+(?:,\s*cb\d+)+/gu)) {
    const numbers = list.split(',').map((name) => Number(name.trim().slice(2)));
    let row = 1;
    numbers.forEach((number, at) => {
      row = number === (numbers[at - 1] ?? 0) + 1 ? row + 1 : 1;
      most = Math.max(most, row);
    });
  }
  return most;
}
