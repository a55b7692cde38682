import { printed } from '../suggest/printed.js';
import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/render/did-you-mean.js';
import { FarmError, type LocatedProblem } from '../../src/domain/model/errors.js';
import { asFarmError, wantsJson } from '../../src/cli/error-report.js';
import { errorDocument } from '../../src/render/error-document.js';
import { renderError } from '../../src/render/error.js';
import { createTheme } from '../../src/render/theme.js';
import { unknownCommand } from '../../src/cli/usage-errors.js';

async function reported(error: FarmError): Promise<string> {
  const theme = await createTheme({ stream: {}, env: {}, noColour: true });
  return renderError(printed(errorDocument(error)), error.exitCode, theme);
}

function inFile(text: string, column: number, more: Partial<LocatedProblem> = {}): LocatedProblem {
  return {
    path: [],
    message: 'it is wrong.',
    ...more,
    location: { file: 'farm.json', line: 3, column, text },
  };
}

function invalid(problems: readonly LocatedProblem[]): FarmError {
  return new FarmError({
    code: 'E_INVALID',
    message: 'farm.json is no farm.',
    nextStep: 'correct the file',
    problems,
  });
}

describe('an error as text', () => {
  it('contains what happened, why it matters, a suggestion, the next step, and the code', async () => {
    const error = new FarmError({
      code: 'E_NOT_FOUND',
      message: 'broker "cb04" is not in site "Berlin".',
      why: 'Only what is in the model can be asked about.',
      typed: 'cb04',
      candidates: ['cb-01', 'cb-04'],
      nextStep: 'farm broker list --site Berlin',
    });
    expect(await reported(error)).toBe(
      [
        'Error: broker "cb04" is not in site "Berlin".',
        'Only what is in the model can be asked about.',
        'Did you mean "cb-04"?  Try: farm broker list --site Berlin',
        '(E_NOT_FOUND, exit 4)',
        '',
      ].join('\n'),
    );
  });

  it('lists every problem of a file, each with its line, a caret and what was expected', async () => {
    const first = inFile('\t"standbye": true,', 2, {
      message: 'a broker has no "standbye".',
      typed: 'standbye',
      candidates: ['server', 'standby'],
    });
    const second = inFile('    "ip": 12', 11, { expected: 'text in double quotes' });
    expect(await reported(invalid([first, second]))).toBe(
      [
        'Error: farm.json is no farm.',
        '',
        'farm.json:3:2',
        '  3 |  "standbye": true,',
        '    |  ^',
        '  a broker has no "standbye".',
        '  Did you mean "standby"?',
        '',
        'farm.json:3:11',
        '  3 |     "ip": 12',
        '    |           ^',
        '  it is wrong.',
        '  Expected: text in double quotes',
        '',
        'Try: correct the file',
        '(E_INVALID, exit 3)',
        '',
      ].join('\n'),
    );
  });

  it('points at the place in a line too long to show', async () => {
    const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
    const [, , , shown = '', caret = ''] = (await reported(invalid([inFile(text, 501)]))).split(
      '\n',
    );
    expect(shown.length).toBeLessThan(80);
    expect(shown.slice(caret.indexOf('^'))).toMatch(/^HEREb/);
  });

  it('keeps the caret below a wide character', async () => {
    const [, , , shown = '', caret = ''] = (
      await reported(invalid([inFile('"東京": x', 7)]))
    ).split('\n');
    expect(shown.indexOf('x')).toBe(caret.indexOf('^') - 2);
  });

  it('shows what is unsafe in it escaped', async () => {
    const name = 'cb\u001b]0;owned\u0007\u202e';
    const error = invalid([
      inFile(`"${name}"`, 2, { expected: name, typed: name, candidates: [name] }),
    ]);
    const shown = await reported(error);
    expect(shown).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(shown).toContain('cb\\u001b]0;owned\\u0007\\u202e');
  });
});

describe('an error as JSON', () => {
  it('holds what the text says', () => {
    const error = invalid([
      inFile('  "a": 1', 3, { expected: 'a name', typed: 'nam', candidates: ['name'] }),
    ]);
    expect(errorDocument(error)).toEqual({
      code: 'E_INVALID',
      message: 'farm.json is no farm.',
      nextStep: 'correct the file',
      problems: [
        {
          location: {
            file: 'farm.json',
            line: 3,
            column: 3,
            excerpt: { text: '  "a": 1', caret: 2 },
          },
          path: [],
          message: 'it is wrong.',
          expected: 'a name',
          didYouMean: 'name',
        },
      ],
    });
  });
});

describe('what was thrown', () => {
  const typed = { argv: [] };

  it('is a bug in farm if it is unknown', () => {
    const error = asFarmError(new TypeError('x is undefined'), typed);
    expect([error.code, error.exitCode]).toEqual(['E_BUG', 70]);
    expect(error.message).toContain('TypeError: x is undefined');
    expect(asFarmError('text', typed).code).toBe('E_BUG');
  });

  it('is an interruption when a prompt was left', () => {
    const left = Object.assign(new Error('User force closed the prompt'), {
      name: 'ExitPromptError',
    });
    expect(asFarmError(left, typed).exitCode).toBe(130);
  });

  it('stays the error that it is', () => {
    const error = invalid([]);
    expect(asFarmError(error, typed)).toBe(error);
  });
});

/** As oclif throws it. */
function oclif(message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { oclif: { exit: 2 } }, more);
}

