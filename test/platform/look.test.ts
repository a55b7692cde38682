import fc from 'fast-check';
import Table from 'cli-table3';
import { describe, expect, it } from 'vitest';
import { createTheme, type LookChoice } from '../../src/render/theme.js';
import { fittedWidths } from '../../src/render/table.js';
import { displayWidth } from '../../src/render/text.js';

const pipe = { stream: {}, env: {}, noColour: false };
const terminal = { stream: { isTTY: true, columns: 80 }, env: { TERM: 'xterm' }, noColour: false };

async function coloured(choice: LookChoice): Promise<boolean> {
  const theme = await createTheme(choice);
  return theme.bad('x') !== 'x';
}

describe('colour', () => {
  it.each<[string, boolean, LookChoice]>([
    ['a pipe', false, pipe],
    ['a terminal', true, terminal],
    ['a terminal that can do nothing', false, { ...terminal, env: { TERM: 'dumb' } }],
    ['--no-color', false, { ...terminal, noColour: true, env: { FORCE_COLOR: '1' } }],
    ['NO_COLOR', false, { ...terminal, env: { NO_COLOR: '1' } }],
    ['an empty NO_COLOR', true, { ...terminal, env: { NO_COLOR: '' } }],
    ['FORCE_COLOR', true, { ...pipe, env: { FORCE_COLOR: '1' } }],
    ['FORCE_COLOR=0', false, { ...terminal, env: { FORCE_COLOR: '0' } }],
    ['FORCE_COLOR before NO_COLOR', true, { ...pipe, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }],
    ['the preference always', true, { ...pipe, preference: 'always' }],
    ['the preference never', false, { ...terminal, preference: 'never' }],
    [
      'NO_COLOR before the preference',
      false,
      { ...pipe, env: { NO_COLOR: '1' }, preference: 'always' },
    ],
  ])('%s: %s', async (_, expected, choice) => {
    expect(await coloured(choice)).toBe(expected);
  });

  it('is judged for standard output and standard error apart', async () => {
    expect(await coloured({ ...pipe, env: { TERM: 'xterm' } })).toBe(false);
    expect(await coloured({ ...terminal, env: { TERM: 'xterm' } })).toBe(true);
  });
});

const head = ['site', 'broker', 'description'];
const rows = [
  [
    'Berlin',
    'cb-ber-1.corp.example.com',
    'second floor, next to the old storage; ask the facility team for the key',
  ],
  ['Frankfurt', 'cb-fra-1', ''],
];

describe('a table in a pipe', () => {
  it('is plain aligned columns, one line a row, without spaces at the ends', async () => {
    const theme = await createTheme(pipe);
    expect(theme.table(head, rows)).toBe(
      [
        'site       broker                     description',
        'Berlin     cb-ber-1.corp.example.com  second floor, next to the old storage; ask the facility team for the key',
        'Frankfurt  cb-fra-1',
      ].join('\n'),
    );
  });

  it('aligns numbers to the right', async () => {
    const theme = await createTheme(pipe);
    expect(
      theme.table(
        ['n', 'name'],
        [
          ['1', 'a'],
          ['10', 'b'],
        ],
        { right: [0], indent: 2 },
      ),
    ).toBe('   n  name\n   1  a\n  10  b');
  });
});

