import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureRequest } from '../../src/domain/capture/index.js';
import { captureScript } from '../../src/render/powershell/capture-script.js';
import { toFarm } from '../../src/store/farm/convert.js';
import { sameName } from '../../src/domain/model/same-name.js';
import { hostileText } from './hostile-text.js';
import { newPlayed, type PlayedFarm, playedFarm, readPlayed } from './played-farm.js';
import { needsPwsh, pwsh, quotedPath, type Ran, runPowerShell, slow } from './run.js';

/** The capture script in a real PowerShell, against the played farm. */

interface Bundle {
  format: string;
  capturedAt: string;
  server: string | null;
  parameters: Record<string, string[] | null>;
  results: {
    cmdlet: string;
    arguments: Record<string, unknown>;
    error: { kind: string; message: string } | null;
    objects: unknown[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'farm-capture-'));
const script = join(folder, 'capture.ps1');
beforeAll(() => {
  writeFileSync(script, captureScript(captureRequest({ farmVersion: '0.1.0', pseudonyms: false })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const farm = playedFarm(
  toFarm({
    formatVersion: 1,
    name: 'Acme',
    rasVersion: 20,
    sites: [
      {
        name: 'Berlin',
        brokers: [
          { server: 'CB1', ip: '10.1.1.1', alternativeIps: ['10.1.2.1', '2001:db8::1'] },
          { server: 'cb2.acme.local', enabled: false },
          { server: 'CB3', standby: true, description: 'It\'s "the third" — \\ $(x)\n`y' },
        ],
        gateways: [{ server: 'GW1', mode: 'forwarding' }],
        agents: [{ name: 'RDS1' }, { name: 'RDS2', preferredBroker: 'CB3' }],
        providers: [{ name: 'vc1', type: 'VMwarevCenter', preferredBroker: 'CB1' }],
      },
      { name: 'Rome', licensing: false, brokers: [{ server: 'CB9' }] },
    ],
  }),
);

let count = 0;

/** Runs the script against a fresh farm, with further parameters. */
async function capture(
  more: { variant?: string; farm?: PlayedFarm; flags?: string; password?: string } = {},
): Promise<Ran & { file: string; state: string; bundle: () => Bundle }> {
  count += 1;
  const own = mkdtempSync(join(folder, 'run-'));
  const state = join(own, 'state.json');
  const file = join(own, 'out.json');
  newPlayed(state, more.farm ?? farm);
  const { variant = '', password = '', flags = '' } = more;
  const ran = await runPowerShell(
    `& ${quotedPath(script)} -Server CB1 -Credential $credential -Path ${quotedPath(file)} ${flags}`,
    { state, variant, password },
  );
  return { ...ran, file, state, bundle: () => JSON.parse(readFileSync(file, 'utf8')) as Bundle };
}

const agentStates = { OK: 0, Disconnected: -1 };
const enums: Record<string, Record<string, number>> = {
  AgentState: agentStates,
  GWMode: { Normal: 0, Forwarding: 1 },
  Mode: { Normal: 0, Forwarding: 1 },
  Type: { VMwarevCenter: 15 },
};

/** The rows of a kind in one site, as the bundle has them: this is a second way to write what the module reports. */
function reported(rows: readonly Record<string, unknown>[], site: number): unknown[] {
  return rows
    .filter(({ SiteId }) => SiteId === site)
    .map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, value]) => {
            const number = enums[name]?.[String(value)];
            return [name, number === undefined ? value : { enum: value, number }];
          }),
      ),
    );
}

