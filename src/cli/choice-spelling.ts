import type { FlagInput } from '@oclif/core/parser';

/** Choices as people write them: `--kind 'Remote PC'` is remote-pc. oclif compares letter by letter, so it gets the choice itself. */

/** The words, with each value of a flag that has choices as the choice is spelled; what is no choice is left for oclif to refuse. */
export function spellChoices(argv: readonly string[], flags: FlagInput): string[] {
  const options = Object.entries(flags).flatMap(([name, flag]) =>
    flag.type === 'option' ? [{ names: [`--${name}`, `-${flag.char ?? name}`], flag }] : [],
  );
  const optionOf = (word: string) => options.find(({ names }) => names.includes(word))?.flag;
  const end = argv.indexOf('--');
  let pending: readonly string[] | null = null;
  return argv.map((word, at) => {
    if (end !== -1 && at >= end) return word;
    if (pending !== null) {
      const spelled = choiceOf(word, pending);
      pending = null;
      return spelled;
    }
    const [, name = '', value = ''] = /^(--?[\w-]+?)=([\s\S]*)$/u.exec(word) ?? [];
    const flag = optionOf(name === '' ? word : name);
    if (flag === undefined) return word;
    if (name !== '') return `${name}=${choiceOf(value, flag.options ?? [])}`;
    pending = flag.options ?? [];
    return word;
  });
}

function choiceOf(value: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  const wanted = lettersOf(value);
  return choices.find((choice) => lettersOf(choice) === wanted) ?? value;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
