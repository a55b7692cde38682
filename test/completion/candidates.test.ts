import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForBash, splitBashLine } from '../../src/cli/completion/bash-line.js';
import { complete } from '../../src/cli/completion/candidates.js';
import type { Lists } from '../../src/cli/completion/lists.js';
import type { CommandTree } from '../../src/cli/completion/command-tree.js';
import { partsOf, placeholders } from '../../src/cli/completion/placeholders.js';
import { requestOf } from '../../src/cli/completion/shell-lines.js';
import { type FarmDomain, noNames } from '../../src/store/farm/farm-names.js';
import { hostileNames } from './hostile.js';

const { commands } = JSON.parse(
  readFileSync(new URL('../../oclif.manifest.json', import.meta.url), 'utf8'),
) as Pick<CommandTree, 'commands'>;
const tree: CommandTree = { commands, topics: {} };
const lists: Lists = {
  tree,
  names: () => ({
    ...noNames,
    sites: [{ name: 'Berlin', site: 'Berlin', about: 'Licensing Site' }],
    brokers: ['CB1', 'CB2', '-cb3', 'CB,4'].map((name) => ({ name, site: 'Berlin', about: '' })),
    providers: ['vc[1-5]', 'a,b', 'P*'].map((name) => ({ name, site: 'Berlin', about: '' })),
    domains: [
      domain('rack', 'r1', 'brokers'),
      domain('rack', 'row 1, [a]', 'brokers'),
      domain('rack', 'r9', 'agents'),
      domain('power', 'A', 'providers'),
    ],
  }),
  versions: async (file) =>
    ['0', '1', '2'].map((value) => ({ value, about: file ?? 'the farm file' })),
  goals: ['ready', 'tolerance=1'],
  rules: async () => [{ value: 'RAS104', about: 'even-active-brokers' }],
  topics: async () => [{ value: 'load', about: 'Load split' }],
  pages: async () => [],
  services: ['sessions', 'providers'],
  preferences: [{ key: 'fail-on', description: '', values: ['error', 'never'] }],
};

function domain(key: string, value: string, of: FarmDomain['of']): FarmDomain {
  return { name: `${key}=${value}`, site: 'Berlin', about: '', key, value, of };
}

async function wordsFor(line: string): Promise<string[]> {
  const { words, current } = splitBashLine(line);
  const { candidates } = await complete(words.slice(1), current.text, lists);
  return candidates.map(({ word }) => word);
}

