/**
 * Times whole processes of `farm` on the example farm, as a ratio to `node -e 0` on the same Node. The runs take turns, so
 * that a busy machine slows all of them alike; the median counts. Exits 1 when a ratio is above its aim.
 * `FARM_BENCH_RUNS=51 npm run bench` for more runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const runs = Number(process.env.FARM_BENCH_RUNS ?? 21);
const farm = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'farm-times-'));
const file = path.join(folder, 'farm.json');
// Node 20 reads the file of NODE_EXTRA_CA_CERTS at every start, which would be measured instead.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** What is run, and how many times as long as `node -e 0` it may take. */
const cases = [
  ['node -e 0', ['-e', '0'], 1],
  ['farm --version', [farm, '--version'], 1.6],
  ['Tab', [farm, '__complete', 'bash', 'farm stat', ''], 1.6],
  ['farm load --json', [farm, 'load', '--json', '--file', file], 2.5],
  ['farm check --json', [farm, 'check', '--json', '--file', file, '--fail-on', 'never'], 2.5],
  ['farm broker list', [farm, 'broker', 'list', '--file', file], 3],
  ['farm status', [farm, 'status', '--file', file], 3],
  ['farm check', [farm, 'check', '--file', file, '--fail-on', 'never'], 3],
  ['farm simulate', [farm, 'simulate', '--file', file, 'CB-BER-1'], 3],
  [
    'farm broker set -n',
    [farm, 'broker', 'set', 'CB-BER-1', '--description', 'x', '-n', '--file', file],
    3,
  ],
  ['farm --help', [farm, '--help'], 2.5],
];

try {
  once([farm, 'init', '--example', '--file', file]);
  const times = cases.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, [, args]] of cases.entries()) times[index].push(once(args));
  }
  report(times.map(median));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds from start to end. */
function once(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return performance.now() - start;
}

function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}

function report(medians) {
  const [base] = medians;
  console.log(`Node ${process.version}, ${runs} runs, medians`);
  for (const [index, [name, , aim]] of cases.entries()) {
    const ratio = medians[index] / base;
    console.log(
      `${name.padEnd(18)} ${medians[index].toFixed(0).padStart(5)} ms ${ratio.toFixed(2).padStart(6)}x  aim ${Number(aim)}x`,
    );
    if (ratio > aim) process.exitCode = 1;
  }
}
