/**
 * Times whole processes of `farm` on farms of 62, 250 and 1,000 sites (1,000: 5,000 brokers, 100,000 agents), on one site of up
 * to 100,000 brokers, on 4,000 providers and 240 events, and on 1,000 farm files. Prints for each size milliseconds, then the
 * ratio of the largest to `node -e 0` and its growth over the size before: 4 is linear. The fastest of some runs counts, because
 * a busy machine only adds to it. Exits 1 where the largest grows much faster than linearly. `FARM_BENCH_RUNS=7` for more runs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { farmOfOneSite, farmOfSites, write } from './large-farm.mjs';

/** Linear time is a growth of 4; collecting garbage and a busy machine add to it. */
const mostGrowth = 7;
/** What takes longer than this at the largest size is marked: the aim. */
const aim = 1000;
const runs = Number(process.env.FARM_BENCH_RUNS ?? 3);
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'farm-scale-'));
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** Commands by name, each from a file and the version before it to what is typed. */
const ofFarms = {
  validate: (file) => ['validate', file],
  check: (file) => ['check', file, '--fail-on', 'never'],
  status: (file) => ['status', '--file', file],
  prove: (file) => ['prove', '--file', file],
  load: (file) => ['load', '--file', file],
  roles: (file) => ['roles', '--file', file],
  ports: (file) => ['ports', '--file', file],
  'broker list': (file) => ['broker', 'list', '--file', file],
  'agent list': (file) => ['agent', 'list', '--file', file],
  graph: (file) => ['graph', '--file', file],
  diff: (file, old) => ['diff', old, file],
  'broker set -n': (file) => 'broker set s2cb2 --description x -n --file'.split(' ').concat(file),
  'report --markdown': (file) => ['report', '--markdown', '--file', file],
};
/** `prove` and `report` refuse so many brokers. */
const ofOneSite = {
  ...Object.fromEntries(
    ['validate', 'check', 'status', 'load', 'roles', 'ports', 'broker list', 'graph'].map(
      (name) => [name, ofFarms[name]],
    ),
  ),
  simulate: (file) => ['simulate', 'cb2', '--file', file],
};
const events = Array(60).fill('down cb2; after 1h; up cb2; after 1h').join('; ');

try {
  const base = fastest(['-e', '0']);
  console.log(`Node ${process.version}, fastest of ${runs} runs, node -e 0 ${base.toFixed(0)} ms`);
  const sites = [62, 250, 1000].map((count) => {
    const old = farmOfSites(count);
    const file = write(path.join(folder, `${count}.json`), old);
    old.sites[1].brokers[4].standby = false;
    return [file, write(path.join(folder, `${count}-old.json`), old)];
  });
  table('62, 250 and 1,000 sites', ofFarms, sites, base);
  const brokers = [6250, 25_000, 100_000].map((count) => [
    write(path.join(folder, `b${count}.json`), farmOfOneSite({ brokers: count })),
  ]);
  table('one site of 6,250, 25,000 and 100,000 brokers', ofOneSite, brokers, base);
  const providers = [250, 1000, 4000].map((count) => [
    write(path.join(folder, `p${count}.json`), farmOfOneSite({ brokers: 5, providers: count })),
  ]);
  const simulate = { simulate: (file) => ['simulate', '--events', events, '--file', file] };
  table('240 events with 250, 1,000 and 4,000 providers', simulate, providers, base);
  const folders = [62, 250, 1000].map((count) => {
    const into = path.join(folder, `files${count}`);
    for (let at = 0; at < count; at += 1)
      write(path.join(into, `f${at >> 5}/s${at}.farm.json`), farmOfSites(1, `Farm ${at}`));
    return [into];
  });
  table('62, 250 and 1,000 farm files', { check: ofFarms.check }, folders, base);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function table(title, commands, sizes, base) {
  console.log(title);
  for (const [name, typed] of Object.entries(commands)) {
    const times = sizes.map((files) => fastest([program, ...typed(...files)]));
    const [, middle, last] = times;
    const growth = (last - base) / (middle - base);
    if (growth > mostGrowth) process.exitCode = 1;
    const shown = times.map((time) => time.toFixed(0).padStart(7)).join('');
    const ratio = `${(last / base).toFixed(1).padStart(7)}x`;
    console.log(
      `  ${name.padEnd(18)}${shown} ms ${ratio}  growth ${growth.toFixed(1)}${last > aim ? `  over ${aim} ms` : ''}`,
    );
  }
}

/** Milliseconds of the fastest run. */
function fastest(args) {
  return Math.min(...Array.from({ length: runs }, () => once(args)));
}

function once(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr.slice(0, 500)}`);
  return performance.now() - start;
}