describe('what completes a command line', () => {
  it.each<[line: string, words: string[]]>([
    ['farm broker act', ['activate']],
    ['farm broker show cb', ['CB1', 'CB2', 'CB[,]4']],
    ['farm broker promote cb', ['CB1', 'CB2', 'CB[,]4']],
    ['farm broker promote -- ', ['CB1', 'CB2', '-cb3', 'CB[,]4']],
    // Failure domains wherever several can be meant, each of its own objects.
    ['farm broker disable r', ['rack=r1', 'rack=row?1???a?']],
    ['farm simulate --down CB1,r', ['CB1,rack=r1', 'CB1,rack=row?1???a?']],
    ['farm simulate --down=RACK=', ['--down=rack=r1', '--down=rack=row?1???a?']],
    ['farm maintenance --only rack=r', ['rack=r1', 'rack=row?1???a?']],
    ['farm simulate rack', ['rack=r1', 'rack=row?1???a?']],
    ['farm agent delete rack', ['rack=r9']],
    ['farm provider set pow', ['power=A']],
    ['farm broker promote rack', []],
    ['farm advise --why rack', []],
    ['farm broker set CB1 --domain rack', ['rack=r1', 'rack=row 1[,] [[]a[]]', 'rack=r9']],
    // A name with brackets is spelled so that it is that name; what is in brackets divides no list.
    ['farm provider set v', ['vc[[]1-5[]]']],
    ['farm provider delete a', ['a[,]b']],
    ["farm provider delete 'a[,]b,", ['a[,]b,vc[[]1-5[]]', 'a[,]b,P[*]', 'a[,]b,power=A']],
    ['farm provider rename P', ['P[*]']],
    ["farm broker disable 'CB[1,", []],
    // Versions: of the farm file, of --file, of a file that is named; not where the farm file is changed.
    ['farm diff @', ['@0', '@1', '@2']],
    ['farm diff @2 other.json@', ['other.json@0', 'other.json@1', 'other.json@2']],
    ['farm diff ', []],
    ['farm check --against @1', ['@1']],
    ['farm check @', ['@0', '@1', '@2']],
    ['farm status --file=@', ['--file=@0', '--file=@1', '--file=@2']],
    ['farm broker disable CB1 --file @', []],
    ['farm test @', []],
    ['farm history show ', ['0', '1', '2']],
    ['farm restore ', ['1', '2']],
    ['farm restore @', ['@1', '@2']],
    ['farm report --against @2', ['@2']],
    ['farm advise --goal ', ['ready', 'tolerance=1', 'domain=rack', 'domain=power']],
    ['farm advise --goal=dom', ['--goal=domain=rack', '--goal=domain=power']],
    ['farm advise --tolerance ', ['1', '2', '3']],
    ['farm prove --require ', ['1', '2', '3']],
    ['farm prove --failures ', ['all']],
    ['farm load --agents ', []],
    ['farm broker replace CB1 ', []],
    ['farm broker show --site Nowhere ', []],
    ['farm broker promote CB1 CB', []],
    ['farm broker show CB1 CB2', ['CB2']],
    ['farm broker disable CB1,c', ['CB1,CB2', 'CB1,CB[,]4']],
    ['farm simulate --down CB1,c', ['CB1,CB2', 'CB1,CB[,]4']],
    ['farm simulate --partition CB1/cb', ['CB1/CB2', 'CB1/CB[,]4']],
    ['farm simulate --require=sessions,', ['--require=sessions,providers']],
    ['farm check --rule ', ['RAS104']],
    ['farm check --fail-on w', ['warning']],
    ['farm check --fail-on=w', ['--fail-on=warning']],
    ['farm check --deny new-error,new-w', ['new-error,new-warning']],
    ['farm config set fail-on ', ['error', 'never']],
    ['farm broker add ', []],
    ['farm site add x --broker ', []],
    ['farm init --site ', []],
    ['farm no-such-command ', []],
    ['farm status --nosuch=', []],
  ])('%s', async (line, words) => {
    expect(await wordsFor(line)).toEqual(words);
  });

  it('a flag is offered once, unless it can be repeated, and not beside one that it excludes', async () => {
    expect(await wordsFor('farm check --site Berlin --si')).toEqual([]);
    expect(await wordsFor('farm check --rule RAS104 --rul')).toEqual(['--rule']);
    expect(await wordsFor('farm simulate --timeline f --even')).toEqual([]);
  });

  it('each command can be typed with Tab alone, and each of its flags after it', async () => {
    for (const { id, flags, hidden } of Object.values(commands)) {
      if (hidden === true) continue;
      const words = id.split(':');
      for (const [at, word] of words.entries())
        expect(await wordsFor(`farm ${words.slice(0, at).join(' ')} ${word}`)).toContain(word);
      const offered = await wordsFor(`farm ${words.join(' ')} -`);
      for (const flag of Object.values(flags)) expect(offered, id).toContain(`--${flag.name}`);
    }
  });

  it('each placeholder in the help of a command has a row', () => {
    const used = Object.values(commands).flatMap(({ id, flags, args }) => [
      ...Object.values(flags)
        .filter(({ type, options }) => type === 'option' && options === undefined)
        .flatMap(({ name, helpValue = '' }) =>
          partsOf(helpValue).placeholders.map((one) => `${one} of ${id} --${name}`),
        ),
      ...Object.values(args)
        .filter(({ options }) => options === undefined)
        .map(({ name }) => `${name.toUpperCase()} of ${id}`),
    ]);
    const unknown = used.filter((one) => !Object.hasOwn(placeholders, one.split(' ')[0] ?? ''));
    expect(unknown, 'add a row to src/cli/completion/placeholders.ts').toEqual([]);
  });
});

describe('a line of bash', () => {
  it.each<[line: string, words: string[], current: string]>([
    ['farm ', ['farm'], ''],
    ['farm br', ['farm'], 'br'],
    [String.raw`farm a\ b 'c d'"e f" g`, ['farm', 'a b', 'c de f'], 'g'],
    [String.raw`farm "a\"b\c" 'x`, ['farm', String.raw`a"b\c`], 'x'],
    ['farm $(touch x) `y', ['farm', '$(touch', 'x)'], '`y'],
    ['farm a\\', ['farm'], 'a'],
  ])('%s', (line, words, current) => {
    const split = splitBashLine(line);
    expect([split.words, split.current.text]).toEqual([words, current]);
  });

  it('gets a name that it reads as that name again, however it was begun', () => {
    const breaks = ' \t\n"\'@><=;|&(:';
    const name = fc.oneof(
      fc.constantFrom(...hostileNames),
      fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
    );
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom('', "'", '"'), (whole, cut, quote) => {
        fc.pre(!/[\n\r]/u.test(whole));
        // Letters need no quotes, so that the beginning can be typed in any.
        const start = /^[A-Za-z0-9]*/u.exec(whole)![0].slice(0, cut);
        const { current } = splitBashLine(`farm ${quote}${start}`);
        const rest = quoteForBash(whole, current, breaks);
        const line = `farm ${quote}${quote === '' ? rest : start + rest.slice(start.length)}`;
        const closing = quote !== '' && !line.endsWith(quote) ? quote : '';
        expect(splitBashLine(`${line}${closing}`).current.text).toBe(whole);
      }),
    );
  });
});

describe('what is printed at Tab', () => {
  it('leaves out what a shell can not show, and has one line for each word', () => {
    const { print } = requestOf('zsh', ['broker', 'show', ''], {});
    const candidates = ['a\nb', 'a\u001b[31mred', 'a\u202eb', 'ok'].map((word) => ({
      word,
      about: 'two\nlines \u001b[0m',
    }));
    expect(print({ candidates, fileAfter: null })).toBe('words\nok\ttwo lines  [0m\n');
  });

  it('says where a file name belongs', () => {
    const { print } = requestOf('fish', [''], {});
    expect(print({ candidates: [], fileAfter: '' })).toBe('files\n');
    expect(print({ candidates: [], fileAfter: '--file=' })).toBe('files --file=\n');
  });
});
