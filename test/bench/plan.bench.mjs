/**
 * How long `farm plan` takes for a farm of 200 brokers and 5,000 agents, end to end, and as a multiple of an empty start of
 * Node. In one site, where 100 brokers are replaced; and in 40 sites of 5, where each gets a new primary.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const run = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../bin/run.js');
/** What the plan must not take longer than, in milliseconds. */
const most = 5000;

const folder = mkdtempSync(path.join(tmpdir(), 'farm-bench-'));
const sites = (count, brokers, agents, change) =>
  Array.from({ length: count }, (_, site) => {
    const name = (at) => `CB${site}-${change(at) ? 'N' : ''}${at}`;
    return {
      name: `Site${site}`,
      licensing: site === 0,
      autoPromotion: { enabled: true, afterMinutes: 30 },
      brokers: Array.from({ length: brokers }, (_, at) => ({
        server: name(at),
        ip: `10.${site}.${change(at) ? 1 : 0}.${at + 1}`,
        ...(at > 2 && at % 2 === 1 ? { standby: true } : {}),
      })),
      agents: Array.from({ length: agents }, (_, at) => ({
        name: `RDS${site}-${at}`,
        ...(at % 3 === 0 ? { preferredBroker: name(at % brokers) } : {}),
      })),
      providers: [{ name: `vc${site}`, type: 'VMwarevCenter', preferredBroker: name(0) }],
    };
  });
const farms = {
  'one site, 100 of 200 replaced': [1, 200, 5000, (at) => at % 2 === 0],
  '40 sites, the primary replaced': [40, 5, 125, (at) => at === 0],
};

try {
  const empty = timed(['-e', '0']);
  for (const [title, [count, brokers, agents, change]] of Object.entries(farms)) {
    const [from, to] = ['from.json', 'to.json'].map((file) => path.join(folder, file));
    const farm = (which) => ({
      formatVersion: 1,
      name: 'Bench',
      rasVersion: 21,
      sites: sites(count, brokers, agents, which),
    });
    writeFileSync(from, JSON.stringify(farm(() => false)));
    writeFileSync(to, JSON.stringify(farm(change)));
    const took = timed([run, 'plan', from, to]);
    const ratio = (took / empty).toFixed(0);
    console.log(`${title}: ${took.toFixed(0)} ms, ${ratio} times an empty start of Node`);
    if (took > most) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The best of three runs, in milliseconds. */
function timed(args) {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  });
  return Math.min(...times);
}
