import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { printFarm } from '../../src/store/farm/document.js';
import { anyFarm } from '../properties/arbitrary.js';
import { sample, today } from './written-page.js';

/** What leaves the machine: the same file wherever it is made, and with pseudonyms nothing of the owner in it. */

const program = join(import.meta.dirname, '../../bin/run.js');

/** A folder of its own with a farm.json, removed after the test. */
function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'farm-sent-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'farm.json'), text);
  return folder;
}

function made(cwd: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, [program, 'report', '--today', today, ...words], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

describe('a report', () => {
  it.each(['--html', '--markdown'])(
    'is the same wherever it is made, byte for byte: %s',
    (format) => {
      const text = readFileSync(sample, 'utf8');
      const [here, there] = [folderWith(text), folderWith(text)];
      const below = join(there, 'below');
      mkdirSync(below);
      const one = made(here, [format], { TZ: 'Pacific/Kiritimati', LANG: 'C', COLUMNS: '60' });
      const other = made(there, [format], {
        TZ: 'America/Los_Angeles',
        LANG: 'tr_TR.UTF-8',
        LC_ALL: 'tr_TR.UTF-8',
        FORCE_COLOR: '1',
      });
      expect(other).toBe(one);
      expect(made(below, [format])).toBe(one);
      made(there, [format, '-o', 'report']);
      expect(readFileSync(join(there, 'report'), 'utf8')).toBe(one);
    },
  );

  it('has nothing of the owner with pseudonyms, in no part of it', { timeout: 60_000 }, () => {
    const farms = fc.sample(anyFarm({ sites: 2, brokers: 4, agents: 6, providers: 2 }), 2);
    for (const farm of farms) {
      const folder = folderWith(withOwnKeys(printFarm(ownedBy(farm))));
      const old = join(folder, 'Zq-old-qZ.json');
      writeFileSync(old, withOwnKeys(printFarm(ownedBy(farms[0]!))));
      for (const format of ['--html', '--markdown', '--json']) {
        const words = [format, '--pseudonyms', '--against', old];
        // The program of a page is the same for every farm.
        const text = made(folder, words).replaceAll(/<script>.*?<\/script>/gsu, '');
        const left = text.match(/.{0,40}(?:zq|qz|192\.0\.2\.|farm-sent|farm\.json).{0,40}/giu);
        expect(left).toBeNull();
      }
      // The test can see what is there.
      expect(made(folder, ['--html']).match(/Zq[^<]*qZ/gu)?.length).toBeGreaterThan(20);
    }
  });
});

/** The farm with a mark in every name and text of its owner, and with addresses that are nowhere else. */
function ownedBy(farm: Farm): Farm {
  const mark = <T extends string | null>(name: T): T =>
    (name === null || name === '' ? name : `Zq${name}qZ`) as T;
  let last = 1;
  return {
    ...farm,
    name: mark(farm.name),
    rules: {},
    suppressions: [],
    sites: farm.sites.map((site) => ({
      ...site,
      name: mark(site.name),
      network: '192.0.2.0/24',
      brokers: site.brokers.map((broker) => ({
        ...broker,
        server: mark(broker.server),
        ip: `192.0.2.${(last += 1)}`,
        alternativeIps: [],
        description: `Zq ${last} qZ`,
        failureDomains: { rack: 'ZqrackqZ' },
      })),
      agents: site.agents.map((agent) => ({
        ...agent,
        name: mark(agent.name),
        preferredBroker: mark(agent.preferredBroker),
      })),
      providers: site.providers.map((provider) => ({
        ...provider,
        name: mark(provider.name),
        preferredBroker: mark(provider.preferredBroker),
      })),
      gateways: [],
    })),
  };
}

/** Keys that farm keeps, but does not know. */
function withOwnKeys(text: string): string {
  return text.replace('{', '{ "$comment": "Zq comment qZ", "x-owner": { "name": "ZqownerqZ" },');
}
