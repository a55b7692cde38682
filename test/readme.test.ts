import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string =>
  readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const readme = read('README.md');

/** The README is what an administrator believes: what it shows is generated, and what it tells to type works. */
describe('README', () => {
  it.each(['generate-examples.mjs', 'generate-readme.mjs'])('is fresh: %s', (script) => {
    const run = spawnSync(process.execPath, [join(root, 'scripts', script), '--check'], {
      encoding: 'utf8',
    });
    expect(run.status, `refresh with: npm run generate\n${run.stderr}`).toBe(0);
  });

  it('has a first command that sets up and runs the main job, and a second that passes the tests', () => {
    const [first, second] = [...readme.matchAll(/^```sh\n(.+)\n```$/gm)].map((match) => match[1]);
    // Not through npx: it fails in a folder whose name has certain characters.
    expect(first).toMatch(/^npm ci && node bin\/run\.js /);
    expect(second).toBe('npm ci && npm test');
    const [, words = ''] = first?.split('node bin/run.js ') ?? [];
    const run = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words.split(' ')], {
      cwd: root,
      encoding: 'utf8',
      // Nobody's own preferences may decide about it.
      env: { PATH: process.env['PATH'], HOME: join(root, 'test'), APPDATA: join(root, 'test') },
    });
    expect(run.stderr).toBe('');
    expect(run.status, 'the sample farm has findings worth reading, but no error').toBe(0);
    expect(run.stdout).toMatch(/^3 warnings, 3 infos/);
  });

  it('has no link that leads nowhere', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md']) {
      const text = read(file);
      const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
      expect(targets.filter((target) => !leads(target, text))).toEqual([]);
    }
  });

  it('names no command that is not there', () => {
    const { commands } = JSON.parse(read('oclif.manifest.json')) as {
      commands: Record<string, unknown>;
    };
    const ids = Object.keys(commands).map((id) => id.replaceAll(':', ' '));
    const typed = [
      ...(readme + read('CONTRIBUTING.md')).matchAll(/(?:`|^\$ |run: )farm ([a-z][a-z -]*)/gm),
    ];
    expect(typed.length).toBeGreaterThan(20);
    const unknown = typed
      .map((match) => (match[1] ?? '').trim())
      .filter((words) => !ids.some((id) => words === id || words.startsWith(`${id} `)));
    expect(unknown.filter((words) => words !== 'COMMAND')).toEqual([]);
  });
});

function leads(target: string, text: string): boolean {
  if (/^https?:/.test(target)) return true;
  if (!target.startsWith('#')) return existsSync(join(root, target));
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  return anchors.includes(target.slice(1));
}
