import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLiteralQuotes } from '../../src/cli/literal-quotes.js';

/** cmd.exe passes single quotes on: as it splits a line, in the words of the program. */

const read = (line: string, env: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'win32') =>
  withoutLiteralQuotes(cmdWords(line), env, platform);

/** A line as cmd.exe and the C runtime split it: double quotes group, single quotes are letters. */
function cmdWords(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}

describe('single quotes in cmd.exe', () => {
  const rows: [line: string, argv: string[]][] = [
    ["broker show 'CB1'", ['broker', 'show', 'CB1']],
    ["agent add 'RDS[01-40]' -n", ['agent', 'add', 'RDS[01-40]', '-n']],
    [
      "broker set CB1 --description 'second floor, left' -n",
      ['broker', 'set', 'CB1', '--description', 'second floor, left', '-n'],
    ],
    [
      "broker set CB1 --description='second floor'",
      ['broker', 'set', 'CB1', '--description=second floor'],
    ],
    ["broker show --site='Berlin' CB1", ['broker', 'show', '--site=Berlin', 'CB1']],
    ["simulate --down 'CB1','CB2',CB3", ['simulate', '--down', 'CB1,CB2,CB3']],
    ["broker set CB1 --description ''", ['broker', 'set', 'CB1', '--description', '']],
  ];

  it.each(rows)('%s', (line, argv) => {
    const { argv: meant, typed } = read(line);
    expect(meant).toEqual(argv);
    expect(typed).toHaveLength(1);
    expect(read(line, { FARM_SHELL: 'cmd' }, 'linux').argv).toEqual(argv);
  });

  it.each([
    ["site show O'Brien"],
    ['site show "O\'Brien\'s site"'],
    ["site show dons' 'n"],
    ["site rename 'Berlin Berlin2"],
    ["broker set CB1 --description don't --site can't"],
    ['broker show "CB1"'],
  ])('an apostrophe is none: %s', (line) => {
    expect(read(line)).toEqual({ argv: cmdWords(line), typed: [] });
  });

  it('stay where the shell reads them itself', () => {
    const line = "broker show 'CB1'";
    const meant = { argv: ['broker', 'show', "'CB1'"], typed: [] };
    expect(read(line, {}, 'linux')).toEqual(meant);
    expect(read(line, { MSYSTEM: 'MINGW64' })).toEqual(meant);
    expect(read(line, { FARM_SHELL: 'powershell' })).toEqual(meant);
  });

  it('any words in single quotes, with or without spaces, become what was meant', () => {
    const plain = fc.stringMatching(/^[a-z*[\]=.,][a-z0-9*[\]=.,-]{0,6}$/);
    // Between words one space: cmd.exe does not pass on how many there were.
    const value = fc.array(plain, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        const line = ['load', ...values.map((one) => `'${one}'`)].join(' ');
        expect(read(line).argv).toEqual(['load', ...values]);
      }),
    );
  });

  it('no word without a quote changes', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((one) => !one.includes("'"))), (argv) => {
        expect(withoutLiteralQuotes(argv, {}, 'win32')).toEqual({ argv, typed: [] });
      }),
    );
  });
});
