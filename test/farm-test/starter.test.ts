import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { starterTests } from '../../src/domain/expectations/starter.js';
import { primaryOf } from '../../src/domain/model/farm.js';
import { describeStarter } from '../../src/render/starter-words.js';
import { runTests } from '../../src/gate/test.js';
import { printFarm } from '../../src/store/farm/document.js';
import { readTestFile } from '../../src/store/test/test-file.js';
import { createTestFile, newTestPath } from '../../src/store/test/test-print.js';
import { anyFarm } from '../properties/arbitrary.js';
import { today } from './a-test.js';

/** `farm test --init`: for any farm, the file can be read again and its tests pass. */

const top = mkdtempSync(join(tmpdir(), 'farm-starter-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let rooms = 0;
function room(): string {
  rooms += 1;
  const path = join(top, String(rooms));
  mkdirSync(path);
  return path;
}

describe('a starter file', () => {
  it(
    'passes on any farm, in YAML and in JSON, and reads back unchanged',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyFarm({ agents: 6 }), async (farm) => {
          const folder = room();
          const path = join(folder, 'any farm.json');
          writeFileSync(path, printFarm(farm));
          const source = { kind: 'file', path, foundBy: 'FILES' } as const;
          const tests = starterTests(farm, today).map(describeStarter);
          const files = [newTestPath(undefined, source, folder), join(folder, 'x.farm-test.json')];
          for (const file of files) {
            await createTestFile(file, source, tests);
            const { tests: read } = await readTestFile(file);
            expect(read.map(({ test }) => test)).toEqual(tests.map(({ test }) => test));
          }
          const question = { file: undefined, grep: undefined, today, env: {}, cwd: folder };
          const { result, status, failure } = await runTests(files, question);
          expect(failure).toBeUndefined();
          expect(result.files.flatMap((one) => one.tests.flatMap((test) => test.misses))).toEqual(
            [],
          );
          expect(status).toBe(0);
          expect(result.summary).toMatchObject({
            files: 2,
            tests: 2 * tests.length,
            passed: 2 * tests.length,
          });
        }),
        { numRuns: 60 },
      );
    },
  );

  it('no longer fits a farm that has lost what it names', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(anyFarm({ sites: 1, agents: 0, gateways: 0 }), async (farm) => {
        const [site] = farm.sites;
        if (site === undefined || site.brokers.length < 2) return;
        const folder = room();
        const path = join(folder, 'farm.json');
        const source = { kind: 'file', path, foundBy: 'FILES' } as const;
        const file = newTestPath(undefined, source, folder);
        await createTestFile(file, source, starterTests(farm, today).map(describeStarter));
        // Only the primary is left, under a unique name.
        const alone = { ...primaryOf(site), server: 'LAST' };
        const bare = { ...site, brokers: [alone], providers: [], gateways: [] };
        writeFileSync(path, printFarm({ ...farm, sites: [bare] }));
        const question = { file: undefined, grep: undefined, today, env: {}, cwd: folder };
        const { failure } = await runTests([file], question);
        // What the tests name is no longer there.
        expect(failure?.code).toBe('E_INVALID');
        asked += 1;
      }),
      { numRuns: 20 },
    );
    expect(asked).toBeGreaterThan(5);
  });

  it('is named after the farm, and is in its folder', () => {
    const named = (path: string): string =>
      newTestPath(undefined, { kind: 'file', path: join(top, path), foundBy: 'FILES' }, top);
    expect(named('farm.json')).toBe(join(top, 'farm.farm-test.yaml'));
    expect(named('sites/two-sites.farm.json')).toBe(join(top, 'sites', 'two-sites.farm-test.yaml'));
    expect(newTestPath(undefined, { kind: 'stdin', path: '-', foundBy: '--file' }, top)).toBe(
      join(top, 'farm.farm-test.yaml'),
    );
    expect(() =>
      newTestPath('tests.yaml', { kind: 'stdin', path: '-', foundBy: '--file' }, top),
    ).toThrow('"tests.yaml" is not the name of a test file.');
  });
});
