import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asUsageError, unknownCommand } from '../../src/cli/usage-errors.js';
import { didYouMean } from '../../src/render/did-you-mean.js';

/** A mistyped word is never answered with a command or a flag that deletes, resets or overrides: for every typo of one letter. */

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../oclif.manifest.json'), 'utf8'),
) as { commands: Record<string, { flags: Record<string, unknown> }> };
const ids = [...Object.keys(manifest.commands), 'undo', 'redo', 'restore'];

/** Written apart from the list of the program: what no answer may contain. */
const destructive =
  /\b(?:delete|unassign|unlock|unset|restore|undo|redo|remove|reset|purge)\b|--(?:confirm|force|reassign)\b/;

/** Every text that differs by one letter: one left out, changed, added, or two exchanged. */
function typosOf(text: string): string[] {
  const letters = ['a', 'e', 'l', 's', 'x', '-'];
  const at = (index: number): [string, string] => [text.slice(0, index), text.slice(index)];
  return Array.from({ length: text.length + 1 }, (_, index) => {
    const [before, after] = at(index);
    const [first = '', second = ''] = after;
    return [
      before + after.slice(1),
      before + second + first + after.slice(2),
      ...letters.flatMap((letter) => [before + letter + after.slice(1), before + letter + after]),
    ];
  }).flat();
}

/** What the error offers: its candidate, as it is shown, and the next step. */
function offers(error: ReturnType<typeof unknownCommand>): string {
  const similar = error.typed === undefined ? '' : didYouMean(error.typed, error.candidates);
  return `${similar ?? ''} ${JSON.stringify(error.nextStep)}`;
}

describe('a typo of one letter', () => {
  it('in a command is never answered with a destructive one', () => {
    let asked = 0;
    let answered = 0;
    for (const id of ids) {
      const [topic = '', verb] = id.split(':');
      const typed = [
        ...typosOf(topic).map((word) => (verb === undefined ? word : `${word}:${verb}`)),
        ...(verb === undefined ? [] : typosOf(verb).map((word) => `${topic}:${word}`)),
        ...typosOf(topic),
      ].filter((one) => !ids.includes(one) && !one.startsWith(':'));
      for (const one of new Set(typed)) {
        // With a name after it, as it is typed.
        for (const words of [one, `${one}:CB1`]) {
          const error = unknownCommand(words, ids);
          expect(offers(error), words).not.toMatch(destructive);
          asked += 1;
          if (error.candidates.length > 0) answered += 1;
        }
      }
    }
    // Not because nothing is ever suggested.
    expect(answered).toBeGreaterThan(asked / 4);
  });

  it('in a flag is never answered with one that overrides a refusal', () => {
    let answered = 0;
    for (const [id, { flags }] of Object.entries(manifest.commands)) {
      const names = Object.keys(flags);
      for (const name of names) {
        for (const typo of typosOf(name)) {
          if (names.includes(typo) || typo.startsWith('-')) continue;
          const thrown = Object.assign(new Error('unknown'), { oclif: {}, flags: [`--${typo}`] });
          const error = asUsageError(thrown, {
            argv: [],
            command: { name: id.replaceAll(':', ' '), flags: names },
          });
          if (error === undefined) throw new Error('not a usage error');
          const similar =
            error.typed === undefined ? '' : didYouMean(error.typed, error.candidates);
          expect(similar ?? '', `${id} --${typo}`).not.toMatch(destructive);
          if (similar !== '') answered += 1;
        }
      }
    }
    expect(answered).toBeGreaterThan(1000);
  });
});
