import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** What `npm pack` makes of a clone is what users install: it needs no registry, no build and no other package. */

const root = join(import.meta.dirname, '../..');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'farm-pack-')));
const clone = join(scratch, 'clone');
const unpacked = join(scratch, 'package');
const manifestOf = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

copyProject();
const before = readFileSync(join(clone, 'package.json'), 'utf8');
const [packed] = JSON.parse(npm(clone, 'pack', '--json', '--pack-destination', scratch)) as {
  filename: string;
  files: { path: string }[];
}[];
const tarball = join(scratch, packed!.filename);
run(scratch, 'tar', '-xzf', tarball);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('npm pack', () => {
  it('leaves out what only a clone needs: scripts, such as prepare, and packages', () => {
    const published = manifestOf(unpacked);
    const cloned = JSON.parse(before) as Record<string, unknown>;
    expect(Object.keys(cloned)).toEqual(expect.arrayContaining(['scripts', 'devDependencies']));
    const { scripts: _scripts, devDependencies: _tools, ...rest } = cloned;
    expect(published).toEqual(rest);
    expect(published).not.toHaveProperty('dependencies');
  });

  it('leaves the package.json of the clone as it was', () => {
    expect(readFileSync(join(clone, 'package.json'), 'utf8')).toBe(before);
    expect(existsSync(join(clone, 'package.json.original'))).toBe(false);
  });

  it('packs the program, its documents and its licences, and no source or test', () => {
    const paths = packed!.files.map(({ path }) => path);
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect(tops).toEqual(
      new Set([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'THIRD-PARTY-NOTICES.txt',
        'bin',
        'dist',
        'docs',
        'farm-policy.schema.json',
        'farm-test.schema.json',
        'farm.schema.json',
        'man',
        'oclif.manifest.json',
        'package.json',
      ]),
    );
    expect(paths).toContain('dist/main.cjs');
    expect(paths, 'README links to it').toContain('docs/commands.md');
    expect(paths).not.toContain('bin/dev.js');
  });

  it('packs the library under the name of the package, with its types', () => {
    const paths = packed!.files.map(({ path }) => path);
    expect(paths).toContain('dist/types/index.d.ts');
    const program = `
      import { parseFarm, splitLoad } from 'ras-farm';
      import schema from 'ras-farm/farm.schema.json' with { type: 'json' };
      const farm = parseFarm(${JSON.stringify(readFileSync(join(root, 'examples/two-sites.farm.json'), 'utf8'))});
      console.log([splitLoad(farm).sites.length, typeof schema.properties].join(" "));`;
    const answer = run(
      unpacked,
      process.execPath,
      '--input-type=module',
      '--no-warnings',
      '--eval',
      program,
    );
    expect(answer).toBe('2 object\n');
  });

  it('repairs the package.json that a killed npm pack left behind', () => {
    const script = join(clone, 'scripts', 'published-manifest.mjs');
    run(clone, process.execPath, script);
    expect(manifestOf(clone)).not.toHaveProperty('scripts');
    // Killed here; the next one begins.
    run(clone, process.execPath, script);
    expect(manifestOf(clone)).not.toHaveProperty('scripts');
    run(clone, process.execPath, script, '--restore');
    expect(readFileSync(join(clone, 'package.json'), 'utf8')).toBe(before);
  });

  it('keeps a package.json that was restored manually after a killed npm pack, and changed', () => {
    const script = join(clone, 'scripts', 'published-manifest.mjs');
    run(clone, process.execPath, script);
    const changed = before.replace('"license": "MIT"', '"license": "ISC"');
    writeFileSync(join(clone, 'package.json'), changed);
    run(clone, process.execPath, script);
    expect(manifestOf(clone)).toMatchObject({ license: 'ISC' });
    run(clone, process.execPath, script, '--restore');
    expect(readFileSync(join(clone, 'package.json'), 'utf8')).toBe(changed);
    writeFileSync(join(clone, 'package.json'), before);
  });
});

// Windows has its commands elsewhere.
describe.skipIf(process.platform === 'win32')('the package', () => {
  it('installs without a network, and works with nothing beside it', () => {
    const prefix = join(scratch, 'global');
    npm(scratch, 'install', '--global', '--offline', '--prefix', prefix, tarball);
    const work = join(scratch, 'work');
    mkdirSync(work);
    const farm = (...words: string[]): string =>
      run(work, join(prefix, 'bin', 'farm'), ...words, '--no-color');
    expect(run(work, join(prefix, 'bin', 'farm'), '--version')).toMatch(/^ras-farm\/\d/u);
    farm('init', '--example');
    expect(farm('status')).toContain('2 sites');
    // These load what is seldom needed: conf, the table library, YAML and the finding of files.
    farm('config', 'set', 'fail-on', 'warning');
    expect(farm('config', 'list')).toContain('warning');
    expect(farm('validate', '*.json')).toContain('1 ');
    farm('test', '--init');
  });
});

/** All files of the project as they are now, committed or not, and what was built. */
function copyProject(): void {
  const files = run(root, 'git', 'ls-files', '-z', '-co', '--exclude-standard').split('\0');
  for (const file of files.filter((one) => one !== '' && existsSync(join(root, one)))) {
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  // Last, so that it is newer than what it was built from.
  cpSync(join(root, 'dist'), join(clone, 'dist'), { recursive: true });
}

function npm(cwd: string, ...args: string[]): string {
  return process.platform === 'win32'
    ? run(cwd, 'cmd', '/c', 'npm', ...args)
    : run(cwd, 'npm', ...args);
}

function run(cwd: string, command: string, ...args: string[]): string {
  const home = join(scratch, 'home');
  // Neither the user's preferences nor the npm that started the tests may have an effect.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|XDG_|FARM_)/u.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...env, HOME: home, USERPROFILE: home, APPDATA: home },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited ${status}:\n${stderr}`);
  return stdout;
}