const colourCodes = /\u001b\[\d+m/g;
const plainCell = fc.stringMatching(/^[A-Za-z0-9 .,-]{0,60}$/);
/** Letters of one and of two columns, and marks of none. */
const letters = [
  'a',
  'ä',
  'ß',
  '部',
  '署',
  'か',
  '한',
  'ﾊ',
  'e\u0301',
  '-',
  ' ',
  '…',
  '–',
  'Ω',
  '💡',
];
const wideCell = fc
  .array(fc.constantFrom(...letters), { maxLength: 40 })
  .map((all) => all.join(''));
const colouredCell = plainCell.map((text) => `\u001b[90m${text}\u001b[39m`);
const cell = fc.oneof(plainCell, wideCell, colouredCell);
const anyTable = fc.integer({ min: 1, max: 6 }).chain((columns) => {
  const row = fc.array(cell, { minLength: columns, maxLength: columns });
  return fc.record({
    head: row,
    rows: fc.array(row, { maxLength: 6 }),
    width: fc.integer({ min: 40, max: 160 }),
  });
});

describe('a table on a terminal', () => {
  it('has a line under the head and wraps long cells', async () => {
    const theme = await createTheme({ ...terminal, env: { TERM: 'xterm', NO_COLOR: '1' } });
    expect(theme.table(head, rows)).toMatchInlineSnapshot(`
      "site       broker                     description
      ────────────────────────────────────────────────────────────────────────────────
      Berlin     cb-ber-1.corp.example.com  second floor, next to the old storage; ask
                                            the facility team for the key
      Frankfurt  cb-fra-1"
    `);
  });

  it('is never wider than the terminal, and has every word in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ head, rows, width }) => {
        const theme = await createTheme({ ...terminal, stream: { isTTY: true, columns: width } });
        const shown = theme.table(head, rows).replaceAll(colourCodes, '');
        const lines = shown.split('\n');
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        const words = rows.flat().flatMap((cell) => cell.replaceAll(colourCodes, '').split(' '));
        // Only what no line of a row has room for is broken.
        const fitting = words.filter((word) => word !== '-' && displayWidth(word) <= width - 4);
        expect(fitting.filter((word) => !lines.some((line) => line.includes(word)))).toEqual([]);
        const letters = (text: string): string => text.replaceAll(/[\s─;:-]/g, '');
        for (const word of words) expect(letters(shown)).toContain(letters(word));
      }),
      { numRuns: 300 },
    );
  });

  it('puts the columns below each row that do not fit beside it, with their titles', async () => {
    const stream = { isTTY: true, columns: 40 };
    const theme = await createTheme({
      stream,
      env: { TERM: 'xterm', NO_COLOR: '1' },
      noColour: true,
    });
    const rows = [
      ['CB-BER-1', 'primary', '50%', 'RDS-BER-[01-10]', '-'],
      ['CB-BER-2', 'secondary', '25%', '-', 'RDS-BER-[11-14], RDS-BER-[16-20]'],
      ['CB-BER-3', 'standby', '0%', '-', '-'],
    ];
    const titles = ['broker', 'role', 'share', 'pinned', 'automatic'];
    expect(theme.table(titles, rows, { right: [2], indent: 2 })).toMatchInlineSnapshot(`
      "  broker    role       share
        ──────────────────────────
        CB-BER-1  primary      50%
          pinned: RDS-BER-[01-10]
        CB-BER-2  secondary    25%
          automatic: RDS-BER-[11-14],
            RDS-BER-[16-20]
        CB-BER-3  standby       0%"
    `);
  });

  it.each(['heading', 'good', 'caution', 'bad', 'faint', 'command'] as const)(
    'keeps the colour of %s within its cell',
    async (style) => {
      const theme = await createTheme({ ...terminal, stream: { isTTY: true, columns: 40 } });
      const [on = '', off = ''] = theme[style]('|').split('|');
      const shown = theme.table(['a', 'b'], [[theme[style]('word '.repeat(20).trim()), 'plain']]);
      const lines = shown.split('\n').slice(2);
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) {
        expect(line.split(on)).toHaveLength(2);
        expect(line.split(off)).toHaveLength(2);
        expect(line).toMatch(/^\S*word/u);
      }
    },
  );
});

/** Why src/render/table.ts fits the widths and breaks long words itself: what passes here no longer can be left to it. */
describe('cli-table3 alone', () => {
  const draw = (cell: string, options: object): string[] => {
    const table = new Table({ style: { head: [], border: [] }, ...options });
    table.push([cell]);
    return table.toString().split('\n').slice(1, -1);
  };

  it('fits no table to a width', () => {
    expect(displayWidth(draw('many words '.repeat(20), { wordWrap: true })[0]!)).toBe(224);
  });

  it('cuts a word off that is longer than its column', () => {
    const options = { colWidths: [10], wordWrap: true };
    expect(draw('cb-ber-1.corp', options)).toEqual(['│ cb-ber-… │']);
  });

  it('breaks every word instead, by letters, not by columns, and within colour codes', () => {
    const options = { colWidths: [10], wordWrap: true, wrapOnWordBoundary: false };
    expect(draw('one server', options)).toEqual(['│ one serv │', '│ er       │']);
    expect(draw('東京東京東京', options)).toEqual(['│ 東京東…  │']);
    expect(draw('\u001b[90mabcdefgh\u001b[39m', options)[1]).toContain('\u001b[3');
  });

  it('does not count the spaces that a cell begins with', () => {
    expect(draw(' abcdefgh', { colWidths: [10], wordWrap: true })).toEqual(['│  abcdef… │']);
  });
});

describe('the widths of columns', () => {
  it('take from the widest first, and leave narrow ones alone', () => {
    expect(
      fittedWidths(['a', 'b', 'c'], [['x'.repeat(4), 'x '.repeat(25), 'x '.repeat(30)]], 48),
    ).toEqual([4, 20, 20]);
  });

  it('keep whole words while another column can give way, and are none if no column can', () => {
    const rows = [['account.example.com', 'some words that can be wrapped to several lines']];
    expect(fittedWidths(['to', 'purpose'], rows, 40)).toEqual([19, 19]);
    expect(fittedWidths(['to', 'purpose'], rows, 32)).toEqual([19, 11]);
    expect(fittedWidths(['to', 'purpose'], rows, 28)).toEqual([19, 7]);
    expect(fittedWidths(['to', 'purpose'], rows, 27)).toBeNull();
  });

  it('stay as they are where there is room', () => {
    expect(fittedWidths(['a', 'b'], [['xx', 'yyy']], 80)).toEqual([2, 3]);
  });
});
