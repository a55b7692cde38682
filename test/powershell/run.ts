import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs scripts in a real PowerShell 7 against the played module. Where there is none, the tests that need it are skipped.
 *
 * A variant is how the played module differs from the evidence; several are separated by commas:
 *
 * - `standby-parameter`: Set-RASBroker has -Standby
 * - `broker-properties`: Set-RASBroker has -IP, -AlternativeIPs, -Description and -NewServer
 * - `preferred-parameter`: Set-RASRDSHost, -Provider and -Gateway have -PreferredBrokerId; Set-RASGateway exists
 * - `remove-broker`: Remove-RASBroker exists
 * - `no-standby-property`: Get-RASBroker doesn't report Standby
 * - `old-names-18`, `old-names-17`: the names of the older modules; 17 is the module PSAdmin
 * - `missing:CMDLET`: the module lacks it
 * - `refuse:CMDLET`: the account may not run it
 * - `fail:CMDLET:N`: the Nth call fails
 * - `session-drops:CMDLET:N`: the session is lost at the Nth call; `session-drops`: at the promotion, which reports an error
 * - `status-by-id`: Get-RASBrokerStatus needs -Id or -Server
 * - `agents-by-type`: Get-RASAgent needs -ServerType
 * - `json-5.1`: ConvertTo-Json prints as Windows PowerShell 5.1 does
 */

/** The PowerShell 7 to test with, null where there is none. */
export const pwsh: string | null = findPwsh();

/** The reason that vitest shows where tests of real scripts are skipped. */
export const needsPwsh =
  pwsh === null ? ' (skipped: no PowerShell 7; set FARM_TEST_PWSH or install pwsh)' : '';

function findPwsh(): string | null {
  const name = process.env['FARM_TEST_PWSH'] ?? 'pwsh';
  const { status } = spawnSync(name, ['-NoProfile', '-NonInteractive', '-Command', 'exit 0']);
  return status === 0 ? name : null;
}

/** Time for a test that starts PowerShell a few times, in milliseconds: a busy machine needs long for each start. */
export const slow = 180_000;

/** Environment of a process with the played module. */
export interface Played {
  /** The file that keeps the played farm (`newPlayed`). */
  state: string;
  variant?: string;
  /** The password that New-RASSession accepts; without it any. */
  password?: string;
  /** The version that Update-RASAgent installs. */
  newVersion?: string;
  /** What is typed where the promotion asks for a password (default: `secret`); empty if a person is to be asked. */
  types?: string;
}

/** What a run of PowerShell printed. */
export interface Ran {
  status: number | null;
  out: string;
  err: string;
}

/** The environment in which PowerShell finds the played module and nothing of the machine. */
function playing({
  state,
  variant = '',
  password = '',
  newVersion = '',
  types = 'secret',
}: Played) {
  const folder = variant.split(',').includes('old-names-17') ? 'modules-17' : 'modules';
  return {
    ...process.env,
    PSModulePath: join(import.meta.dirname, folder),
    RAS_PLAY_STATE: state,
    RAS_PLAY_VARIANT: variant,
    RAS_PLAY_PASSWORD: password,
    RAS_PLAY_NEW_VERSION: newVersion,
    RAS_PLAY_TYPES: types,
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    NO_COLOR: '1',
  };
}

/** How a person answers a run: called with all output so far whenever there is more; a string is typed, with Enter. */
export type Answering = (output: string) => string | undefined;

/**
 * Runs a command line of PowerShell, such as `& 'script.ps1' -Server CB1`, against the played module. `credential` in it
 * is `$credential`, a user name with the password `secret`.
 */
export async function runPowerShell(
  command: string,
  played: Played,
  answering?: Answering,
): Promise<Ran> {
  if (pwsh === null) throw new Error('no PowerShell: this test should have been skipped');
  const prelude = `$ErrorActionPreference = 'Stop'; $credential = New-Object System.Management.Automation.PSCredential 'ACME\\admin', (ConvertTo-SecureString 'secret' -AsPlainText -Force); $global:LASTEXITCODE = 0`;
  const whole = `${prelude}; ${command}; exit $LASTEXITCODE`;
  const child = spawn(pwsh, ['-NoProfile', '-Command', whole], { env: playing(played) });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    const answer = answering?.(out);
    if (answer !== undefined) child.stdin.write(`${answer}\n`);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => undefined);
  // Nobody answers: a question ends the run instead of waiting for ever.
  if (answering === undefined) child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
}

/** A text as PowerShell quotes it, for paths of the tests' own; names in scripts are quoted by src/render/powershell. */
export function quotedPath(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
