import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Config } from '@oclif/core/config';
import { normalizeArgv } from '@oclif/core/help';
import { describe, expect, it } from 'vitest';
import { showsSuggestions, suggestionsIn } from '../sessions/harness/suggestions.js';

/**
 * Every command that farm suggests anywhere in the transcripts and scenarios, placeholders and all, is one that farm's own
 * parser takes: no flag that is not there, no argument too many. Those without placeholders are run as well, by the harness
 * of the sessions.
 */

const root = resolve(import.meta.dirname, '../..');
const config = await Config.load({
  root,
  pjson: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
});

/** A command of farm, and not the word in a sentence. */
const farmCommand = new RegExp(
  `\\bfarm (?:${[...config.commandIDs, ...config.topics.map(({ name }) => name)].map((id) => id.split(':')[0]).join('|')})\\b`,
);

/** Flags of commands that a mistyped word must never lead to. */
const harmful = / (?:delete|unlock)(?= |$)| --(?:force|reassign|confirm)(?:[ =]|$)/;

interface Seen {
  command: string;
  where: string;
  /** The commands before it, and the complete output. */
  typed: string;
  output: string;
}

function inSessions(): Seen[] {
  const folder = join(root, 'test/sessions');
  const files = readdirSync(folder).filter((name) => name.endsWith('.session'));
  return files.flatMap((name) =>
    stanzasOf(readFileSync(join(folder, name), 'utf8')).flatMap(({ typed, output }) => {
      if (!showsSuggestions(typed)) return [];
      const commands = suggestionsIn(output).flat();
      return commands.map((command) => ({ command, where: name, typed, output }));
    }),
  );
}

/** Each command of a transcript with what it printed; of documents nothing. */
function stanzasOf(text: string): { typed: string; output: string }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((stanza) => {
      const [typed = '', ...lines] = stanza.split('\n');
      const shown = lines.map((line) => line.replace(/^(?:! |!$|\\)/, ''));
      return { typed, output: shown.filter((line) => !/^(?:#|\s*["<{}\]])/.test(line)).join('\n') };
    });
}

function inScenarios(): Seen[] {
  const folder = join(root, 'test/scenarios');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => {
      const output = readFileSync(join(folder, name), 'utf8');
      const commands = suggestionsIn(output).flat();
      return commands.map((command) => ({ command, where: name, typed: '', output: '' }));
    });
}

/** The words of a command as a POSIX shell reads them. */
function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped),
  );
}

interface Parsing {
  parse(type: unknown): Promise<unknown>;
}

async function parsed(command: string): Promise<void> {
  for (const part of command.split(' | ')) {
    const [name, ...argv] = wordsOf(part.replace(/ < \S+$/, ''));
    expect(name).toBe('farm');
    const help = argv.indexOf('--help');
    const [id = '', ...rest] = normalizeArgv(config, help === -1 ? argv : argv.slice(0, help));
    const found = config.findCommand(id);
    if (help !== -1) {
      expect(id === '' || found !== undefined || config.findTopic(id) !== undefined).toBe(true);
      continue;
    }
    if (found === undefined) throw new Error(`there is no such command: ${id}`);
    const Type = await found.load();
    const Concrete = Type as unknown as new (argv: string[], config: Config) => Parsing;
    const run = new Concrete(rest, config);
    await run.parse(Type);
  }
}

const all = [...inSessions(), ...inScenarios()];

describe('a next step', () => {
  it('has its commands as data, which are printed with the farm, the site and quotes', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const written = files
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const text = readFileSync(join(root, 'src', name), 'utf8');
        const steps = text.match(/(?:nextStep|remedy)\??(?::| =)\s*\[?\s*(['"`]).*?\1/gs) ?? [];
        return steps.filter((step) => farmCommand.test(step)).map((step) => `${name}: ${step}`);
      });
    expect(written).toEqual([]);
  });
});

describe('every command that is suggested', () => {
  const distinct = new Map(all.map((seen) => [seen.command, seen]));

  it('is found in the transcripts', () => {
    expect(distinct.size).toBeGreaterThan(150);
  });

  it.each([...distinct.values()])(
    'is taken by the parser: $command',
    async ({ command, where }) => {
      await expect(parsed(command), where).resolves.toBeUndefined();
    },
  );

  it('is harmless where something was mistyped', () => {
    const mistyped = all.filter(({ output }) =>
      /has no (?:command|flag)|unexpected argument|invalid value/.test(output),
    );
    expect(mistyped.length).toBeGreaterThan(10);
    const suggestion = mistyped.flatMap(
      ({ output }) => /Did you mean ".*"/.exec(output)?.[0] ?? [],
    );
    for (const shown of [
      ...suggestion.map((one) => ` ${one.slice(14, -1)}`),
      ...mistyped.map(({ command }) => command),
    ])
      expect(shown.replace(/ --help$/, '')).not.toMatch(/^farm.* --(?:force|reassign)/);
    expect(suggestion.filter((shown) => harmful.test(shown.replaceAll('"', ' ')))).toEqual([]);
  });

  it('names the farm that was named, so that no other is changed', () => {
    const named = all.filter(
      ({ typed, command }) =>
        /^farm [^|<]*--file (?!-(?: |$))/.test(typed) &&
        !/ --help$|^farm (?:explain|config|schema)\b/.test(command),
    );
    expect(named.length).toBeGreaterThan(20);
    const nameless = named.filter(({ command }) => !/ --file[ =]/.test(command));
    expect(nameless.map(({ command, where }) => `${where}: ${command}`)).toEqual([]);
  });
});
