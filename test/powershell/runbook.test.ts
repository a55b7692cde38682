import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { afterSteps, plannedChanges } from '../runbook/twelve-changes.js';
import { comparable, playedFarm, readPlayed } from './played-farm.js';
import { needsPwsh, pwsh } from './run.js';
import { RunbookRun } from './run-runbook.js';

/** Runbooks in a real PowerShell, against the played farm. */

const folder = mkdtempSync(join(tmpdir(), 'farm-runbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(pwsh === null)(`a runbook without a capture${needsPwsh}`, () => {
  it.each(plannedChanges)('makes: $name', { timeout: 60_000 }, async (change) => {
    const run = new RunbookRun(change, folder);
    const { status, out, err } = await run.run({ play: { newVersion: '21.0.26000' } });
    expect({ status, err, out: status === 0 ? '' : out }).toEqual({ status: 0, err: '', out: '' });
    expect(comparable(readPlayed(run.state).farm)).toEqual(
      comparable(playedFarm(afterSteps(change))),
    );
  });
});
