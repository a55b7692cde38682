import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/cli/progress.js';
import { isLongerThan, pagerOf } from '../../src/cli/terminal.js';
import { fitLines } from '../../src/render/text.js';

const screen = { isTTY: true, columns: 20, rows: 5 };

describe('the pager', () => {
  it.each<[string, string | null, object, Record<string, string>]>([
    ['less, if none is set', 'less', screen, {}],
    ['PAGER', 'more -s', screen, { PAGER: 'more -s' }],
    ['FARM_PAGER before PAGER', 'bat', screen, { PAGER: 'more', FARM_PAGER: 'bat' }],
    ['none, if FARM_PAGER is empty', null, screen, { PAGER: 'more', FARM_PAGER: '' }],
    ['none, if PAGER is blank', null, screen, { PAGER: '  ' }],
    ['none, if it is cat', null, screen, { PAGER: 'cat' }],
    ['none in a pipe', null, {}, { PAGER: 'more' }],
    ['none in CI', null, screen, { CI: 'true' }],
    ['one, if CI is false', 'less', screen, { CI: 'false' }],
    ['none, if the terminal is dumb', null, screen, { TERM: 'dumb' }],
  ])('is %s', (_, expected, stream, env) => {
    expect(pagerOf(stream, env)).toBe(expected);
  });

  it('is needed from as many lines on as the screen has: the prompt of the shell takes one', () => {
    expect(isLongerThan(screen, 'a\n'.repeat(4))).toBe(false);
    expect(isLongerThan(screen, 'a\n'.repeat(5))).toBe(true);
    expect(isLongerThan(screen, `${'a'.repeat(40)}\nb\nc\n`)).toBe(false);
    expect(isLongerThan(screen, `${'a'.repeat(41)}\nb\nc\n`)).toBe(true);
    // Colours take no room, and an empty line takes one.
    expect(isLongerThan(screen, `\u001b[31m${'a'.repeat(20)}\u001b[39m\n\n\nb\n`)).toBe(false);
    expect(isLongerThan({ isTTY: true }, 'a\n'.repeat(500))).toBe(false);
  });
});

describe('lines longer than the terminal', () => {
  it('are wrapped between words, two columns further in', () => {
    expect(fitLines('  one two three four\nfive', 12)).toBe('  one two\n    three\n    four\nfive');
    expect(fitLines('as it is, in a pipe of no width', 0)).toBe('as it is, in a pipe of no width');
  });

  it('keep a command in one line, and put it on its own', () => {
    expect(fitLines('  farm broker list --site Berlin', 12)).toBe(
      '  farm broker list --site Berlin',
    );
    expect(fitLines('the fix: farm broker set CB1 --ip IP', 20)).toBe(
      'the fix:\n  farm broker set CB1 --ip IP',
    );
    const coloured = 'even number →  \u001b[36mfarm broker add CB5\u001b[39m';
    expect(fitLines(coloured, 20)).toBe('even number →\n  \u001b[36mfarm broker add CB5\u001b[39m');
    expect(fitLines('Each farm has one: the farm of its own', 20)).toBe(
      'Each farm has one:\n  the farm of its\n  own',
    );
  });
});

describe('progress', () => {
  const drawn = (env: Record<string, string>, isTTY = true, silent = false) => {
    const written: string[] = [];
    let time = 0;
    const write = (text: string): boolean => written.push(text) > 0;
    const stream = { isTTY, columns: 30, write } as unknown as NodeJS.WriteStream;
    const progress = openProgress({ env, silent }, stream, () => time);
    const at = (milliseconds: number, done: number): void => {
      time = milliseconds;
      progress.show('Checking farm', done, 300);
    };
    for (const [milliseconds, done] of [
      [0, 1],
      [499, 40],
      [500, 41],
      [550, 45],
      [600, 50],
    ] as const)
      at(milliseconds, done);
    progress.end();
    return written;
  };

  it('begins after half a second, is drawn ten times a second, and is erased', () => {
    expect(drawn({})).toEqual([
      '\r\u001b[KChecking farm 41 of 300…',
      '\r\u001b[KChecking farm 50 of 300…',
      '\r\u001b[K',
    ]);
  });

  it('is nothing in a pipe, in CI, on a dumb terminal, and for JSON', () => {
    expect(drawn({}, false)).toEqual([]);
    expect(drawn({ CI: '1' })).toEqual([]);
    expect(drawn({ TERM: 'dumb' })).toEqual([]);
    expect(drawn({}, true, true)).toEqual([]);
  });
});
