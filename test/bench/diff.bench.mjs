/**
 * Times whole processes of `farm diff` on two farms of 1,000 sites and of `farm check --against` on 1,000 files, and prints the
 * fastest of some runs (a busy machine only adds to it) and the aim. Exits 1 when an aim is missed. `FARM_BENCH_RUNS=21` for more
 * runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const aims = { diff: 2000, against: 3000 };
const runs = Number(process.env.FARM_BENCH_RUNS ?? 7);
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'farm-diff-'));
const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
const env = { ...inherited, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

try {
  console.log(`Node ${process.version}, fastest of ${runs} runs`);
  const old = write('old.json', farmOf(1000));
  const one = write(
    'one.json',
    farmOf(1000, (at) => at === 500),
  );
  const all = write(
    'all.json',
    farmOf(1000, () => true),
  );
  measure('diff: 1,000 sites, one changed', aims.diff, ['diff', old, one]);
  measure('diff: 1,000 sites, all changed', aims.diff, ['diff', old, all]);
  const files = repository(1000);
  const check = ['check', '.', '--against', 'main', '--fail-on', 'never'];
  measure('check --against: 1,000 files, none changed', aims.against, check);
  for (const file of files)
    write(
      file,
      farmOf(1, () => true),
    );
  measure('check --against: 1,000 files, all changed', aims.against, check);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(name, aim, args) {
  const times = Array.from({ length: runs }, () => once(args));
  const took = Math.min(...times);
  if (took > aim) process.exitCode = 1;
  console.log(`${name.padEnd(44)} ${took.toFixed(0).padStart(6)} ms  aim ${aim}`);
}

/** A farm with so many sites; in those that change, a broker is in standby. */
function farmOf(count, changes = () => false) {
  const sites = Array.from({ length: count }, (_unused, at) => ({
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
  return { formatVersion: 1, name: 'Farm', rasVersion: 21, sites };
}

function write(name, farm) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(farm));
  return file;
}

/** A repository with so many farm files; their paths. */
function repository(count) {
  for (const name of ['old.json', 'one.json', 'all.json']) rmSync(path.join(folder, name));
  const files = Array.from({ length: count }, (_unused, at) => `f${at >> 5}/s${at}.farm.json`);
  for (const [at, file] of files.entries()) write(file, { ...farmOf(1), name: `Farm ${at}` });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '-m', 'x');
  return files;
}

function git(...args) {
  const { status, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

/** Milliseconds from start to end. */
function once(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return performance.now() - start;
}
