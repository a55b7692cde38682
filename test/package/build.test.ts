import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const script = (name: string): Promise<Record<string, (given: string[]) => string>> =>
  import(pathToFileURL(join(root, 'scripts', name)).href);

describe('the build', () => {
  it('fails where one of its settings names a module that is not bundled', async () => {
    const { assertSettingsApply } = await script('build.mjs');
    expect(() => assertSettingsApply!([])).toThrow(
      /names modules that are not bundled: .*minimatch.*, src\/\S*many-files\.ts/u,
    );
  });

  it('fails where a bundled package has no licence to give with it', async () => {
    const { printNotices } = await script('third-party-notices.mjs');
    const module = join(root, 'node_modules', '@types', 'node', 'index.d.ts');
    expect(printNotices!([module])).toContain('@types/node');
    const scratch = mkdtempSync(join(tmpdir(), 'farm-notices-'));
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
    const folder = join(scratch, 'node_modules', 'bare');
    mkdirSync(folder, { recursive: true });
    const manifest = { name: 'bare', version: '1.0.0', license: 'MIT' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    expect(() => printNotices!([join(folder, 'index.js')])).toThrow(
      'bare 1.0.0 is bundled, but has no licence file',
    );
  });
});

describe('a start', () => {
  const example = join(root, 'examples/two-sites.farm.json');

  it.each([
    ['status', ['commands/status']],
    ['check', ['commands/check', 'files', 'readiness']],
  ])('of %s loads the program, what is shared, and its own few files', (command, own) => {
    const words = [command, '--file', example];
    const expected = ['start', 'main', 'rolldown-runtime', 'program', 'shared', ...own];
    expect(loadedBy(words)).toEqual(expected.toSorted());
  });

  it('never starts the loader of ES modules, which loads no file of this program', () => {
    const dist = join(root, 'dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
    const importing = files
      .filter((file) => file.endsWith('.cjs'))
      .filter((file) => /\bimport\([`"']/u.test(readFileSync(join(dist, file), 'utf8')));
    expect(files.length).toBeGreaterThan(100);
    expect(importing).toEqual([]);
  });

  it('of --version loads nothing else', () => {
    expect(loadedBy(['--version'])).toEqual(['start']);
  });

  it('loads no module of oclif before its first use', async () => {
    const { requireOnUse } = await script('bundle-oclif.mjs');
    const printed = [
      'const a_1 = __importDefault(require("a"));',
      'const node_a_1 = require("node:a");',
      'exports.both = () => [a_1.default, node_a_1.two];',
    ];
    const asked: string[] = [];
    const require = (id: string) => asked.push(id) && { one: id, two: id };
    const exports: { both?: () => unknown } = {};
    // oxlint-disable-next-line no-implied-eval, no-new-func -- the text is a module, and this runs it
    new Function(
      'require',
      'exports',
      '__importDefault',
      requireOnUse!(printed.join('\n') as never),
    )(require, exports, (module: unknown) => ({ default: module }));
    expect(asked).toEqual([]);
    expect(exports.both!()).toEqual([{ one: 'a', two: 'a' }, 'node:a']);
    exports.both!();
    expect(asked).toEqual(['a', 'node:a']);
  });

  it('has functions in its stacks by their names', () => {
    const trap = `String.prototype.charCodeAt = () => { throw new Error('here'); };`;
    const stack = runInside(trap, ['status', '--file', example]).stderr;
    expect(stack).toMatch(/at \w{4,} \(/u);
  });
});

/** The files of dist/ that a command loads, without folders of chunks, hashes and endings. */
function loadedBy(words: readonly string[]): string[] {
  const { stderr } = runInside(
    `const fs = require('node:fs');
    const read = fs.readFileSync;
    const files = [];
    fs.readFileSync = (file, ...rest) => (files.push(String(file)), read(file, ...rest));
    process.on('exit', () => console.error(JSON.stringify(files)));`,
    words,
  );
  const dist = join(root, 'dist');
  return (JSON.parse(stderr) as string[])
    .filter((file) => file.startsWith(dist) && file.endsWith('.cjs'))
    .map((file) =>
      file
        .slice(dist.length + 1)
        .replaceAll('\\', '/')
        .replace(/^chunks\//u, '')
        .replace(/(?:-[\w-]{8})?\.cjs$/u, ''),
    )
    .toSorted();
}

/** Runs the program in a process of its own, after another statement. */
function runInside(first: string, words: readonly string[]) {
  const dist = JSON.stringify(join(root, 'dist'));
  const start = `require(${dist} + '/start.cjs').start(${dist}, require, ${JSON.stringify(words)});`;
  return spawnSync(process.execPath, ['--eval', `${first} ${start}`], { encoding: 'utf8' });
}

describe('THIRD-PARTY-NOTICES.txt', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt');

  it('names each package that src imports, as installed, with its licence', () => {
    const imported = new Set(
      readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) => [
          ...read(join('src', file)).matchAll(
            /(?:from|import\() ?'([@a-z][\w@./-]*|node:[\w/]+)'/gu,
          ),
        ])
        .map(([, name = '']) => /^(?:@[^/]+\/)?[^/]+/u.exec(name)?.[0] ?? '')
        .filter((name) => !name.startsWith('node:')),
    );
    expect(imported.size).toBeGreaterThan(7);
    // It only leads to the packages of each prompt, which are bundled in its place.
    imported.delete('@inquirer/prompts');
    for (const name of imported) {
      const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
      expect(notices).toContain(`\n\n${name} ${version}\nLicense: ${license}\n\n`);
    }
  });

  it('names packages that these bring with them, and their licences', () => {
    for (const name of ['ansis', 'fdir', '@inquirer/core', 'env-paths', 'string-width'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'mu'));
    const count = notices.split(`${'-'.repeat(80)}\n`).length - 1;
    expect(notices.match(/^License: \S/gmu)).toHaveLength(count);
    expect(notices.match(/copyright/giu)?.length).toBeGreaterThanOrEqual(count);
  });
});
