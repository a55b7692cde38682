import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toFarm } from '../../src/store/farm/convert.js';
import { changeInConsole, comparable, newPlayed, playedFarm, readPlayed } from './played-farm.js';
import { needsPwsh, type Played, pwsh, type Ran, runPowerShell, slow } from './run.js';

/** The played farm itself: what it refuses, and when a change takes effect. Runbooks are only as honest as this. */

const folder = mkdtempSync(join(tmpdir(), 'farm-played-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const farm = toFarm({
  formatVersion: 1,
  name: 'Acme',
  rasVersion: 20,
  sites: [
    {
      name: 'Berlin',
      brokers: [{ server: 'CB1' }, { server: 'CB2' }, { server: 'CB3' }],
      gateways: [{ server: 'GW1' }],
      agents: [{ name: 'RDS1' }, { name: 'RDS2', preferredBroker: 'CB2' }],
      providers: [{ name: 'vc1', type: 'VMwarevCenter', preferredBroker: 'CB1' }],
    },
    { name: 'Rome', licensing: false, brokers: [{ server: 'CB9' }] },
  ],
});

function played(): string {
  count += 1;
  const state = join(folder, `${count}.json`);
  newPlayed(state, playedFarm(farm));
  return state;
}

/** Runs a command line after the module is loaded, which a script of farm does itself. */
function run(command: string, play: Played): Promise<Ran> {
  const name = play.variant === 'old-names-17' ? 'PSAdmin' : 'RASAdmin';
  return runPowerShell(`Import-Module ${name}; ${command}`, play);
}

const brokers = (state: string) =>
  readPlayed(state).farm.brokers.map(
    ({ Server, SiteId, Priority, Enabled, Standby }) =>
      `${SiteId} ${Priority} ${Server}${Enabled ? '' : ' disabled'}${Standby ? ' standby' : ''}`,
  );

