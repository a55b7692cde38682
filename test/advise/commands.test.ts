import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { assignAgents } from '../../src/domain/edits/agents.js';
import { addProvider } from '../../src/domain/edits/providers.js';
import { setBroker } from '../../src/domain/edits/brokers.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findSite } from '../../src/domain/model/find.js';
import { printFarm } from '../../src/store/farm/document.js';

/** The commands of a proposal, typed one by one into the built program, reach the goal. */

const program = join(import.meta.dirname, '../../bin/run.js');

interface Document {
  status: number;
  result: {
    sites: { verdict: string; proposals: { commandsArgv: string[][]; newBrokers: string[] }[] }[];
  };
}

function frankfurtWithProvider(farm: Farm): Farm {
  const given = { name: 'vc', type: 'HyperV', preferredBroker: 'CB-FRA-1' };
  return addProvider(farm, findSite(farm, 'Frankfurt'), given).farm;
}

function berlinInOneRack(farm: Farm): Farm {
  return ['CB-BER-3', 'CB-BER-4'].reduce(
    (now, server) =>
      setBroker(now, findSite(now, 'Berlin'), server, { failureDomains: { rack: 'R1' } }).farm,
    farm,
  );
}

function pinned(farm: Farm): Farm {
  return assignAgents(farm, findSite(farm, 'Berlin'), ['RDS-BER-*'], 'CB-BER-4').farm;
}

const cases: [name: string, change: (farm: Farm) => Farm, words: string[]][] = [
  ['a disabled broker', (farm) => farm, ['--site', 'Frankfurt']],
  ['a provider without high availability', frankfurtWithProvider, ['--site', 'Frankfurt']],
  ['new brokers', (farm) => farm, ['--site', 'Berlin', '--tolerance', '3']],
  ['standbys', (farm) => farm, ['--site', 'Berlin', '--tolerance', '3', '--with-standbys']],
  ['racks', berlinInOneRack, ['--site', 'Berlin', '--goal', 'domain=rack']],
  ['preferences', pinned, ['--site', 'Berlin', '--goal', 'no-findings', '--most', '2']],
];

it.each(cases)(
  'the commands for %s',
  (_, change, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'farm-advise-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'farm.json');
    const farm = change(exampleFarm('Example', 21));
    const run = (args: readonly string[]) =>
      spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: folder },
        encoding: 'utf8',
      });
    const ask = (): Document => JSON.parse(run(['advise', ...words, '--json']).stdout) as Document;
    writeFileSync(file, printFarm(farm));
    const proposals = ask().result.sites.flatMap((site) => site.proposals);
    expect(proposals.length).toBeGreaterThan(0);
    for (const { commandsArgv, newBrokers } of proposals) {
      writeFileSync(file, printFarm(farm));
      for (const argv of commandsArgv) {
        const at = newBrokers.findIndex((name) => argv.includes(name));
        const typed = argv.slice(1).map((word) => (word === 'IP' ? `10.10.1.${100 + at}` : word));
        expect(run(typed)).toMatchObject({ status: 0 });
      }
      expect(ask().result.sites[0]).toMatchObject({ verdict: 'met', proposals: [] });
    }
  },
  120_000,
);
