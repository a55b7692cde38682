import { describe, expect, it } from 'vitest';
import { markDashValues, readTokens, withoutMark } from '../../src/cli/dash-values.js';
import { command, commandIn, sentence } from '../../src/domain/model/suggested-command.js';
import { bySelection } from '../../src/domain/model/names/compress.js';
import { requireKnownShell, shellOf } from '../../src/cli/shell.js';
import * as Flags from '@oclif/core/flags';
import { printed } from './printed.js';

describe('a command made from a template', () => {
  it('keeps values apart from words that are written out, regardless of their content', () => {
    const name = 'SERVER --json';
    expect(command`broker set ${name} --ip IP`).toMatchObject({
      name: ['broker', 'set'],
      args: [{ kind: 'value', text: 'SERVER --json' }],
      options: [{ flag: '--ip', value: { kind: 'placeholder', text: 'IP' } }],
    });
  });

  it('names the site where the farm has several, and only there', () => {
    const one = { sites: [{ name: '-x' }] } as never;
    const two = { sites: [{ name: '-x' }, { name: 'b' }] } as never;
    expect(printed(commandIn(one, { name: '-x' })`broker list`)).toBe('farm broker list');
    expect(printed(commandIn(two, { name: '-x' })`broker show ${'-y'}`)).toBe(
      'farm broker show --site=-x -- -y',
    );
  });

  it('is in a sentence as typed, with its words separately in JSON', () => {
    const nextStep = sentence`first: ${command`broker promote ${"O'B"}`}`;
    expect(printed({ nextStep, replay: command`load` })).toEqual({
      nextStep: "first: farm broker promote 'O'\\''B'",
      nextStepArgv: [['farm', 'broker', 'promote', "O'B"]],
      replay: 'farm load',
      replayArgv: ['farm', 'load'],
    });
  });
});

describe('a command for many objects', () => {
  const remove = (names: string) => command`agent delete ${names}`;

  it('names them in ranges', () => {
    expect(printed(bySelection(['RDS1', 'RDS2', 'PC7'], remove))).toEqual([
      "farm agent delete 'RDS[1-2],PC7'",
    ]);
  });

  it('spells a name so that it is not read as a pattern or a list, and meets others', () => {
    expect(printed(bySelection(['*', 'RDS1', 'a,b'], remove))).toEqual([
      "farm agent delete '[*],RDS1,a[,]b'",
    ]);
    expect(bySelection([], remove)).toEqual([]);
  });
});

describe('what users wrote', () => {
  it('does not pass for a command or a sentence', () => {
    const theirs = { 'x-note': { kind: 'sentence' }, 'x-more': [{ kind: 'suggested command' }] };
    expect(printed(theirs)).toEqual(theirs);
  });
});

describe('the shell that is quoted for', () => {
  it.each<[Record<string, string>, NodeJS.Platform, string]>([
    [{}, 'linux', 'posix'],
    [{}, 'darwin', 'posix'],
    [{}, 'win32', 'windows'],
    [{ PROMPT: '$P$G', PSModulePath: 'x' }, 'win32', 'windows'],
    [{ MSYSTEM: 'MINGW64' }, 'win32', 'posix'],
    [{ FARM_SHELL: 'cmd' }, 'win32', 'cmd'],
    [{ FARM_SHELL: 'PowerShell' }, 'linux', 'powershell'],
    [{ FARM_SHELL: 'zsh', MSYSTEM: '' }, 'win32', 'posix'],
    [{ FARM_SHELL: 'tcsh' }, 'linux', 'posix'],
  ])('%j on %s: %s', (env, platform, shell) => {
    expect(shellOf(env, platform)).toBe(shell);
  });

  it('is refused where FARM_SHELL names none', () => {
    expect(() => requireKnownShell({ FARM_SHELL: 'constructor' })).toThrow(/not a supported shell/);
    expect(() => requireKnownShell({ FARM_SHELL: '' })).not.toThrow();
  });
});

describe('values that look like flags', () => {
  const flags = {
    site: Flags.string({ char: 's' }),
    json: Flags.boolean(),
    'no-failback': Flags.boolean(),
  };

  it('leave arguments in the order in which they were typed', () => {
    // oclif sorts arguments by the first position of the same word, here as the value of a flag.
    const raw = [
      { type: 'flag', flag: 'site', input: 'CB1' },
      { type: 'arg', arg: 'agents', input: 'RDS1' },
      { type: 'arg', arg: 'agents', input: 'CB1' },
    ] as const;
    expect(readTokens({ argv: ['CB1', 'RDS1'], raw: [...raw] }).argv).toEqual(['RDS1', 'CB1']);
  });

  it('are marked behind an equals sign, and nowhere else', () => {
    const words = [
      '--site=--json',
      '-s=-x',
      '--json=-x',
      '--site',
      '-x',
      '--site=a',
      '--',
      '--site=-x',
    ];
    const marked = markDashValues(words, flags);
    expect(marked.map(withoutMark)).toEqual(words);
    expect(words.filter((word, at) => marked[at] !== word)).toEqual(['--site=--json', '-s=-x']);
  });
});
