import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../src/store/fs/files-below.js';
import { filesMatching } from '../../src/store/fs/files-matching.js';

/** Which files a folder means. What `.gitignore` excludes is compared with git itself. */

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'farm-folders-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function below(folder: string, from = folder): Promise<string[]> {
  const found = await filesBelow(from, (name) => name.endsWith('.json'));
  return found.map((path) => relative(folder, path).replaceAll('\\', '/'));
}

describe('a folder', () => {
  it('means all files with a wanted name, in the order of their paths', async () => {
    const folder = folderWith({ 'b.json': '', 'a/z.json': '', 'a/b/c.json': '', 'a.txt': '' });
    expect(await below(folder)).toEqual(['a/b/c.json', 'a/z.json', 'b.json']);
  });

  it('means nothing that is hidden or in node_modules', async () => {
    const folder = folderWith({ '.a.json': '', '.git/b.json': '', 'x/node_modules/c.json': '' });
    expect(await below(folder)).toEqual([]);
  });

  it('is not left through a link, but a link to a file is that file, and a dangling one is kept', async () => {
    const folder = folderWith({ 'a/farm.json': '', 'named.json/x.txt': '' });
    const elsewhere = folderWith({ 'other.json': '' });
    const links = { 'a/loop': '..', 'a/self.json': 'self.json', 'b.json': 'nowhere' };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
    symlinkSync(elsewhere, join(folder, 'outside'));
    symlinkSync(elsewhere, join(folder, 'outside.json'));
    symlinkSync(join(elsewhere, 'other.json'), join(folder, 'linked.json'));
    expect(await below(folder)).toEqual(['a/farm.json', 'a/self.json', 'b.json', 'linked.json']);
  });
});

describe('a link to a file that is found itself', () => {
  const folder = folderWith({ 'b/file.json': '' });
  const elsewhere = folderWith({ 'other.json': '' });
  symlinkSync('b/file.json', join(folder, 'a.json'));
  for (const name of ['c.json', 'd.json'])
    symlinkSync(join(elsewhere, 'other.json'), join(folder, name));

  it('is left out, in a folder and by a pattern: a command that writes must not write it twice', async () => {
    const expected = ['b/file.json', 'c.json'];
    expect(await below(folder)).toEqual(expected);
    const matching = await filesMatching('**/*.json', folder);
    expect(matching).toEqual(expected.map((name) => join(folder, name)));
  });
});

describe('.gitignore', () => {
  const repository = {
    '.git/HEAD': '',
    '.gitignore': 'build/\n/draft.json\n*.tmp.json\n',
    'draft.json': '',
    'a/draft.json': '',
    'a/x.tmp.json': '',
    'a/build/b.json': '',
  };

  it('excludes files, without git, in the folder and below', async () => {
    const folder = folderWith({
      '.gitignore': 'a.json',
      'a.json': '',
      'b/a.json': '',
      'b/b.json': '',
    });
    expect(await below(folder)).toEqual(['b/b.json']);
  });

  it('applies from the root of the repository', async () => {
    const folder = folderWith(repository);
    expect(await below(folder)).toEqual(['a/draft.json']);
    expect(await below(folder, join(folder, 'a'))).toEqual(['a/draft.json']);
  });

  it('does not apply to a folder that is named although it is ignored', async () => {
    const folder = folderWith(repository);
    expect(await below(folder, join(folder, 'a/build'))).toEqual(['a/build/b.json']);
  });

  it('of a repository does not apply to a repository in it', async () => {
    const inner = { 'in/.git': 'gitdir: elsewhere', 'in/.gitignore': 'b.json', 'in/b.json': '' };
    const folder = folderWith({
      ...repository,
      ...inner,
      'in/draft.json': '',
      'in/c.tmp.json': '',
    });
    expect(await below(folder)).toEqual(['a/draft.json', 'in/c.tmp.json', 'in/draft.json']);
    expect(await below(folder, join(folder, 'in'))).toEqual(['in/c.tmp.json', 'in/draft.json']);
  });

  it('that is far too large is refused', async () => {
    const folder = folderWith({ '.gitignore': 'x'.repeat(2 ** 20 + 1), 'a.json': '' });
    await expect(below(folder)).rejects.toThrow('.gitignore is larger than 1 MB.');
  });
});

const names = ['a', 'b', 'a b', '[x]', '#c', '!d', 'e.json', 'f.json', 'g*.json'];
const anyPath = fc.array(fc.constantFrom(...names), { minLength: 0, maxLength: 3 });
const part = fc.constantFrom(
  ...names,
  'a.folder',
  'b.folder',
  'a b.folder',
  'a*er',
  '*.folder',
  '*',
  '**',
  '?',
  '*.json',
  'a*',
  '[ab]',
  '[!a]',
  String.raw`\#c`,
  String.raw`\!d`,
  String.raw`\[x]`,
);
const rule = fc
  .record({
    negated: fc.boolean(),
    start: fc.constantFrom('', '', '/', '**/'),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom('', '', '/', '/**', '/*', ' ', '\r'),
  })
  .map(({ negated, start, parts, end }) => `${negated ? '!' : ''}${start}${parts.join('/')}${end}`);
const rules = fc.array(fc.oneof(rule, fc.constant('# a comment'), fc.constant('')), {
  maxLength: 5,
});
const anyTree = fc.record({
  files: fc.array(anyPath, { minLength: 3, maxLength: 12 }),
  ignores: fc.array(fc.record({ at: anyPath, rules }), { minLength: 1, maxLength: 3 }),
});

describe('against git', () => {
  it('the same files are found, whatever .gitignore files say', async () => {
    const folder = folderWith({});
    execFileSync('git', ['init', '--quiet', folder]);
    await fc.assert(
      fc.asyncProperty(anyTree, async ({ files, ignores }) => {
        const top = join(folder, 'top');
        rmSync(top, { recursive: true, force: true });
        for (const path of files) {
          // Each name is a folder or a file, never both.
          const folders = path.map((name) => `${name}.folder`);
          mkdirSync(join(top, ...folders), { recursive: true });
          for (const name of names) writeFileSync(join(top, ...folders, name), '');
        }
        for (const { at, rules: lines } of ignores) {
          const into = join(top, ...at.map((name) => `${name}.folder`));
          mkdirSync(into, { recursive: true });
          writeFileSync(join(into, '.gitignore'), lines.join('\n'));
        }
        const found = await filesBelow(top, () => true);
        const listed = execFileSync(
          'git',
          ['-c', 'core.excludesFile=', 'ls-files', '-z', '--others', '--exclude-standard', 'top'],
          { cwd: folder, encoding: 'utf8' },
        );
        const expected = listed
          .split('\0')
          .filter((path) => path !== '' && !path.endsWith('.gitignore'));
        expect(
          found.map((path) => relative(folder, path).replaceAll('\\', '/')).toSorted(),
        ).toEqual(expected.toSorted());
      }),
      { numRuns: 40 },
    );
  });
});
