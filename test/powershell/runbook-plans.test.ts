import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { captureRequest, importCapture } from '../../src/domain/capture/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { captureScript } from '../../src/render/powershell/capture-script.js';
import { captureOfText } from '../../src/store/capture/read-captures.js';
import { afterSteps, plannedChanges } from '../runbook/twelve-changes.js';
import { casesOf } from '../runs.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell } from './run.js';
import { RunbookRun } from './run-runbook.js';

/** From plan to farm and back: the runbook of a plan is run, the farm is captured and imported, and the rollback is run. */

const folder = mkdtempSync(join(tmpdir(), 'farm-runbook-plans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scriptFile = join(folder, 'capture.ps1');
writeFileSync(
  scriptFile,
  captureScript(captureRequest({ farmVersion: '0.1.0', pseudonyms: false })),
);

/** The model of the farm that the state file holds, captured by the script and laid over a model. */
async function imported(state: string, over: Farm): Promise<{ farm: Farm; text: string }> {
  const file = `${state}.ras-capture.json`;
  const { out, err } = await runPowerShell(
    `& ${quotedPath(scriptFile)} -Server '' -Credential $credential -Path ${quotedPath(file)} -Force`,
    { state },
  );
  expect(err, out).toBe('');
  const text = readFileSync(file, 'utf8');
  return { farm: importCapture(captureOfText(text, 'capture'), over).farm, text };
}

const stepsBetween = (from: Farm, to: Farm) => planFarms(from, to).steps.map(({ edit }) => edit);

describe.skipIf(pwsh === null)(`the runbook of a plan${needsPwsh}`, () => {
  it.each(casesOf(plannedChanges))(
    'leads there, and back: $name',
    { timeout: 90_000 },
    async (change) => {
      const { from, name } = change;
      const to = afterSteps(change);
      const there = new RunbookRun({ name, from, steps: stepsBetween(from, to) }, folder);
      const first = await there.run({ play: { newVersion: '21.0.26000' } });
      expect(first.status, first.out).toBe(0);
      // What no capture holds, such as auto-promotion, is laid over from the model; the version is the farm's own.
      const after = await imported(there.state, to);
      expect(stepsBetween({ ...after.farm, rasVersion: to.rasVersion }, to)).toEqual([]);
      const back = there.followedBy({ name, from: to, steps: stepsBetween(to, from) });
      const second = await back.run();
      expect(second.status, second.out).toBe(0);
      const again = await imported(back.state, from);
      expect(stepsBetween({ ...again.farm, rasVersion: from.rasVersion }, from)).toEqual([]);
    },
  );
});
