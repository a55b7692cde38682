import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { addBroker, newFarm } from '../../src/domain/edits/index.js';
import { freshFolder } from '../store/a-farm.js';

/** Lines with ranges, patterns and failure domains, and the same edit written out, one object a line. */

const program = join(import.meta.dirname, '../../bin/run.js');

/** What a line selects, worked out apart from farm: the names of the brokers and their racks so far. */
interface State {
  next: number;
  brokers: string[];
  racks: Map<string, string>;
  agents: number;
}

interface Line {
  short: string;
  long: string[];
}

const kinds = ['add', 'rack', 'range', 'pattern', 'domain', 'agents', 'delete'] as const;
const states = ['standby', 'activate', 'disable', 'enable'] as const;
type Step = [kind: (typeof kinds)[number], state: (typeof states)[number], a: number, b: number];

const anyStep: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...kinds),
  fc.constantFrom(...states),
  fc.nat(20),
  fc.integer({ min: 1, max: 3 }),
);

function lineOf([kind, state, a, b]: Step, now: State): Line | null {
  const { brokers } = now;
  const pick = (from: number, count: number): string[] => brokers.slice(from, from + count);
  const start = brokers.length === 0 ? 0 : a % brokers.length;
  const chosen = pick(start, b);
  switch (kind) {
    case 'add': {
      const numbers = Array.from({ length: b }, (_, at) => now.next + at);
      const added = numbers.map((number) => `CB-${String(number).padStart(2, '0')}`);
      const ip = 11 + now.next;
      now.next += b;
      brokers.push(...added);
      const first = String(numbers[0]).padStart(2, '0');
      return {
        short: `broker add 'CB-[${first}-${numbers.at(-1)}]' --ip 10.1.0.${ip}+ -s Berlin`,
        long: added.map((name, at) => `broker add ${name} --ip 10.1.0.${ip + at} --site Berlin`),
      };
    }
    case 'rack': {
      if (chosen.length === 0) return null;
      for (const name of chosen) now.racks.set(name, `r${b}`);
      return {
        short: `broker set ${chosen.join(',')} --domain rack=r${b}`,
        long: chosen.map((name) => `broker set ${name} --domain rack=r${b} --site Berlin`),
      };
    }
    case 'range':
      return chosen.length === 0
        ? null
        : {
            short: `broker ${state} ${chosen.map((name) => `'${name.slice(0, -2)}[${name.slice(-2)}]'`).join(' ')}`,
            long: chosen.map((name) => `broker ${state} ${name} --site Berlin`),
          };
    case 'pattern': {
      const found = brokers.filter((name) => name.startsWith('CB-0'));
      return found.length === 0
        ? null
        : {
            short: `broker ${state} 'cb-0*'`,
            long: found.map((name) => `broker ${state} ${name} --site Berlin`),
          };
    }
    case 'domain': {
      const found = brokers.filter((name) => now.racks.get(name) === `r${b}`);
      return found.length === 0
        ? null
        : {
            short: `broker ${state} RACK=r${b}`,
            long: found.map((name) => `broker ${state} ${name} --site Berlin`),
          };
    }
    case 'agents': {
      const first = now.agents + 1;
      now.agents += b;
      const names = Array.from({ length: b }, (_, at) => `RDS${first + at}`);
      const broker = chosen[0] ?? 'P1';
      return {
        short: `agent add 'RDS[${first}-${now.agents}]' --preferred-broker ${broker}`,
        long: names.map((name) => `agent add ${name} --preferred-broker ${broker} --site Berlin`),
      };
    }
    case 'delete': {
      if (chosen.length === 0) return null;
      now.brokers = brokers.filter((name) => !chosen.includes(name));
      for (const name of chosen) now.racks.delete(name);
      return {
        short: `broker delete ${chosen.join(' ')} --reassign P1`,
        long: chosen.map((name) => `broker delete ${name} --reassign P1 --site Berlin`),
      };
    }
  }
}

function run(folder: string, name: string, lines: readonly string[]): string {
  const file = join(folder, `${name}.json`);
  let farm = newFarm({
    name: 'F',
    rasVersion: 21,
    site: 'Berlin',
    primary: { server: 'P1', ip: '10.1.0.9' },
  });
  farm = addBroker(farm, farm.sites[0]!, { server: 'Q1', ip: '10.1.0.10' }).farm;
  // A second site, so that the site has to be found.
  const [berlin] = farm.sites;
  const other = {
    ...berlin!,
    name: 'Paris',
    licensing: false,
    brokers: [{ ...berlin!.brokers[1]!, server: 'X1' }],
  };
  writeFileSync(file, printFarm({ ...farm, sites: [berlin!, other] }));
  writeFileSync(join(folder, `${name}.txt`), lines.join('\n'));
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'batch', join(folder, `${name}.txt`), '--file', file],
    { encoding: 'utf8', env: { ...process.env, HOME: folder, FORCE_COLOR: '0' } },
  );
  expect(stderr.replace(/^\(node.*\n|^\(Use.*\n/gmu, ''), lines.join('\n')).not.toContain('Error');
  expect(status, lines.join('\n')).toBe(0);
  return readFileSync(file, 'utf8');
}

describe('a batch with patterns', () => {
  it('is the batch of the single commands', { timeout: 240_000 }, () => {
    let edits = 0;
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 6, maxLength: 12 }), (steps) => {
        const now: State = { next: 1, brokers: [], racks: new Map(), agents: 0 };
        const lines = [
          lineOf(['add', 'enable', 0, 3], now),
          ...steps.map((step) => lineOf(step, now)),
        ];
        const written = lines.filter((line) => line !== null);
        const folder = freshFolder();
        const short = run(
          folder,
          'short',
          written.map((line) => line.short),
        );
        const long = run(
          folder,
          'long',
          written.flatMap((line) => line.long),
        );
        edits += written.length;
        expect(short).toBe(long);
      }),
      { numRuns: 12 },
    );
    expect(edits).toBeGreaterThan(60);
  });
});
