import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type SuggestedCommand,
  suggestedCommand,
} from '../../src/domain/model/suggested-command.js';
import { argvOf, type CommandContext, printCommand } from '../../src/render/command-line.js';
import { canBeTyped, type Shell } from '../../src/render/shell-words.js';
import { escapeText } from '../../src/render/text.js';
import { readByCmd, readByPowershell } from './models.js';

/**
 * A suggested command that is pasted gives the program exactly the intended words, whatever names and paths are
 * made of: asked of real shells where they are there, else of models of them.
 */

const seed = 20_261_121;

/** What shells read as anything but letters, in one place or another. */
const awkward = fc.constantFrom(
  ...' \'"`$\\!#&*()[]{}<>|;?~=%^@,:+-/.0aAzü’‘‚‛“”„—「😀'.split(''),
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u202e',
  '\u3164',
  '\t',
  '\n',
  '\u001b',
  '\u{e0041}',
);

const anyValue = fc.oneof(
  fc.array(awkward, { minLength: 1, maxLength: 8 }).map((letters) => letters.join('')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    '--json',
    '--',
    '-x',
    '--%',
    '@args',
    '=ls',
    '~root',
    '~/farm.json',
    '%PATH%',
    '%self',
    'a==b',
    '007',
    '1kb',
    '0x10',
    '1e3',
    '-a.b',
    'a,b',
    'RDS[01-40]',
    "O'Brien's site",
    'C:\\Program Files\\',
    '\\\\server\\share\\',
    'a\\"b"',
    '${HOME}',
    '!!',
    '-',
  ),
);

const anyCommand: fc.Arbitrary<SuggestedCommand> = fc
  .record({
    args: fc.array(anyValue, { maxLength: 2 }),
    options: fc.array(fc.tuple(fc.constantFrom('--down', '--events'), fc.option(anyValue)), {
      maxLength: 2,
    }),
    site: fc.option(anyValue),
  })
  .map((parts) => suggestedCommand('broker promote', parts));

const anyRun: fc.Arbitrary<{ command: SuggestedCommand; file: string | null }> = fc
  .record({
    command: anyCommand,
    file: fc.option(anyValue.filter((file) => file !== '-')),
  })
  .filter((run) => canTypeAll('posix', run));

function canTypeAll(
  shell: Shell,
  { command, file }: { command: SuggestedCommand; file: string | null },
): boolean {
  return argvOf(command, { shell, file }).every((word) => canBeTyped(word, shell));
}

const folder = mkdtempSync(join(tmpdir(), 'farm-shells-'));
const program = join(folder, 'farm');
// How many words it was given, and each of them.
writeFileSync(program, '#!/bin/sh\nprintf \'%s\\0\' "$#" "$@" >>"$WORDS"\n');
chmodSync(program, 0o755);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface RealShell {
  name: string;
  prints: Shell;
  /** The program and the words before the script. */
  run: readonly string[];
  /** Lines before the commands: what an interactive shell would expand. */
  first: readonly string[];
  mark?: string;
}

const realShells: readonly RealShell[] = [
  { name: 'sh', prints: 'posix', run: ['sh'], first: [] },
  {
    name: 'bash',
    prints: 'posix',
    run: ['bash', '--norc'],
    first: ['set -o history -o histexpand', 'shopt -s extglob failglob'],
  },
  {
    name: 'zsh',
    prints: 'posix',
    run: ['zsh', '-f'],
    first: [
      'setopt EXTENDED_GLOB NOMATCH MAGIC_EQUAL_SUBST INTERACTIVE_COMMENTS BANG_HIST RC_QUOTES',
    ],
  },
  { name: 'fish', prints: 'fish', run: ['fish', '--no-config'], first: [] },
  {
    name: 'pwsh',
    prints: 'powershell',
    run: ['pwsh', '-NoProfile', '-NonInteractive', '-File'],
    first: [],
    mark: '\ufeff',
  },
];

/** What a real shell gives the program, line by line. */
function readBy({ run, first, name, mark = '' }: RealShell, lines: readonly string[]): string[][] {
  const [shell = '', ...words] = run;
  const script = join(folder, name === 'pwsh' ? 'script.ps1' : `script.${name}`);
  const received = join(folder, `words.${name}`);
  writeFileSync(script, `${mark}${[...first, ...lines].join('\n')}\n`);
  writeFileSync(received, '');
  const { stderr, status } = spawnSync(shell, [...words, script], {
    cwd: folder,
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      WORDS: received,
    },
    encoding: 'utf8',
  });
  expect([stderr, status]).toEqual(['', 0]);
  const reported = readFileSync(received, 'utf8').split('\0');
  const read: string[][] = [];
  for (let at = 0; at < reported.length - 1;) {
    const count = Number(reported[at]);
    read.push(reported.slice(at + 1, at + 1 + count));
    at += count + 1;
  }
  return read;
}

