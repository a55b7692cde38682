import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed } from '../../src/domain/model/words.js';
import { counted } from '../../src/domain/model/words.js';
import {
  displayWidth,
  escapeAll,
  escapeText,
  padded,
  printJson,
  wrapped,
} from '../../src/render/text.js';

// Everything that a terminal obeys instead of showing, and what turns the writing direction.
const obeyed =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2066-\u2069\u2800\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}/u;
const anyText = fc.string({ unit: 'binary' });

describe('text from a file', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['a\nb\tc\r', 'a\\u000ab\\u0009c\\u000d'],
    ['\u009b2J', '\\u009b2J'],
    ['cb\u202etxt.exe', 'cb\\u202etxt.exe'],
    ['half \ud83d', 'half \\ud83d'],
    ['Zürich 東京 🖥', 'Zürich 東京 🖥'],
    ['soft\u00adhyphen', 'soft\\u00adhyphen'],
    ['a\u200cb\u200dc', 'a\\u200cb\\u200dc'],
    ['filler \u3164\u115f\uffa0', 'filler \\u3164\\u115f\\uffa0'],
    ['note \ufff9', 'note \\ufff9'],
    ['tag \u{e0041}', 'tag \\udb40\\udc41'],
    ['braille \u2800', 'braille \\u2800'],
  ])('%j is shown as %j', (text, shown) => {
    expect(escapeText(text)).toBe(shown);
  });

  it('never reaches a terminal as something to obey', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeText(text)).not.toMatch(/[\n]/);
        expect(escapeText(text)).not.toMatch(obeyed);
      }),
    );
  });

  it('is escaped anywhere in a result, keys too', () => {
    const result = {
      sites: [{ name: 'a\u001b' }, { name: 'b' }],
      tags: { 'k\u0007': 1 },
      none: null,
    };
    expect(escapeAll(result)).toEqual({
      sites: [{ name: 'a\\u001b' }, { name: 'b' }],
      tags: { 'k\\u0007': 1 },
      none: null,
    });
  });

  it('is the same object if nothing needs escaping', () => {
    const result = { sites: [{ name: 'Berlin' }] };
    expect(escapeAll(result)).toBe(result);
  });
});

describe('JSON', () => {
  it('reads back as it was and holds nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const printed = printJson({ value });
        expect(printed).not.toMatch(obeyed);
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify({ value })));
      }),
    );
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['\u001b[1mabc\u001b[22m', 3],
    ['東京', 4],
    ['Zürich', 6],
    ['Zu\u0308rich', 6],
    ['✅ ok', 5],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is filled up to what is wanted', () => {
    expect(padded('東京', 6)).toBe('東京  ');
    expect(padded('7', 3, 'right')).toBe('  7');
    expect(padded('longer', 3)).toBe('longer');
  });
});

describe('wrapping', () => {
  it('keeps every line within the width, and every word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
        const lines = wrapped(words.join(' '), 20, 4).split('\n');
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
        expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(words);
      }),
    );
  });

  it('keeps the indent of the first line and gives later ones theirs', () => {
    expect(wrapped('  one two three', 9, 4)).toBe('  one two\n    three');
  });

  it('leaves a word whole that is longer than a line', () => {
    expect(wrapped('see /a/very/long/path', 8)).toBe('see\n/a/very/long/path');
  });
});

describe('words', () => {
  it('are counted', () => {
    expect([0, 1, 2].map((count) => counted(count, 'broker'))).toEqual([
      '0 brokers',
      '1 broker',
      '2 brokers',
    ]);
    expect(counted(2, 'process', 'processes')).toBe('2 processes');
  });

  it('are listed', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listed(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});
