import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FindingSummary } from '../../src/domain/readiness/finding.js';
import type { ErrorDocument } from '../../src/render/envelope.js';
import type { CheckResult, PrintedFinding } from '../../src/render/check-result.js';

const program = join(import.meta.dirname, '../../bin/run.js');

/** What a run printed, and its exit code. */
export interface Ran {
  stdout: string;
  stderr: string;
  exit: number | null;
}

interface Options {
  env?: Record<string, string>;
  input?: string;
}

/** Runs the built `farm check` in a folder, with nothing of this machine's environment in it. */
export function runCheck(cwd: string, args: readonly string[], options: Options = {}): Ran {
  return runFarm(cwd, ['check', ...args], options);
}

/** Runs the built program in a folder, with nothing of this machine's environment in it. */
export function runFarm(
  cwd: string,
  words: readonly string[],
  { env = {}, input = '' }: Options = {},
): Ran {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...words], {
    cwd,
    input,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: cwd,
      NO_COLOR: '1',
      SystemRoot: process.env['SystemRoot'],
      ...env,
    },
  });
  return { stdout, stderr, exit: status };
}

/** The document that `--json` prints. */
export interface CheckDocument {
  status: number;
  result: CheckResult | null;
  findings: PrintedFinding[];
  summary: FindingSummary;
  error: ErrorDocument | null;
}

/** Runs `farm check --json` and reads its document. */
export function checkJson(
  cwd: string,
  args: readonly string[],
): CheckDocument & { exit: number | null } {
  const { stdout, exit } = runCheck(cwd, [...args, '--json']);
  return { ...(JSON.parse(stdout) as CheckDocument), exit };
}