describe.skipIf(pwsh === null)(`the played module${needsPwsh}`, { timeout: slow }, () => {
  it('reads nothing without a session', async () => {
    const { status, err } = await run('Get-RASBroker', { state: played() });
    expect(err).toContain('No session');
    expect(status).toBe(1);
  });

  it('changes the farm at Invoke-RASApply, and forgets what was not applied', async () => {
    const state = played();
    const add = 'New-RASSession -Server CB1; New-RASBroker -Server CB4 | Out-Null';
    await run(`${add}; Remove-RASSession`, { state });
    expect(brokers(state)).toEqual(['1 0 CB1', '1 1 CB2', '1 2 CB3', '2 0 CB9']);
    await run(`${add}; Invoke-RASApply`, { state });
    expect(brokers(state)).toEqual(['1 0 CB1', '1 1 CB2', '1 2 CB3', '2 0 CB9', '1 3 CB4 standby']);
  });

  it('promotes on the secondary itself, and is logged out by it', async () => {
    const state = played();
    const promote = 'Invoke-RASBrokerPromoteToPrimary -Id 3 -Email a@b.example';
    const elsewhere = await run(`New-RASSession -Server CB1; ${promote}`, { state });
    expect(elsewhere.err).toContain('Connect to the Connection Broker that is to be promoted');
    const { err } = await run(
      `New-RASSession -Server CB3 -Force; ${promote}; try { Get-RASBroker } catch { 'logged out' }; New-RASSession -Server CB3; Invoke-RASApply`,
      { state },
    );
    expect(err).toBe('');
    expect(brokers(state)).toEqual(['1 1 CB1', '1 2 CB2', '1 0 CB3', '2 0 CB9']);
    expect(readPlayed(state).log).toContain(
      'Invoke-RASBrokerPromoteToPrimary -Email a@b.example -Id 3',
    );
  });

  it('refuses what RAS refuses, and then nothing is changed', async () => {
    const refused = [
      ['Set-RASBroker -Server CB1 -Enabled $false', 'cannot be disabled'],
      ['Set-RASBroker -Server CB1 -Standby $true', 'cannot be in standby'],
      ['Remove-RASBroker -Server CB1', 'cannot be deleted'],
      ['Set-RASBroker -Server CB7 -Enabled $false', 'was not found'],
      ['New-RASBroker -Server cb2', 'already a Connection Broker'],
      ['New-RASSite -Server CB2 -Name Oslo', 'already a Connection Broker'],
      ['New-RASSite -Server CB8 -Name rome', "a site 'rome' already"],
      ['Set-RASRDSHost -Server RDS1 -PreferredBrokerId 4', 'in another site'],
      ['Get-RASBroker -Server CB7', 'was not found'],
    ] as const;
    const state = played();
    const variant = 'standby-parameter,remove-broker,preferred-parameter';
    const each = refused
      .map(([command]) => `try { ${command}; 'done' } catch { $_.Exception.Message }`)
      .join('; ');
    const { out } = await run(`New-RASSession -Server CB1; ${each}; Invoke-RASApply`, {
      state,
      variant,
    });
    const answers = out.trimEnd().split('\n');
    expect(answers).toHaveLength(refused.length);
    for (const [at, [command, reason]] of refused.entries()) {
      expect(answers[at], command).toContain(reason);
    }
    expect(comparable(readPlayed(state).farm)).toEqual(comparable(playedFarm(farm)));
  });

  it('has the parameters of its variant alone', async () => {
    const ask =
      "(Get-Command Set-RASBroker).Parameters.ContainsKey('Standby'); (Get-Command Remove-RASBroker -ErrorAction Ignore).Name";
    const state = played();
    expect((await run(ask, { state })).out).toBe('False\n');
    const variant = 'standby-parameter,remove-broker';
    expect((await run(ask, { state, variant })).out).toBe('True\nRemove-RASBroker\n');
  });

  it.each([
    ['old-names-18', 'Get-RASPA', 'RASAdmin'],
    ['old-names-17', 'Get-PA', 'PSAdmin'],
  ])('%s: the brokers are read with %s', async (variant, cmdlet, module) => {
    const { out } = await run(
      `New-RASSession; (${cmdlet} | ForEach-Object { $_.Server }) -join ' '; (Get-Command ${cmdlet}).ModuleName; (Get-Command Get-RASBroker -ErrorAction Ignore).Name`,
      { state: played(), variant },
    );
    expect(out).toBe(`CB1 CB2 CB3 CB9\n${module}\n`);
  });

  it('fails, refuses and drops the session where its variant says so', async () => {
    const state = played();
    const variant = 'fail:Get-RASSite:2,refuse:Get-RASAgent,session-drops:Get-RASGateway:1';
    const { out } = await run(
      "New-RASSession; foreach ($run in 'Get-RASSite', 'Get-RASSite', 'Get-RASAgent', 'Get-RASGateway', 'Get-RASSite') { try { (& $run | Measure-Object).Count } catch { $_.Exception.Message } }",
      { state, variant },
    );
    expect(out.split('\n')).toEqual([
      '2',
      'The RAS server could not complete Get-RASSite.',
      'Access denied: your account may not do this.',
      'No session: the session to the RAS server does not exist or was closed.',
      'No session: the session to the RAS server does not exist or was closed.',
      '',
    ]);
  });
});

it('what is done in the console keeps ids', () => {
  const state = played();
  const [site, ...others] = farm.sites;
  if (site === undefined) throw new Error('a farm has a site');
  const [first, second, third] = site.brokers;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three');
  const moved = { ...farm, sites: [{ ...site, brokers: [first, third, second] }, ...others] };
  changeInConsole(state, moved);
  const now = readPlayed(state).farm;
  expect(now.brokers.map(({ Id, Server }) => `${Id} ${Server}`)).toEqual([
    '1 CB1',
    '3 CB3',
    '2 CB2',
    '4 CB9',
  ]);
  expect(now.rdsHosts.map(({ PreferredPAId }) => PreferredPAId)).toEqual([0, 2]);
  expect(comparable(now)).toEqual(comparable(playedFarm(moved)));
  expect(comparable(now)).not.toEqual(comparable(playedFarm(farm)));
});
