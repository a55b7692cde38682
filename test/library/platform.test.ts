import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';

/** The library is for other programs, and so for browsers: nothing of Node, and no other package. */

const root = join(import.meta.dirname, '../..');

interface Bundled {
  code: string;
  imports: string[];
  dynamicImports: string[];
  moduleIds: string[];
}

let bundled: Bundled;

beforeAll(async () => {
  const { bundleLibrary } = (await import(pathToFileURL(join(root, 'scripts/build.mjs')).href)) as {
    bundleLibrary: (options: object) => Promise<Bundled>;
  };
  // What it exports becomes the properties of one variable: a script, which a context can run.
  bundled = await bundleLibrary({ format: 'iife', name: 'library' });
});

describe('the library', () => {
  it('needs no module of Node and no package', () => {
    expect([...bundled.imports, ...bundled.dynamicImports]).toEqual([]);
    expect(bundled.moduleIds.filter((id) => id.startsWith('node:'))).toEqual([]);
    expect(bundled.code).not.toMatch(/["'`]node:|\brequire\(|\bimport\(|getBuiltinModule/u);
    expect(readFileSync(join(root, 'dist/index.js'), 'utf8')).not.toMatch(
      /^import\b|\bfrom ?["']|["'`]node:/mu,
    );
  });

  it('works with the language alone: no process, no clock, no console', () => {
    const text = readFileSync(join(root, 'examples/two-sites.farm.json'), 'utf8');
    const script = `${bundled.code};
      const farm = library.parseFarm(text);
      let broken;
      try { library.parseFarm('{ "formatVersion": 1, }'); } catch (error) { broken = error; }
      globalThis.Date = new Proxy(Date, {
        construct(target, args) {
          if (args.length === 0) throw new Error('the clock was read');
          return new target(...args);
        },
      });
      Date.now = () => { throw new Error('the clock was read'); };
      const question = { today: '2026-11-20' };
      const { findings } = library.check(farm, question);
      JSON.stringify({
        names: Object.keys(library).sort(),
        broken: broken.problems.length,
        load: library.splitLoad(farm).sites.length,
        findings: findings.length,
        printed: library.printCommands(findings[0].remedy, { shell: 'fish', file: '\\u200b.json' }),
        down: library.simulate(farm, { site: 'Berlin', down: ['CB-BER-1'] }).site,
        proof: library.prove(farm).sites.length,
        diff: library.diff(farm, farm, question).changes.length,
        text: library.printFarm(farm).length > 1000,
      });`;
    const answer = JSON.parse(runInNewContext(script, { text }) as string) as unknown;
    expect(answer).toEqual({
      names: [
        'FarmError',
        'argvOf',
        'check',
        'diff',
        'parseFarm',
        'printCommand',
        'printCommands',
        'printFarm',
        'prove',
        'simulate',
        'splitLoad',
      ],
      broken: expect.toSatisfy((count: number) => count > 0),
      load: 2,
      findings: expect.toSatisfy((count: number) => count > 3),
      printed: [expect.stringContaining(String.raw`\Xe2\X80\X8b'.json'`)],
      down: 'Berlin',
      proof: 2,
      diff: 0,
      text: true,
    });
  });
});