describe('a command line that oclif refuses', () => {
  const typed = { argv: [], command: { name: 'agent add', flags: ['kind', 'site', 'json'] } };

  it.each<[string, Error, string]>([
    ['a flag that is none', oclif('x', { flags: ['--knd'] }), 'farm agent add has no flag --knd.'],
    [
      'a missing argument',
      oclif('x', { args: [{ name: 'agents' }] }),
      'farm agent add needs AGENTS.',
    ],
    [
      'an argument too many',
      oclif('x', { args: ['b'] }),
      'farm agent add: unexpected argument "b".',
    ],
    [
      'a value that is none',
      oclif('Expected --kind=rds to be one of: rds-host, gateway\nSee more help with --help'),
      'invalid value "rds" for --kind: choose rds-host or gateway.',
    ],
    ['a flag without its value', oclif('Flag --site expects a value'), '--site needs a value.'],
    [
      'a flag that needs another',
      oclif(
        'The following error occurred:\n  \u001b[2mAll of the following must be provided when using --a: --b\u001b[22m',
      ),
      '--a also needs --b.',
    ],
    [
      'two flags that exclude each other',
      oclif(
        'The following error occurred:\n  --ip=10.0.0.1 cannot also be provided when using --resolve',
      ),
      "--ip and --resolve can't be used together.",
    ],
    [
      'anything else',
      oclif('Expected an integer but received: x'),
      'farm agent add: expected an integer but received: x.',
    ],
  ])('%s', (_, thrown, message) => {
    const error = asFarmError(thrown, typed);
    expect([error.code, error.exitCode, error.message]).toEqual(['E_USAGE', 2, message]);
    expect(printed(error.nextStep)).toBe('farm agent add --help');
  });

  it('is repeated with the flag that an argument belongs to, and everything else that was typed', () => {
    const words = ['--file', 'a b.json', 'CB2', '--site=--json', '--json'];
    const error = asFarmError(oclif('x', { args: ['CB2'] }), {
      argv: ['roles', ...words],
      command: { name: 'roles', flags: ['broker', 'file', 'json', 'site'] },
    });
    expect(printed(error.nextStep)).toBe(
      "farm roles --broker CB2 --file 'a b.json' --site=--json --json",
    );
  });

  it('is never led from a mistyped flag to one that lifts a refusal', () => {
    const command = { name: 'broker delete', flags: ['reassign', 'force', 'site'] };
    for (const flag of ['--reasign', '--forse']) {
      const error = asFarmError(oclif('x', { flags: [flag] }), { argv: [], command });
      expect(errorDocument(error).didYouMean).toBeUndefined();
    }
  });

  it('gets a suggestion', () => {
    const flag = asFarmError(oclif('x', { flags: ['--jsn'] }), typed);
    expect(errorDocument(flag).didYouMean).toBe('--json');
    const value = asFarmError(
      oclif('Expected --kind=gatewy to be one of: rds-host, gateway'),
      typed,
    );
    expect(errorDocument(value).didYouMean).toBe('gateway');
  });
});

describe('words that are no command', () => {
  const commands = [
    'broker:list',
    'broker:add',
    'broker:delete',
    'agent:delete',
    'agent:list',
    'site:list',
    'broker:promote',
    'site:unset',
    'status',
  ];

  it.each([
    ['brokr:list', 'farm has no command "brokr".', 'broker list', 'farm --help'],
    ['broker:lst', 'farm broker has no command "lst".', 'broker list', 'farm broker --help'],
    ['statu', 'farm has no command "statu".', 'status', 'farm --help'],
    ['broker:ad:cb-01', 'farm broker has no command "ad".', 'broker add', 'farm broker --help'],
    ['frobnicate', 'farm has no command "frobnicate".', undefined, 'farm --help'],
    // A command without its topic, if one topic has it.
    ['promote:CB1', 'farm has no command "promote".', undefined, 'farm broker promote --help'],
    ['list', 'farm has no command "list".', undefined, 'farm --help'],
    ['unset', 'farm has no command "unset".', undefined, 'farm --help'],
    ['--json', 'specify a command before --json.', undefined, 'farm --help'],
    // Never to a command that takes something away, and only to commands of the same topic.
    ['agent:rename', 'farm agent has no command "rename".', undefined, 'farm agent --help'],
    ['broker:delte', 'farm broker has no command "delte".', undefined, 'farm broker --help'],
    ['brokr:delete', 'farm has no command "brokr".', 'broker', 'farm --help'],
    [
      'broker:frobnicate',
      'farm broker has no command "frobnicate".',
      undefined,
      'farm broker --help',
    ],
  ])('%s', (id, message, suggestion, nextStep) => {
    const document = printed(errorDocument(unknownCommand(id, commands)));
    expect([document.message, document.didYouMean, document.nextStep]).toEqual([
      message,
      suggestion,
      nextStep,
    ]);
  });
});

describe('did you mean', () => {
  it.each<[string, string[], string | undefined]>([
    ['cb04', ['cb-01', 'cb-04'], 'cb-04'],
    ['BERLN', ['Berlin', 'Bern'], 'Berlin'],
    ['--install', ['--ip', '--install-gateway'], '--install-gateway'],
    ['x', ['y'], undefined],
    ['zebra', ['Berlin', 'Frankfurt'], undefined],
    ['', ['a'], undefined],
  ])('%j of %j: %j', (typed, candidates, suggestion) => {
    expect(didYouMean(typed, candidates)).toBe(suggestion);
  });
});

describe('whether a machine reads', () => {
  it.each([
    [['site', 'list', '--json'], true],
    [['--json=true'], true],
    [['site', 'list'], false],
    [['broker', 'set', 'cb', '--', '--json'], false],
    [['check', '--format', 'json'], true],
    [['check', '--format=json', 'json'], true],
    [['check', '--format', 'json', '--output', 'a.json'], false],
    [['check', '--format', 'text', 'json'], false],
  ])('%j: %s', (argv, expected) => {
    expect(wantsJson(argv)).toBe(expected);
  });
});
