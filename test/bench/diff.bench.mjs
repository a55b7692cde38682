/**
 * Times whole processes of `farm diff` on two farms of 1,000 sites, and prints the median of some runs and the aim. Exits 1
 * when an aim is missed. `FARM_BENCH_RUNS=21` for more runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const aim = 2000;
const runs = Number(process.env.FARM_BENCH_RUNS ?? 7);
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'farm-diff-'));
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const cases = [
  ['1,000 sites, one changed', (at) => at === 500],
  ['1,000 sites, all changed', () => true],
];

try {
  const old = write('old.json', () => false);
  console.log(`Node ${process.version}, median of ${runs} runs`);
  for (const [index, [name, changes]] of cases.entries()) {
    const now = write(`new${index}.json`, changes);
    const times = Array.from({ length: runs }, () => once(['diff', old, now]));
    const took = times.toSorted((a, b) => a - b)[runs >> 1];
    if (took > aim) process.exitCode = 1;
    console.log(`${name.padEnd(26)} ${took.toFixed(0).padStart(6)} ms  aim ${aim}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A farm file of 1,000 sites; in those that change, a broker is in standby. */
function write(name, changes) {
  const sites = Array.from({ length: 1000 }, (_unused, at) => ({
    name: `Site${at + 1}`,
    licensing: at === 0,
    brokers: Array.from({ length: 4 }, (_none, index) => ({
      server: `s${at + 1}cb${index + 1}`,
      ip: `10.${at >> 8}.${at & 255}.${index + 1}`,
      standby: index === 3 && changes(at),
    })),
    gateways: [{ server: `s${at + 1}gw1` }],
    agents: Array.from({ length: 10 }, (_none, index) => ({ name: `s${at + 1}rds${index + 1}` })),
    providers: [{ name: `s${at + 1}hv1`, type: 'HyperV' }],
  }));
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify({ formatVersion: 1, name: 'Farm', rasVersion: 21, sites }));
  return file;
}

/** Milliseconds from start to end. */
function once(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return performance.now() - start;
}
