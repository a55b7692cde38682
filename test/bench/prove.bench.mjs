/**
 * How fast `farm prove` tries scenarios, in one process: what a site of fifteen brokers takes, and a thousand small ones.
 * Prints the median of some runs, the aim, scenarios a second, and how much memory the runs left behind.
 * Exits 1 when an aim is missed. Start it with: node --expose-gc test/bench/prove.bench.mjs
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const runs = 9;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'farm-prove-'));

const cases = [
  {
    name: '15 brokers, 40 providers, up to 2 down, all splits',
    farm: () => farmOf([[15, 0, 40]]),
    question: { failures: 2, splits: true },
    expected: 121 + 16_383,
    aim: 500,
  },
  {
    name: '15 brokers, 40 providers, every set down, all splits',
    farm: () => farmOf([[15, 0, 40]]),
    question: { failures: 'all', splits: true },
    expected: 32_768 + 16_383,
    aim: 2000,
  },
  {
    name: '1,000 sites of 5 brokers, up to 2 down, all splits',
    farm: () => farmOf(Array.from({ length: 1000 }, () => [5, 0, 2])),
    question: { failures: 2, splits: true },
    expected: 1000 * (16 + 15),
    aim: 3000,
  },
  {
    name: '20 brokers, 4 standbys, every set down, all splits',
    farm: () => farmOf([[20, 4, 40]]),
    question: { failures: 'all', splits: true },
    expected: 2 ** 20 + 2 ** 24 + 2 ** 19 - 1,
    aim: 10_000,
  },
];

try {
  const { proveFarm } = await bundled('src/domain/prove/prove.ts');
  say(`Node ${process.version}, median of ${runs} runs in one process`);
  for (const { name, farm, question, expected, aim } of cases) {
    const model = farm();
    const before = heap();
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      const { sites } = proveFarm(model, question);
      const took = performance.now() - start;
      const tried = sites.reduce((sum, site) => sum + site.scenarios.total, 0);
      if (tried !== expected) throw new Error(`${name}: ${tried} scenarios instead of ${expected}`);
      return took;
    });
    const took = times.toSorted((a, b) => a - b)[runs >> 1];
    if (took > aim) process.exitCode = 1;
    say(
      [
        name.padEnd(54),
        `${took.toFixed(1).padStart(8)} ms`,
        `aim ${aim}`.padStart(10),
        `${Math.round(expected / took)
          .toLocaleString('en')
          .padStart(9)} scenarios/ms`,
        `heap ${sign(heap() - before)} kB`.padStart(15),
      ].join('  '),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One module of the sources with all that it imports, as Node can load it. */
async function bundled(file) {
  const build = await rolldown({ cwd: root, input: file, platform: 'node' });
  const to = path.join(folder, 'domain.mjs');
  await build.write({ file: to, format: 'esm' });
  await build.close();
  return import(pathToFileURL(to).href);
}

/** A farm with a site for each [active, standbys, providers]. */
function farmOf(sizes) {
  const sites = sizes.map(([active, standbys, providers], at) => ({
    name: `Site${at + 1}`,
    licensing: at === 0,
    network: null,
    autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
    brokers: Array.from({ length: active + standbys }, (_, index) => ({
      server: `s${at + 1}cb${index + 1}`,
      ip: null,
      alternativeIps: [],
      description: '',
      enabled: true,
      standby: index >= active,
      installGateway: false,
      enableHtml5: false,
      addFirewallRules: false,
      failureDomains: {},
    })),
    gateways: [],
    agents: [],
    providers: Array.from({ length: providers }, (_, index) => ({
      name: `p${index + 1}`,
      type: 'HyperV',
      preferredBroker: index % 2 === 0 ? null : `s${at + 1}cb1`,
    })),
  }));
  return { name: 'Farm', rasVersion: 21, rules: {}, suppressions: [], sites };
}

/** Kilobytes in use, after a collection where Node lets us ask for one. */
function heap() {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}

function sign(number) {
  return number > 0 ? `+${number}` : String(number);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
