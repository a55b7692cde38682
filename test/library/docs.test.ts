import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/library.md'), 'utf8').replaceAll('\r\n', '\n');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

interface Examples {
  examplesOf: (page: string) => string[];
  withOutputs: (page: string) => string;
  inPackageUser: <T>(use: (folder: string) => T) => T;
}
const { examplesOf, inPackageUser, withOutputs } = (await import(
  pathToFileURL(join(root, 'scripts/run-examples.mjs')).href
)) as Examples;

describe('docs/library.md', () => {
  it('has examples that print what the page shows', () => {
    expect(examplesOf(page).length).toBeGreaterThan(7);
    expect(withOutputs(page), 'refresh with: npm run generate').toBe(page);
  });

  it('has an example of each question', () => {
    const code = examplesOf(page).join('\n');
    for (const name of ['parseFarm', 'splitLoad', 'check', 'simulate', 'prove', 'diff'])
      expect(code).toContain(`${name}(`);
  });

  it('has no example without the output that holds it to the program', () => {
    expect(() => examplesOf('```js\nexplode();\n```\n\nProse.\n')).toThrow('no output');
  });

  it('names every function, and only what the package exports', () => {
    const entry = readFileSync(join(root, 'src/index.ts'), 'utf8');
    const functions = examplesOf(page)
      .flatMap((code) => [...code.matchAll(/import \{([^}]+)\} from 'ras-farm'/gu)])
      .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
    for (const name of functions) expect(entry).toMatch(new RegExp(`\\b${name}\\b`, 'u'));
  });
});

describe('the types of the package', () => {
  it('hold for every example on the page, as strictly as TypeScript can look', () => {
    expect(typeErrors(examplesOf(page), { types: ['node'] })).toBe('');
  });

  it('need no other types: neither those of Node nor of a browser', () => {
    const use = `
      import { check, type Finding, parseFarm, type SuggestedCommand } from 'ras-farm';
      const { findings }: { findings: Finding[] } = check(parseFarm(''), { today: '2026-11-20' });
      for (const { remedy } of findings)
        for (const step of remedy)
          if (typeof step !== 'string' && step.kind === 'suggested command') {
            const command: SuggestedCommand = step;
            command.name.join(' ');
          }`;
    expect(typeErrors([use], { types: [], lib: ['es2023'] }, 'ts')).toBe('');
  });

  it('refuse a wrong question', () => {
    const wrong = `
      import { check, parseFarm, simulate } from 'ras-farm';
      const farm = parseFarm('');
      check(farm, {});
      simulate(farm, { require: ['coffee'] });
      farm.sites.pop();`;
    const errors = typeErrors([wrong], { types: [], lib: ['es2023'] }, 'ts');
    const lines = [...errors.matchAll(/^program-0\.ts\((\d+),/gmu)].map(([, line]) => line);
    expect(lines).toEqual(['4', '5', '6']);
  });
});

/** The compiler's errors for programs that use the package; empty if there are none. */
function typeErrors(programs: readonly string[], options: object, extension = 'js'): string {
  return inPackageUser((folder) => {
    programs.forEach((code, index) => {
      writeFileSync(join(folder, `program-${index}.${extension}`), code);
    });
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      typeRoots: [join(root, 'node_modules/@types')],
      ...options,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: [`*.${extension}`] }),
    );
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout + stderr;
  });
}