/** A farm whose every text is dangerous, and has a mark by which it is found. */
function hostileFarm(): PlayedFarm {
  const texts = fc.sample(hostileText, 200).map((text, at) => `${text}Zq${at}`);
  const next = () => texts.pop() ?? 'Zq';
  const brokers = farm.brokers.map((row) => ({
    ...row,
    Server: row.Server === 'CB1' ? 'CB1' : next(),
    Description: next(),
    IP: `77.1.1.${row.Id}`,
    AlternativeIPs: `77.1.2.${row.Id};77.1.1.${row.Id}`,
    Nested: { Server: next(), Names: [next(), 'CB1', { Deep: next(), Flag: true }] },
  }));
  const named = <R extends { Server: string }>(rows: readonly R[]) =>
    rows.map((row) => ({ ...row, Server: next(), Unknown: next() }));
  return {
    ...farm,
    settings: { Name: next(), LicensingServer: 'cb1', AdminEmail: `${next()}@acme.example` },
    sites: farm.sites.map((site) => ({ ...site, Name: next() })),
    brokers,
    gateways: named(farm.gateways),
    rdsHosts: named(farm.rdsHosts),
    providers: named(farm.providers).map((row) => ({ ...row, Name: next(), VDIAgent: 'CB1' })),
  };
}

/** What is left of a value when every text in it that pseudonyms may replace is taken out. */
function withoutTexts(value: unknown, property = ''): unknown {
  if (typeof value === 'string') return ['enum', 'cmdlet', 'kind'].includes(property) ? value : '';
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutTexts(item, key)]),
  );
}

const objectsOf = ({ results }: Bundle, cmdlet: string) =>
  results.filter((result) => result.cmdlet === cmdlet).map(({ objects }) => objects);

