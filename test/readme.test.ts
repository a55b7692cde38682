import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Room } from './sessions/harness/room.js';

const root = join(import.meta.dirname, '..');
const read = (file: string): string =>
  readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const readme = read('README.md');
/** The pages that people read, without those of the rules. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
  'docs/rules/README.md',
];
const manifest = JSON.parse(read('oclif.manifest.json')) as { commands: Record<string, unknown> };
const ids = Object.keys(manifest.commands).map((id) => id.replaceAll(':', ' '));

/** The README and docs are what an administrator believes: what they show is generated, and what they give to type works. */
describe('README', () => {
  it.each(['generate-examples.mjs', 'generate-pages.mjs', 'generate-pictures.mjs'])(
    'is fresh: %s',
    (script) => {
      const run = spawnSync(process.execPath, [join(root, 'scripts', script), '--check'], {
        encoding: 'utf8',
      });
      expect(run.status, `refresh with: npm run generate\n${run.stderr}`).toBe(0);
    },
  );

  it('has a first command that sets up and runs the main job, and a second that passes the tests', () => {
    const [first, second] = [...readme.matchAll(/^```sh\n(.+)\n```$/gm)].map((match) => match[1]);
    // Not through npx: it fails in a folder whose name has certain characters.
    expect(first).toMatch(/^npm ci && node bin\/run\.js /);
    expect(second).toBe('npm ci && npm test');
    const [, words = ''] = first?.split('node bin/run.js ') ?? [];
    const run = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words.split(' ')], {
      cwd: root,
      encoding: 'utf8',
      // The user's preferences must not have an effect.
      env: { PATH: process.env['PATH'], HOME: join(root, 'test'), APPDATA: join(root, 'test') },
    });
    expect(run.stderr).toBe('');
    expect(run.status, 'the sample farm has findings worth reading, but no error').toBe(0);
    expect(run.stdout).toMatch(/^3 warnings, 3 notes/);
  });

  it('is short enough for a first visit', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThan(150);
  });
});

describe('README, CONTRIBUTING and docs', () => {
  it.each(pages)('%s has no link that leads nowhere', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !leads(target, page))).toEqual([]);
  });

  it.each(pages)('%s names no command that is not there', (page) => {
    const unknown = commandsIn(read(page)).filter(
      (words) => !ids.some((id) => words === id || words.startsWith(`${id} `)),
    );
    expect(unknown).toEqual([]);
  });

  it('name commands, and are all reached from README', () => {
    expect(pages.flatMap((page) => commandsIn(read(page))).length).toBeGreaterThan(100);
    const linked = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#]+)/g)].map((match) => join(dirname(page), match[1] ?? '')),
    );
    expect(pages.filter((page) => page !== 'README.md' && !linked.includes(page))).toEqual([]);
  });
});

// The commands are typed into a shell.
describe.skipIf(process.platform === 'win32')('what a page gives to type', () => {
  it.each(['docs/describe-a-farm.md', 'docs/ask.md'])('%s works in its order', async (page) => {
    const room = new Room();
    onTestFinished(() => room.close());
    const commands = [...read(page).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((match) =>
      (match[1] ?? '').trim().split('\n'),
    );
    expect(commands.length).toBeGreaterThan(10);
    for (const command of commands) {
      expect(await room.run(command), command).toMatchObject({ exit: 0, stderr: '' });
    }
  });

  it('README shows the same commands for PowerShell', async () => {
    const room = new Room();
    onTestFinished(() => room.close());
    const blocks = (language: string): string[] =>
      [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
        (match) => match[1] ?? '',
      );
    const [install = '', command = ''] = blocks('powershell');
    const [first = '', second = '', continued = ''] = blocks('sh');
    const asPosix = install.replaceAll(/; if \(\$\?\) \{ (.*) \}$/gm, ' && $1');
    expect(asPosix).toBe(first + second);
    expect(command.replaceAll('`\n', '\\\n')).toBe(continued);
    for (const typed of ['farm init --example', continued])
      expect(await room.run(typed), typed).toMatchObject({ exit: 0, stderr: '' });
  });

  it('README works on the sample farm', async () => {
    const room = new Room();
    onTestFinished(() => room.close());
    const tasks = [...readme.matchAll(/^\| .* \| `(farm .*)` \|$/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(tasks).toHaveLength(5);
    for (const command of ['farm init --example', ...tasks]) {
      expect(await room.run(command), command).toMatchObject({ exit: 0, stderr: '' });
    }
  });
});

/** Commands as they are typed in prose and blocks, without the word farm. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```(?:sh|console|yaml)\n([\s\S]*?)^ *```$/gm)];
  const typed = blocks.flatMap((match) => [
    ...(match[1] ?? '').matchAll(/^ *(?:\$ |- |run: |- run: )?farm ([a-z][a-z -]*)/gm),
  ]);
  const inline = text.matchAll(/`farm ([a-z][a-z -]*)/g);
  return [...typed, ...inline].map((match) => (match[1] ?? '').trim());
}

function leads(target: string, page: string): boolean {
  if (/^https?:/.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchorsOf(read(file)).includes(anchor);
}

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
}
