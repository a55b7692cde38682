/**
 * Draws the pictures of the documentation, docs/images/*.svg, with the built program: the sample farm, the same after a
 * failure, and what a plan changes in it. `--check` writes nothing and exits 1 when one is stale.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepGenerated } from './keep-generated.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sample = readFileSync(join(root, 'examples/two-sites.farm.json'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'farm-pictures-'));
try {
  writeFileSync(join(folder, 'farm.json'), sample);
  writeFileSync(join(folder, 'planned.json'), JSON.stringify(planned(JSON.parse(sample))));
  keepGenerated(
    new Map([
      ['docs/images/farm.svg', draw('--file', 'farm.json')],
      ['docs/images/failure.svg', draw('rack=r1', '--site', 'Berlin', '--file', 'farm.json')],
      [
        'docs/images/change.svg',
        draw('--diff', 'farm.json', '--site', 'Berlin', '--file', 'planned.json'),
      ],
    ]),
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** A plan with something of each kind of change: a broker and a gateway more, another order, another preference, a provider less. */
function planned(farm) {
  const [berlin] = farm.sites;
  const [first, second, third, standby] = berlin.brokers;
  const added = { server: 'CB-BER-5', ip: '10.10.1.15', failureDomains: { rack: 'r3' } };
  berlin.brokers = [first, third, second, standby, added];
  const [, ...providers] = berlin.providers;
  berlin.providers = providers.map((one) =>
    one.name === 'hyperv-ber-2' ? { ...one, preferredBroker: 'CB-BER-5' } : one,
  );
  berlin.gateways = [...berlin.gateways, { server: 'GW-BER-3', preferredBroker: 'CB-BER-5' }];
  return farm;
}

function draw(...words) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'bin/run.js'), 'graph', ...words, '--format', 'svg'],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder } },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