function isThere(shell: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((one) => existsSync(join(one, shell)));
}

describe.each(realShells)('a suggested command in $name', (shell) => {
  it.skipIf(!isThere(shell.run[0] ?? ''))(
    'gives the program the intended words (skipped where the shell is missing)',
    () => {
      // dash knows no $'…', so a plain sh gets what has no hidden characters.
      const isPlainSh = shell.name === 'sh';
      const runs = fc
        .sample(anyRun, { numRuns: 400, seed })
        .filter((run) => canTypeAll(shell.prints, run))
        .filter((run) => !isPlainSh || !printedIn(shell.prints, run).includes("$'"));
      const read = readBy(
        shell,
        runs.map((run) => printedIn(shell.prints, run)),
      );
      expect(read).toHaveLength(runs.length);
      runs.forEach(({ command, file }, at) => {
        expect(['farm', ...(read[at] ?? [])]).toEqual(
          argvOf(command, { shell: shell.prints, file }),
        );
      });
    },
  );
});

describe('fish', () => {
  const shell = realShells.find(({ name }) => name === 'fish');

  it.skipIf(!isThere('fish'))('needs no FARM_SHELL, unless a name has hidden characters', () => {
    const runs = fc
      .sample(anyRun, { numRuns: 400, seed })
      .filter((run) => !printedIn('posix', run).includes("$'"));
    const read =
      shell === undefined
        ? []
        : readBy(
            shell,
            runs.map((run) => printedIn('posix', run)),
          );
    expect(read).toHaveLength(runs.length);
    runs.forEach(({ command, file }, at) => {
      expect(['farm', ...(read[at] ?? [])]).toEqual(argvOf(command, { shell: 'posix', file }));
    });
  });
});

function printedIn(
  shell: Shell,
  { command, file }: { command: SuggestedCommand; file: string | null },
): string {
  return printCommand(command, { shell, file });
}

describe('a suggested command on Windows', () => {
  const variables = ['PATH', 'a', 'self', 'HOME', ' ', '"', '^', '""'];

  it('gives the program the intended words in PowerShell, by a model of it', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const { command, file } = run;
        const context: CommandContext = { shell: 'powershell', file };
        if (!canTypeAll('powershell', run)) return;
        expect(readByPowershell(printCommand(command, context))).toEqual(argvOf(command, context));
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('gives the program the intended words in cmd.exe, by a model of it', () => {
    let typed = 0;
    fc.assert(
      fc.property(anyRun, (run) => {
        const { command, file } = run;
        const context: CommandContext = { shell: 'cmd', file };
        const words = argvOf(command, context);
        if (!canTypeAll('cmd', run)) return;
        typed += 1;
        expect(readByCmd(printCommand(command, context), variables)).toEqual(words);
      }),
      { seed, numRuns: 2000 },
    );
    expect(typed).toBeGreaterThan(500);
  });

  it('is the same for PowerShell and cmd.exe as long as both read it alike', () => {
    let alike = 0;
    fc.assert(
      fc.property(anyRun, (run) => {
        const { command, file } = run;
        if (!canTypeAll('windows', run)) return;
        const context: CommandContext = { shell: 'windows', file };
        const words = argvOf(command, context);
        const line = printCommand(command, context);
        expect(readByPowershell(line)).toEqual(words);
        if (
          words.some((word) => /["“”„$`%\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\\$/u.test(word))
        )
          return;
        alike += 1;
        expect(readByCmd(line, variables)).toEqual(words);
      }),
      { seed, numRuns: 2000 },
    );
    expect(alike).toBeGreaterThan(200);
  });
});

describe('what is printed', () => {
  it.each<Shell>(['posix', 'fish', 'powershell', 'cmd', 'windows'])(
    'for %s never has a character that a terminal would obey or hide',
    (shell) => {
      fc.assert(
        fc.property(anyRun, ({ command, file }) => {
          const line = printCommand(command, { shell, file });
          expect(escapeText(line)).toBe(line);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u3164]/u);
        }),
        { seed },
      );
    },
  );

  it('describes a command with the one word that PowerShell never passes on', () => {
    const command = suggestedCommand('site show', { args: ['--%'] });
    expect(printCommand(command, { shell: 'powershell', file: null })).toMatch(
      /^\(do not paste: /u,
    );
    expect(printCommand(command, { shell: 'posix', file: null })).toBe('farm site show -- --%');
  });

  it('describes a command with a character that cannot be typed', () => {
    const command = suggestedCommand('site show', { args: ['a\u202eb'] });
    expect(printCommand(command, { shell: 'cmd', file: null })).toBe(
      "(do not paste: it has characters that can't be typed in cmd.exe) farm site show a\\u{202e}b",
    );
    const half = suggestedCommand('site show', { args: ['a\ud800'] });
    expect(printCommand(half, { shell: 'posix', file: null })).toContain('a\\u{d800}');
  });
});