describe.skipIf(pwsh === null)(`farm capture${needsPwsh}`, { timeout: slow }, () => {
  it.each([
    ['', 'Get-RASBroker', 'Get-RASGateway', 'Get-RASRDSHost', 'Get-RASProvider', 'Get-RASSite'],
    ['old-names-18', 'Get-RASPA', 'Get-RASGW', 'Get-RASRDS', 'Get-RASProvider', 'Get-RASSite'],
    ['old-names-17', 'Get-PA', 'Get-GW', 'Get-RDS', 'Get-VDIHost', 'Get-Site'],
  ])(
    'every object with every property, per site (%s)',
    async (variant, brokers, gateways, hosts, providers, sites) => {
      const { bundle, out, state } = await capture({ variant });
      const read = bundle();
      expect(out).toMatch(/^Wrote .*out\.json: \d+ objects\.\n$/u);
      expect(objectsOf(read, brokers)).toEqual([1, 2].map((id) => reported(farm.brokers, id)));
      const modes = farm.gateways.map(({ Mode, ...row }) =>
        variant === '' ? { ...row, Mode } : { ...row, GWMode: Mode },
      );
      expect(objectsOf(read, gateways)).toEqual([1, 2].map((id) => reported(modes, id)));
      expect(objectsOf(read, hosts)).toEqual([1, 2].map((id) => reported(farm.rdsHosts, id)));
      expect(objectsOf(read, providers)).toEqual([1, 2].map((id) => reported(farm.providers, id)));
      expect(objectsOf(read, sites)).toHaveLength(1);
      expect(objectsOf(read, sites)[0]).toHaveLength(2);
      expect(objectsOf(read, 'Get-RASVersion')).toEqual([['20.0.25000']]);
      expect(read.server).toBe('CB1');
      // Only what reads was run, and the session was closed.
      const { log, farm: after } = readPlayed(state);
      expect(log.at(0)).toBe('New-RASSession -Password *** -Server CB1 -Username ACME\\admin');
      expect(log.at(-1)).toBe('Remove-RASSession');
      expect(log.slice(1, -1).filter((call) => !call.startsWith('Get-'))).toEqual([]);
      expect(after).toEqual(farm);
    },
  );

  it('asks the module which parameters it has, also of cmdlets that write', async () => {
    const variant = 'standby-parameter,remove-broker';
    const { parameters } = (await capture({ variant })).bundle();
    expect(parameters['Set-RASBroker']).toEqual(['Enabled', 'Server', 'Standby']);
    expect(parameters['Remove-RASBroker']).toEqual(['Server']);
    expect(parameters['Set-RASGateway']).toBeNull();
    expect(parameters['Invoke-RASApply']).toEqual(['FullSync']);
  });

  it('writes the same bytes whatever ConvertTo-Json prints, but for the time', async () => {
    const timeless = ({ file }: { file: string }) =>
      readFileSync(file, 'utf8').replace(/"capturedAt": "[^"]*"/u, '');
    const [plain, old] = [await capture(), await capture({ variant: 'json-5.1' })];
    expect(timeless(old)).toBe(timeless(plain));
    expect(readFileSync(plain.file).subarray(0, 1).toString()).toBe('{');
    expect(plain.bundle().capturedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/u);
  });

  it('says which cmdlets are missing or refused, and reads on', async () => {
    const variant = 'missing:Get-RASProviderStatus,refuse:Get-RASAgent,fail:Get-RASGateway:2';
    const { status, err, out, bundle } = await capture({ variant });
    expect(status).toBe(2);
    const text = `${out}${err}`;
    expect(text).toContain('The module RASAdmin 20.0.1 has no Get-RASProviderStatus.');
    expect(text).toContain('Get-RASAgent: Access denied: your account may not do this.');
    expect(text).toContain('Get-RASGateway: The RAS server could not complete Get-RASGateway.');
    // A name that is only a guess may be missing.
    expect(text).not.toContain('Get-RASGatewayDefaultSettings');
    const failed = bundle().results.filter(({ error }) => error !== null);
    expect(failed.map(({ cmdlet, error }) => `${cmdlet} ${error?.kind}`)).toEqual([
      'Get-RASAgent failed',
      'Get-RASAgent failed',
      'Get-RASGateway failed',
      'Get-RASGatewayDefaultSettings missing',
      'Get-RASRDSDefaultSettings missing',
      'Get-RASProviderStatus missing',
    ]);
    expect(objectsOf(bundle(), 'Get-RASRDSHost')).toHaveLength(2);
  });

  it('calls a cmdlet once per object where it needs to know which', async () => {
    const { bundle } = await capture({ variant: 'status-by-id' });
    const calls = bundle().results.filter(({ cmdlet }) => cmdlet === 'Get-RASBrokerStatus');
    expect(calls.map((call) => call.arguments)).toEqual([
      { Id: 1 },
      { Id: 2 },
      { Id: 3 },
      { Id: 4 },
    ]);
    expect(calls.flatMap(({ objects }) => objects)).toHaveLength(4);
  });

  it('gives a cmdlet the type All where it needs a type', async () => {
    const { bundle, status } = await capture({ variant: 'agents-by-type' });
    const calls = bundle().results.filter(({ cmdlet }) => cmdlet === 'Get-RASAgent');
    expect(calls.map((call) => call.arguments)).toEqual([
      { ServerType: 'All', SiteId: 1 },
      { ServerType: 'All', SiteId: 2 },
    ]);
    expect(calls.map(({ objects }) => objects.length)).toEqual([7, 1]);
    expect(status).toBe(0);
  });

  it('says what is missing where the session is lost on the way', async () => {
    const { bundle, status, out } = await capture({ variant: 'session-drops:Get-RASGateway:1' });
    expect(status).toBe(2);
    expect(out).toContain('WARNING: Get-RASRDSHost: No session');
    expect(objectsOf(bundle(), 'Get-RASBroker').map((rows) => rows.length)).toEqual([3, 1]);
    const { results } = bundle();
    const lost = results.slice(results.findIndex(({ cmdlet }) => cmdlet === 'Get-RASGateway'));
    expect(lost.filter(({ error }) => error === null)).toEqual([]);
  });

  it('writes nothing where no session can be opened', async () => {
    const { status, err, file } = await capture({ password: 'another' });
    expect(status).toBe(1);
    expect(err).toContain('No session could be opened: Logon failed');
    expect(existsSync(file)).toBe(false);
  });

  it('never replaces a file without -Force, and leaves nothing where it fails', async () => {
    const first = await capture();
    const before = readFileSync(first.file, 'utf8');
    const again = (flags: string, variant = '') =>
      runPowerShell(
        `& ${quotedPath(script)} -Server CB1 -Credential $credential -Path ${quotedPath(first.file)} ${flags}`,
        { state: first.state, variant },
      );
    const refused = await again('');
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('exists. Specify another file, or -Force to replace it.');
    expect(readFileSync(first.file, 'utf8')).toBe(before);
    expect((await again('-Force', 'missing:Remove-RASSession')).status).toBe(0);
    const replaced = readFileSync(first.file, 'utf8');
    expect(replaced).not.toBe(before);
    // The table of pseudonyms can't be written: the name of its temporary file is too long.
    const table = quotedPath(join(folder, 'x'.repeat(250)));
    const failed = await again(`-Force -Pseudonyms -PseudonymTable ${table}`);
    expect(failed.status).toBe(1);
    expect(failed.err).toContain('No capture was written.');
    expect(readFileSync(first.file, 'utf8')).toBe(replaced);
    expect(readPlayed(first.state).log.at(-1)).toBe('Remove-RASSession');
    expect(readdirSync(join(first.file, '..')).toSorted()).toEqual(['out.json', 'state.json']);
  });

  it('finds a folder that is missing before anything is read', async () => {
    const { state } = await capture();
    const { log } = readPlayed(state);
    const path = quotedPath(join(folder, 'missing', 'out.json'));
    const { status, err } = await runPowerShell(
      `& ${quotedPath(script)} -Server CB1 -Credential $credential -Path ${path}`,
      { state },
    );
    expect(status).toBe(1);
    expect(err).toMatch(/Error: The folder .*missing does not exist\./u);
    expect(readPlayed(state).log).toEqual(log);
  });

  it('says once what fails alike for each site', async () => {
    const { out, status } = await capture({ variant: 'refuse:Get-RASRDSHost' });
    expect(status).toBe(2);
    expect(out.match(/WARNING: Get-RASRDSHost:/gu)).toHaveLength(1);
  });

  it('with pseudonyms, nothing real is in the file, and all else is as without', async () => {
    const [real, table] = [hostileFarm(), join(folder, 'table.csv')];
    const variant = 'refuse:Get-RASProviderStatus';
    const plain = await capture({ farm: real, variant });
    const flags = `-Pseudonyms -PseudonymTable ${quotedPath(table)}`;
    const hidden = await capture({ farm: real, variant, flags });
    expect([plain.status, hidden.status]).toEqual([2, 2]);
    expect(readFileSync(plain.file, 'utf8')).toMatch(/Zq/u);
    const text = readFileSync(hidden.file, 'utf8');
    expect(text).not.toMatch(/zq|acme|carla|dieter|"CB1"|77\.1\./iu);
    expect(withoutTexts(hidden.bundle().results)).toEqual(withoutTexts(plain.bundle().results));
    // The same name has the same pseudonym: what is equal among the real texts is equal among the others.
    const names = (bundle: Bundle) => {
      const servers = bundle.results.flatMap(({ objects }) =>
        objects.map((row) => String((row as Record<string, unknown>)['Server'])),
      );
      return servers.map((name) =>
        servers.findIndex((other) => sameName(other.trim(), name.trim())),
      );
    };
    expect(names(hidden.bundle())).toEqual(names(plain.bundle()));
    expect(readFileSync(table, 'utf8')).toMatch(/^pseudonym,real\n"host-1","CB1"\n/u);
  });

  it('asks for the server where none is given, and says where a module is missing', async () => {
    const state = join(folder, 'asked.json');
    newPlayed(state, farm);
    const file = join(folder, 'asked.out.json');
    const ran = await runPowerShell(
      `& ${quotedPath(script)} -Credential $credential -Path ${quotedPath(file)}`,
      { state },
      (output) => (output.endsWith('(Enter for this computer): ') ? '' : undefined),
    );
    expect(ran.err).toBe('');
    expect((JSON.parse(readFileSync(file, 'utf8')) as Bundle).server).toBeNull();
    const without = await runPowerShell(
      `& ${quotedPath(script)} -ModulePath nowhere -Server '' -Credential $credential -Path ${quotedPath(`${file}.2`)}`,
      { state },
    );
    expect(without.err).toContain('There is no RAS PowerShell module here (nowhere)');
    expect(without.status).toBe(1);
  });
});
