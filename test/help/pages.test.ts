import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/render/help/page.js';
import { helpPages } from '../../src/render/help/pages.js';
import { renderPageAsMarkdown } from '../../src/render/explain-markdown.js';
import { renderPage } from '../../src/render/explain.js';
import { type ManSource, renderManPages } from '../../src/render/man/pages.js';
import { roffText } from '../../src/render/man/roff.js';
import { displayWidth } from '../../src/render/text.js';
import { createTheme } from '../../src/render/theme.js';
import { usageOf } from '../../src/render/usage.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Command {
  id: string;
  summary?: string;
  description?: string;
  examples?: string[];
  hidden?: boolean;
  strict?: boolean;
  args: Record<string, { name: string; required?: boolean; description?: string }>;
  flags: Record<
    string,
    { name: string; type: string; required?: boolean; summary?: string; description?: string }
  >;
}
const { commands } = JSON.parse(read('oclif.manifest.json')) as {
  commands: Record<string, Command>;
};
const shown = Object.values(commands).filter(({ hidden }) => hidden !== true);

function run(words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: join(root, 'test'), COLUMNS: '80' },
  });
  return stdout + stderr;
}

describe('a page of farm help', () => {
  it.each(helpPages)('$id fits 80 columns and names only commands that exist', async (page) => {
    const stream = { isTTY: true, columns: 80 } as NodeJS.WriteStream;
    const theme = await createTheme({ stream, env: {}, noColour: true, preference: undefined });
    const text = renderPage(contentOf(page), theme);
    const long = text.split('\n').filter((line) => displayWidth(line) > 80);
    expect(long).toEqual([]);
    const named = contentOf(page)
      .blocks.flatMap((block) => (block.kind === 'commands' ? block.commands : []))
      .map((command) => command.replace(/^farm /u, ''));
    const ids = Object.keys(commands).map((id) => id.replaceAll(':', ' '));
    expect(named.filter((words) => !ids.some((id) => `${words} `.startsWith(`${id} `)))).toEqual(
      [],
    );
    expect(named.length).toBeGreaterThan(0);
  });

  it.each(helpPages)('$id is what farm help prints', (page) => {
    const text = run(['help', page.id]);
    expect(text.split('\n')[0]).toBe(page.title);
    expect(read(`docs/help/${page.id}.md`), 'refresh with: npm run generate').toContain(
      renderPageAsMarkdown(contentOf(page)),
    );
  });
});

describe('the help of a command', () => {
  it.each(shown)(
    '$id has an example, and it comes before all else',
    ({ id, summary = '', examples = [] }) => {
      expect(examples.length, 'add `static examples`').toBeGreaterThan(0);
      expect(examples.every((example) => example.includes('<%= config.bin %> '))).toBe(true);
      expect(summary).not.toBe('');
      expect(id).not.toMatch(/[A-Z]/u);
    },
  );

  it('has the examples first', () => {
    const text = run(['broker', 'add', '--help']);
    const order = ['EXAMPLES', 'USAGE', 'ARGUMENTS', 'FLAGS', 'GLOBAL FLAGS', 'DESCRIPTION'];
    const places = order.map((head) => text.indexOf(`\n${head}\n`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
  });

  it.each(shown)(
    '$id has a description that says more than the title',
    ({ summary = '', description = '' }) => {
      const words = (text: string) => text.toLowerCase().match(/[a-z]+/gu) ?? [];
      const title = words(summary).join(' ');
      expect(words(description).join(' ').startsWith(title) && description !== '').toBe(false);
    },
  );

  it.each(shown)('$id says of each flag and argument more than its name', ({ args, flags }) => {
    const empty = [...Object.values(args), ...Object.values(flags)].filter(({ name, ...rest }) => {
      const { summary, description } = rest as { summary?: string; description?: string };
      const about = summary ?? description ?? '';
      return about.trim() === '' || about.trim().toLowerCase() === name;
    });
    expect(empty.map(({ name }) => name)).toEqual([]);
  });

  it.each(shown)('$id names its required flags in the usage', (command) => {
    const [usage = ''] = usageOf({ ...command, words: command.id.split(':') });
    const required = Object.values(command.flags).filter((flag) => flag.required === true);
    expect(required.filter(({ name }) => !usage.includes(`--${name}`))).toEqual([]);
  });
});

describe('the man pages', () => {
  const pages = readdirSync(join(root, 'man')).toSorted();
  const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;

  it('are all in the package, and each command is in one', () => {
    const { man } = JSON.parse(read('package.json')) as { man: string[] };
    expect(man, 'list the pages of man/ in package.json').toEqual(
      pages.map((page) => `man/${page}`),
    );
    const text = pages.map((page) => read(`man/${page}`)).join('\n');
    for (const command of shown) {
      const [usage = ''] = usageOf({ ...command, words: command.id.split(':') });
      expect(text).toContain(`.SS "${roffText(`farm ${usage}`)}"`);
    }
  });

  it.skipIf(!has('groff'))(`pass groff${has('groff') ? '' : ' (skipped: no groff)'}`, () => {
    for (const page of pages) {
      const { stdout, stderr } = spawnSync(
        'groff',
        ['-man', '-Tutf8', '-P-cbou', '-ww', join(root, 'man', page)],
        { encoding: 'utf8' },
      );
      expect([page, stderr]).toEqual([page, '']);
      expect(stdout).toContain('SYNOPSIS');
    }
  });

  it.skipIf(!has('mandoc'))(`pass mandoc${has('mandoc') ? '' : ' (skipped: no mandoc)'}`, () => {
    for (const page of pages) {
      const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning', join(root, 'man', page)], {
        encoding: 'utf8',
      });
      // Without a date: the same sources give the same page.
      const problems = stdout
        .split('\n')
        .filter((line) => line !== '' && !line.includes('missing date'));
      expect(problems).toEqual([]);
    }
  });

  it('have a page for a topic with commands alone, and leave hidden commands out', () => {
    const source: ManSource = {
      about: 'about',
      version: '1',
      commands: [
        {
          id: 'one:do',
          summary: '.Do it',
          args: {},
          flags: {},
          examples: ['<%= config.bin %> one do'],
        },
        { id: 'two:do', summary: 'Do it', hidden: true, args: {}, flags: {} },
      ],
      topics: { one: { description: 'One' }, two: { description: 'Two' } },
      pages: [],
      exitCodes: {},
    };
    const made = renderManPages(source);
    expect([...made.keys()]).toEqual(['farm.1', 'farm-one.1']);
    expect(made.get('farm-one.1')).toContain('.SS "farm one do"\n\\&.Do it.\n');
  });

  it('escape what roff would obey', () => {
    expect(roffText(`.SH x\n'y \\n-a`)).toBe(`\\&.SH x\n\\(aqy \\en\\-a`);
  });
});
