import { runbookOf } from '../../src/domain/runbook/index.js';
import { moduleThatCanDoMore } from '../runbook/modules.js';
import { plannedChanges } from '../runbook/twelve-changes.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssumptionId, assumptions } from '../../src/domain/facts/assumptions.js';
import { dependentCommands } from '../../src/domain/explain/topics.table.js';
import { loadPlanned } from '../../src/domain/load/planned.js';
import { loadOf } from '../../src/domain/load/load-answer.js';
import { whyShares } from '../../src/domain/load/why.js';
import { adviseFarm, advisePreferences } from '../../src/domain/advise/index.js';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { portsOf } from '../../src/domain/ports/ports.js';
import { planningTable } from '../../src/domain/prove/planning.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { rolesOf } from '../../src/domain/roles/roles.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { anyFarmOfOneSite } from '../properties/arbitrary.js';
import { anyFailures, anySituation } from '../simulate/any-events.js';

/** `farm explain A4` lists the answers that depend on the assumption; compared here with what they print. */

const runs = { numRuns: 200 };

/** An edit, a figure of status, and the order of the list depend on assumptions without printing them. */
const silent = ['broker promote', 'provider add', 'gateway add', 'broker list', 'status'];

describe('the answers that explain lists for an assumption', () => {
  it('are exactly those that print it', () => {
    const printed = new Map<string, Set<AssumptionId>>();
    const ask = (command: string, answer: object): void => {
      const ids = printed.get(command) ?? new Set();
      for (const id of assumptionsIn(answer)) ids.add(id);
      printed.set(command, ids);
    };
    const farms = anyFarmOfOneSite({ brokers: 7, agents: 6, providers: 3 });
    const asked = farms.chain(({ farm, site }) =>
      fc.tuple(fc.constant({ farm, site }), anySituation(site), anyFailures(site)),
    );
    fc.assert(
      fc.property(asked, ([{ farm, site }, situation, events]) => {
        ask('roles', rolesOf(farm));
        ask('load', loadOf(farm));
        ask('ports', portsOf(farm));
        ask('maintenance', maintenanceOf(farm, { keepTolerance: 0 }));
        ask(
          'advise --why',
          whyShares(farm, [{ site, names: site.brokers.slice(-1).map(({ server }) => server) }]),
        );
        ask('advise --preferred-brokers', advisePreferences(farm));
        ask('prove', proveFarm(farm, { failures: 2, splits: true }));
        const { down, groups } = situation;
        if (down.length + groups.length > 0) {
          ask('simulate', simulate(farm, site, { down, groups, events: null, require: [] }));
        }
        if (events.length > 0) {
          ask('simulate', simulate(farm, site, { down: [], groups: [], events, require: [] }));
        }
      }),
      runs,
    );
    // The search takes longer than the rest, and prints the same assumptions for every farm.
    const asked21 = { goals: [], withStandbys: false, most: 1, today: '2026-11-20' };
    ask('advise', adviseFarm(exampleFarm('Example', 21), asked21));
    for (const version of [20, 21] as const) ask('prove --table', planningTable(version));
    for (const version of [20, 21] as const) ask('load', loadPlanned(version, 3, 9));
    const withSites = plannedChanges.filter(({ from }) => from.sites.length > 1);
    for (const change of plannedChanges) {
      ask('plan --runbook', runbookOf({ ...change, module: null }));
    }
    for (const change of withSites) {
      ask('plan --runbook', runbookOf({ ...change, module: moduleThatCanDoMore }));
    }
    // Rare cases are in the scenarios of simulate.
    for (const id of storiesOf('simulate')) printed.get('simulate')?.add(id);

    const ids = Object.keys(assumptions) as AssumptionId[];
    for (const [command, found] of printed) {
      const reported = ids.filter((id) => dependentCommands[id].includes(command));
      expect([...found].toSorted(), command).toEqual(reported.toSorted());
    }
    const named = new Set(Object.values(dependentCommands).flat());
    expect([...printed.keys(), ...silent].toSorted()).toEqual([...named].toSorted());
  });

  it('include an answer or a rule for every assumption', () => {
    const ids = Object.keys(assumptions) as AssumptionId[];
    const idle = ids.filter(
      (id) =>
        dependentCommands[id].length === 0 &&
        !allRules.some((rule) => rule.assumptions.includes(id)),
    );
    expect(idle).toEqual([]);
  });
});

/** The assumptions that the golden scenarios of a folder mention. */
function storiesOf(folder: string): AssumptionId[] {
  const path = join(import.meta.dirname, '../scenarios', folder);
  const texts = readdirSync(path).map((file) => readFileSync(join(path, file), 'utf8'));
  return [...texts.join('\n').matchAll(/^assumed, (A\d+):/gmu)].map(([, id]) => id as AssumptionId);
}

/** Every list of assumptions in a result, at any place. */
function assumptionsIn(value: unknown): AssumptionId[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    key === 'assumptions' ? (part as AssumptionId[]) : assumptionsIn(part),
  );
}
