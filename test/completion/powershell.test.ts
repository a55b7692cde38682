import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asTyped } from '../../src/domain/model/names/literal.js';
import { powershellCompletion } from '../../src/render/completion/powershell.js';
import { problemsOf } from '../powershell/grammar.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell, slow } from '../powershell/run.js';
import { farmOf, hostileNames, validFarm } from './hostile.js';
import { Desk } from './shell.js';

describe('the script for PowerShell', () => {
  it('is one of Windows PowerShell 5.1', () => {
    expect(problemsOf(powershellCompletion)).toEqual([]);
  });
});

/** Completes lines in a real PowerShell, and runs what comes of each. */
async function tab(
  desk: Desk,
  lines: readonly string[],
): Promise<{ ran: string[]; texts: string[] }[]> {
  const script = `
    $env:PATH = ${quotedPath(desk.env['PATH'] ?? '')}
    $env:XDG_STATE_HOME = ${quotedPath(join(desk.env['HOME'] ?? '', '.local', 'state'))}
    Set-Location ${quotedPath(desk.work)}
    farm completion powershell | Out-String | Invoke-Expression
    foreach ($line in (ConvertFrom-Json $env:FARM_TEST_LINES)) {
      $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
      $texts = @($found.CompletionMatches | ForEach-Object { $_.CompletionText })
      $whole = $line
      if ($texts.Count -gt 0) { $whole = $line.Remove($found.ReplacementIndex, $found.ReplacementLength).Insert($found.ReplacementIndex, $texts[0]) }
      Invoke-Expression $whole
      [Console]::Out.WriteLine((ConvertTo-Json -Compress @{ texts = $texts; ran = [Convert]::ToBase64String([IO.File]::ReadAllBytes(${quotedPath(desk.log)})) }))
    }`;
  process.env['FARM_TEST_LINES'] = JSON.stringify(lines);
  onTestFinished(() => {
    delete process.env['FARM_TEST_LINES'];
  });
  const { out, err } = await runPowerShell(script, { state: '' });
  const answers = out.split('\n').filter((line) => line.startsWith('{'));
  if (answers.length !== lines.length) throw new Error(`${out}\n${err}`);
  return answers.map((answer) => {
    const { texts, ran } = JSON.parse(answer) as { texts: string[]; ran: string };
    const words = Buffer.from(ran, 'base64').toString('utf8').split('\0').slice(0, -1);
    return { texts, ran: words };
  });
}

describe.skipIf(pwsh === null)(`PowerShell completes${needsPwsh}`, () => {
  it(
    'commands, flags, values, lists and files',
    async () => {
      const desk = new Desk(farmOf(['CB-1', 'CB 2', 'CB-3'], ['Berlin', 'Frankfurt am Main']));
      desk.write('valid.json', JSON.stringify(validFarm));
      desk.farm('set', '--name', 'A', '--file', 'valid.json');
      onTestFinished(() => desk.close());
      const answers = await tab(desk, [
        'farm agent delete --file valid.json RDS1,zo',
        'farm broker disable --file valid.json rack=',
        'farm provider delete --file valid.json vc',
        'farm diff valid.json@',
        'farm restore --file valid.json ',
        'farm advise --file valid.json --goal domain=',
        'farm broker sh',
        'farm check --fail-',
        'farm check --fail-on warn',
        'farm status --site=Fra',
        'farm status --site fra',
        "farm broker show --site 'Frankfurt am Main' F",
        'farm simulate --down CB-1,CB-',
        "farm simulate --down 'CB-1,CB ",
        'farm status --file fa',
        'farm broker show unknown',
      ]);
      expect(answers.map(({ ran }) => ran)).toEqual([
        ['agent', 'delete', '--file', 'valid.json', 'RDS1,zone=z1'],
        ['broker', 'disable', '--file', 'valid.json', 'rack=r?1??touch?ran'],
        ['provider', 'delete', '--file', 'valid.json', 'vc[[]1-5[]] [*]'],
        ['diff', 'valid.json@0'],
        ['restore', '--file', 'valid.json', '1'],
        ['advise', '--file', 'valid.json', '--goal', 'domain=rack'],
        ['broker', 'show'],
        ['check', '--fail-on'],
        ['check', '--fail-on', 'warning'],
        ['status', '--site=Frankfurt am Main'],
        ['status', '--site', 'Frankfurt am Main'],
        ['broker', 'show', '--site', 'Frankfurt am Main', 'Frankfurt am Main-CB-1'],
        ['simulate', '--down', 'CB-1,CB-3'],
        ['simulate', '--down', 'CB-1,CB 2'],
        ['status', '--file', './farm.json'],
        ['broker', 'show', 'unknown'],
      ]);
    },
    slow,
  );

  it(
    'hostile names, which it then passes unchanged, and runs nothing in them',
    async () => {
      const desk = new Desk(farmOf(hostileNames));
      onTestFinished(() => desk.close());
      // Each quote for a third of the names: a run of PowerShell takes long.
      const lines = hostileNames.map(
        (name, at) => `farm broker show ${['', "'", '"'][at % 3]}${name.slice(0, 2)}`,
      );
      const answers = await tab(desk, lines);
      expect(answers.map(({ ran }) => ran)).toEqual(
        hostileNames.map((name) => ['broker', 'show', asTyped(name)]),
      );
      expect(readdirSync(desk.work)).toEqual(['farm.json']);
    },
    slow,
  );
});
