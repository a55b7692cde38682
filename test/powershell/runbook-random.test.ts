import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { anyFarm } from '../properties/arbitrary.js';
import { moduleThatCanDoMore, variantThatCanDoMore } from '../runbook/modules.js';
import { comparable, playedFarm, readPlayed } from './played-farm.js';
import { needsPwsh, pwsh } from './run.js';
import { RunbookRun } from './run-runbook.js';

/** Runbooks between farms that nobody chose, names included, with a module that can do much and one that can do little. */

const folder = mkdtempSync(join(tmpdir(), 'farm-runbook-random-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the module plays: RD Session Hosts alone of the agents, and no custom Providers. */
function playable(farm: Farm): Farm {
  return {
    ...farm,
    rasVersion: 20,
    sites: farm.sites.map((site) => ({
      ...site,
      agents: site.agents.map((agent) => ({ ...agent, kind: 'rds-host' as const })),
      providers: site.providers.map((one) =>
        one.type === 'Custom' ? { ...one, type: 'HyperV' as const } : one,
      ),
    })),
  };
}

const sizes = { sites: 2, brokers: 4, agents: 5, providers: 2, gateways: 2 };
const stepsBetween = (from: Farm, to: Farm) => planFarms(from, to).steps.map(({ edit }) => edit);

// A site that is renamed gets another id in the played console, and the session would be in a site that is gone.
const pairs = fc
  .sample(fc.tuple(anyFarm(sizes), anyFarm(sizes)), 40)
  .map(([from, to]) => ({ from: playable(from), to: playable(to) }))
  .filter(({ from, to }) => stepsBetween(from, to).every(({ kind }) => kind !== 'rename-site'))
  .slice(0, 4)
  .map((pair, index) => ({ at: index + 1, ...pair }));

describe.skipIf(pwsh === null)(`a runbook between random farms${needsPwsh}`, () => {
  it.each(pairs)('leads there ($at)', { timeout: 120_000 }, async ({ at, from, to }) => {
    const steps = stepsBetween(from, to);
    const canDoMore = at % 2 === 1;
    const module = canDoMore ? moduleThatCanDoMore : null;
    const run = new RunbookRun({ name: 'random', from, steps }, folder, module);
    const { status, out } = await run.run({
      play: { variant: canDoMore ? variantThatCanDoMore : '' },
    });
    expect(status, out).toBe(0);
    expect(comparable(readPlayed(run.state).farm)).toEqual(comparable(playedFarm(to)));
  });
});
