import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EditStep } from '../../src/domain/edits/index.js';
import { moduleThatCanDoMore, variantThatCanDoMore } from '../runbook/modules.js';
import { afterSteps, type PlannedChange, plannedChanges } from '../runbook/twelve-changes.js';
import { changeInConsole, comparable, playedFarm, readPlayed } from './played-farm.js';
import { casesOf, runsAll } from '../runs.js';
import { needsPwsh, pwsh } from './run.js';
import { RunbookRun } from './run-runbook.js';

/** Runbooks in a real PowerShell, against the played farm. */

const folder = mkdtempSync(join(tmpdir(), 'farm-runbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newVersion = '21.0.26000';
const limit = { timeout: 60_000 };

function changeCalled(part: string): PlannedChange {
  const found = plannedChanges.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no change "${part}"`);
  return found;
}

/** The farm that RAS has, as an administrator sees it. */
const lives = (run: RunbookRun) => comparable(readPlayed(run.state).farm);
const wanted = (change: PlannedChange, count?: number) =>
  comparable(playedFarm(afterSteps(change, count)));

describe.skipIf(pwsh === null)(`a runbook${needsPwsh}`, () => {
  // Those that a plan makes too are in runbook-plans.test.ts.
  it.each([changeCalled('replaced'), changeCalled('five')])(
    'without a capture makes: $name',
    limit,
    async (change) => {
      const run = new RunbookRun(change, folder);
      const { status, out, err } = await run.run({ play: { newVersion } });
      expect({ status, err, out: status === 0 ? '' : out }).toEqual({
        status: 0,
        err: '',
        out: '',
      });
      expect(lives(run)).toEqual(wanted(change));
    },
  );

  it.each(casesOf(plannedChanges))(
    'with a module that can do more makes: $name',
    limit,
    async (change) => {
      const run = new RunbookRun(change, folder, moduleThatCanDoMore);
      const { status, out, err } = await run.run({
        play: { newVersion, variant: variantThatCanDoMore },
      });
      expect({ status, err, out: status === 0 ? '' : out }).toEqual({
        status: 0,
        err: '',
        out: '',
      });
      expect(lives(run)).toEqual(wanted(change));
      // Left for the console: what only it can do, and adding to a site that the session isn't on.
      const byConsole: Record<string, number[]> = {
        'a new site': [2, 3],
        'auto-promotion on': [1],
        'an upgrade': [1],
      };
      expect(run.asked).toEqual(byConsole[change.name] ?? []);
    },
  );

  it('uses the console where the module lacks what its capture had', limit, async () => {
    const change = changeCalled('renamed');
    const run = new RunbookRun(change, folder, moduleThatCanDoMore);
    const { status, out } = await run.run();
    expect(out).toContain('This module has no Set-RASBroker with -Server -NewServer.');
    expect(status).toBe(0);
    expect(run.asked).toEqual([1]);
    expect(lives(run)).toEqual(wanted(change));
  });

  it('does nothing a second time', limit, async () => {
    const change = changeCalled('replaced');
    const run = new RunbookRun(change, folder, moduleThatCanDoMore);
    await run.run({ play: { variant: variantThatCanDoMore } });
    const before = run.changes;
    const { status, out } = await run.run({
      arguments: `-Step ${change.steps.length}`,
      play: { variant: variantThatCanDoMore },
    });
    expect(out).toContain('Already so: deletion of CB1.');
    expect({ status, changes: run.changes }).toEqual({ status: 0, changes: before });
  });

  it('says where the farm is, if a run was interrupted', limit, async () => {
    const change = changeCalled('replaced');
    const run = new RunbookRun(change, folder);
    changeInConsole(run.state, afterSteps(change, 3));
    const { status, out } = await run.run();
    expect(out).toContain('This site looks as the plan expects it before step 4.');
    expect(status).toBe(1);
  });

  it('has nothing to do if the plan has no steps', limit, async () => {
    const run = new RunbookRun({ ...changeCalled('replaced'), steps: [] }, folder);
    for (const given of ['', '-WhatIf']) {
      const { status, out, err } = await run.run({ arguments: given });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain('The plan has no steps: nothing to do.');
    }
    expect(readPlayed(run.state).log).toEqual([]);
  });

  it('changes nothing with -WhatIf, and shows every step', limit, async () => {
    for (const change of ['replaced', 'new site', 'auto-promotion', 'upgrade'].map(changeCalled)) {
      const run = new RunbookRun(change, folder);
      const { status, out, err } = await run.run({ arguments: '-WhatIf' });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(readPlayed(run.state).log).toEqual([]);
      expect(run.asked).toEqual([]);
      expect(out.match(/^Step \d+ of/gm)).toHaveLength(change.steps.length);
      expect(out).toContain('Nothing was changed (-WhatIf).');
    }
  });

  it('shows with -WhatIf what it would read back', limit, async () => {
    const steps: EditStep[] = [
      { kind: 'add-broker', site: 'Berlin', broker: { server: 'CB7' } },
      { kind: 'prefer', site: 'Berlin', object: 'agent', names: ['RDS1'], broker: 'CB2' },
    ];
    const run = new RunbookRun({ ...changeCalled('fourth'), steps }, folder);
    const { out } = await run.run({ arguments: '-WhatIf' });
    expect(out).toContain(
      'would read back: addition of CB7; brokers: CB1, CB2, CB3, CB7 active or',
    );
    expect(out).toContain('would read back: preferred Connection Broker of RDS1; brokers: CB1');
  });
});

describe.skipIf(pwsh === null || !runsAll)(`a runbook that stops${needsPwsh}`, () => {
  it('does so before a step, if the farm is not as expected', limit, async () => {
    const change = changeCalled('third');
    const run = new RunbookRun(change, folder);
    changeInConsole(run.state, afterSteps(changeCalled('replaced'), 1));
    const { status, out } = await run.run();
    expect(status).toBe(1);
    expect(out).toContain('there is a Connection Broker CB9 that the plan does not know');
    expect(out).toContain('run the script again with -Step 1');
    expect(run.changes).toEqual([]);
  });

  it('does so if the order differs, or a property', limit, async () => {
    const change = changeCalled('subnet');
    const moved = [
      { kind: 'broker-action', site: 'Berlin', action: 'promote', broker: 'CB2' },
    ] as const;
    const other = new RunbookRun(change, folder);
    changeInConsole(other.state, afterSteps({ ...change, steps: moved }));
    expect((await other.run()).out).toContain('the order is CB2, CB1, not CB1, CB2');
    const disabled = [
      { kind: 'broker-action', site: 'Berlin', action: 'disable', broker: 'CB2' },
    ] as const;
    const another = new RunbookRun(change, folder);
    changeInConsole(another.state, afterSteps({ ...change, steps: disabled }));
    const { status, out } = await another.run();
    expect(out).toContain("Connection Broker CB2, Enabled is 'False', not 'True'");
    expect(status).toBe(1);
    expect([...other.changes, ...another.changes]).toEqual([]);
  });

  it('does so at a cmdlet that fails, and goes on with -Step', limit, async () => {
    const change = changeCalled('new site');
    const run = new RunbookRun(change, folder);
    const variant = 'fail:New-RASRDSHost:2';
    const first = await run.run({ play: { variant } });
    expect(first.status).toBe(1);
    expect(first.out).toContain('The RAS server could not complete New-RASRDSHost.');
    expect(first.out).toContain('run the script again with -Step 4');
    expect(lives(run)).toEqual(wanted(change, 3));
    const second = await run.run({ arguments: '-Step 4' });
    expect(second.status).toBe(0);
    expect(second.out).not.toContain('Step 3 of');
    expect(lives(run)).toEqual(wanted(change));
  });

  it('does so if the change does not show', limit, async () => {
    const change = changeCalled('renamed');
    const run = new RunbookRun(change, folder);
    const { status, out } = await run.run({ administrator: 'says it is done' });
    expect(status).toBe(1);
    expect(out).toContain('Waiting for the farm (1 of 2)');
    expect(out).toContain('there is no Connection Broker cb2.acme.example');
    expect(lives(run)).toEqual(wanted(change, 0));
  });

  it('does so where the administrator quits, or nobody answers', limit, async () => {
    const change = changeCalled('auto-promotion');
    const quits = new RunbookRun(change, folder);
    const one = await quits.run({ administrator: 'quits' });
    expect(one.out).toContain('Stopped at step 1: You stopped it.');
    const alone = new RunbookRun(change, folder);
    const other = await alone.run({ administrator: 'is away' });
    expect(other.out).toContain('Stopped at step 1: Nobody answered.');
    expect([one.status, other.status]).toEqual([1, 1]);
  });

  it('takes no Enter for what no cmdlet reports', limit, async () => {
    const run = new RunbookRun(changeCalled('auto-promotion'), folder);
    const { status, out } = await run.run({ administrator: 'says it is done' });
    expect(out.match(/No cmdlet reports it/g)?.length).toBeGreaterThan(1);
    expect(status).toBe(1);
  });

  it.each(['-Step 0', '-Step 9'])('does so for %s', limit, async (step) => {
    const run = new RunbookRun(changeCalled('replaced'), folder);
    const { status, out } = await run.run({ arguments: step });
    expect(out).toContain(`-Step goes from 1 to 5, not ${step.slice(6)}. Nothing was started.`);
    expect(out).not.toContain('run the script again');
    expect(status).toBe(1);
    expect(readPlayed(run.state).log).toEqual([]);
  });
});

describe.skipIf(pwsh === null || !runsAll)(`a runbook with another module${needsPwsh}`, () => {
  const promotion = changeCalled('before the primary');

  it('survives a session that is lost at the promotion', limit, async () => {
    const run = new RunbookRun(promotion, folder);
    const { status, out } = await run.run({ play: { variant: 'session-drops' } });
    expect(out).toContain('The promotion reports: The connection to the RAS server was lost.');
    expect(status).toBe(0);
    expect(lives(run)).toEqual(wanted(promotion));
  });

  it.each([
    { call: 3, said: 'The session is opened again', when: 'before a step' },
    { call: 4, said: 'Waiting for the farm', when: 'while it reads back' },
  ])('survives a session that is lost $when', limit, async ({ call, said }) => {
    const change = changeCalled('third');
    const run = new RunbookRun(change, folder);
    const variant = `session-drops:Get-RASBroker:${call}`;
    const { status, out } = await run.run({ play: { variant } });
    expect(out).toContain(said);
    expect(status).toBe(0);
    expect(lives(run)).toEqual(wanted(change));
  });

  it.each(['17', '18'] as const)('has the old names of RAS %s', limit, async (version) => {
    for (const change of [promotion, changeCalled('fourth'), changeCalled('new site')]) {
      const old: PlannedChange = {
        ...change,
        from: { ...change.from, rasVersion: version === '17' ? 17 : 18 },
      };
      const run = new RunbookRun(old, folder);
      const { status, out } = await run.run({ play: { variant: `old-names-${version}` } });
      expect({ status, out: status === 0 ? '' : out }).toEqual({ status: 0, out: '' });
      expect(lives(run)).toEqual(wanted(old));
    }
  });

  it('asks where the module does not report Standby', limit, async () => {
    const change: PlannedChange = { ...changeCalled('replaced') };
    const run = new RunbookRun(change, folder);
    const { status, out } = await run.run({ play: { variant: 'no-standby-property' } });
    expect(out).toContain('This module does not report:');
    expect(out).toContain('Connection Broker CB9, Standby: False');
    expect(status).toBe(0);
    expect(lives(run)).toEqual(wanted(change));
  });

  it.each(['New-RASBroker', 'Invoke-RASBrokerPromoteToPrimary'])(
    'has no %s',
    limit,
    async (name) => {
      const change = changeCalled('replaced');
      const run = new RunbookRun(change, folder);
      const { status } = await run.run({ play: { variant: `missing:${name}` } });
      expect(status).toBe(0);
      expect(run.changes.join()).not.toContain(name);
      expect(lives(run)).toEqual(wanted(change));
    },
  );

  it('stops where the password is refused', limit, async () => {
    const run = new RunbookRun(promotion, folder);
    const { status, out } = await run.run({ play: { password: 'another' } });
    expect(out).toContain('Logon failed');
    expect(status).toBe(1);
  });
});

describe.skipIf(pwsh === null || !runsAll)(`the transcript of a runbook${needsPwsh}`, () => {
  it('is beside the script, tells what was done, and holds no password', limit, async () => {
    const place = mkdtempSync(join(tmpdir(), 'farm-transcript-'));
    const run = new RunbookRun(changeCalled('third'), place);
    await run.run();
    const found = readdirSync(place).filter((name) => name.endsWith('.transcript.txt'));
    expect(found).toHaveLength(1);
    const text = readFileSync(join(place, found[0] ?? ''), 'utf8');
    expect(text).toContain("New-RASBroker -Server 'CB3'");
    // The head has the command line that started the run, which is the tests' own.
    const [, , told = ''] = text.split(/^\*+$/mu);
    expect(told).toContain('Step 1 of 1');
    expect(told).not.toContain('secret');
    const own = join(place, 'own.txt');
    await run.run({ arguments: `-Transcript '${own}'` });
    expect(existsSync(own)).toBe(true);
    rmSync(place, { recursive: true });
  });
});

describe.skipIf(pwsh === null || !runsAll)(`names in a runbook${needsPwsh}`, () => {
  const hostile = `x'; $env:RAS_PLAY_STATE; "$(exit 3)"\u2019 #\u00e9\u{1f600}\`n`;

  it('stay in their strings', limit, async () => {
    const from = changeCalled('second').from;
    const steps: EditStep[] = [
      { kind: 'add-broker', site: 'Berlin', broker: { server: 'CB2', description: hostile } },
      {
        kind: 'add-provider',
        site: 'Berlin',
        provider: { name: hostile, type: 'AVD', failureDomains: {}, preferredBroker: 'CB2' },
      },
      { kind: 'rename-site', site: 'Berlin', to: hostile },
    ];
    const change = { name: 'hostile', from, steps };
    const run = new RunbookRun(change, folder, moduleThatCanDoMore);
    const { status, out, err } = await run.run({ play: { variant: variantThatCanDoMore } });
    expect({ status, err, out: status === 0 ? '' : out }).toEqual({ status: 0, err: '', out: '' });
    expect(lives(run)).toEqual(wanted(change));
  });
});
