import type { FlagInput, ParserOutput } from '@oclif/core/parser';

/**
 * Values that look like flags. `--site=--json` names a site, but oclif takes the two apart and then says that --site needs
 * a value. So such a value is marked before oclif sees it, and the mark is taken away before anything else does.
 */

/** A character that no text holds: Unicode reserves it for a program's own use. */
const dashMark = '\ufdd0';

/** The words with every value marked that is written behind `=` and begins with a dash. */
export function markDashValues(argv: readonly string[], flags: FlagInput): string[] {
  const end = argv.indexOf('--');
  const options = Object.entries(flags).filter(([, flag]) => flag.type === 'option');
  const names = new Set(options.flatMap(([name, { char }]) => [`--${name}`, `-${char ?? name}`]));
  return argv.map((word, at) => {
    const [, name = '', value = ''] = /^(--?[\w-]+?)=(-[\s\S]*)$/.exec(word) ?? [];
    if ((end !== -1 && at > end) || !names.has(name)) return word;
    return `${name}=${dashMark}${value}`;
  });
}

/** The flags, each of which reads its value without the mark. */
export function readingDashValues<F extends FlagInput>(flags: F): F {
  const entries = Object.entries(flags).map(([name, flag]) => {
    if (flag.type !== 'option') return [name, flag] as const;
    const { parse } = flag;
    const read: typeof parse = async (input, context, options) =>
      parse(withoutMark(input), context, options);
    return [name, { ...flag, parse: read }] as const;
  });
  return Object.fromEntries(entries) as F;
}

/**
 * What was parsed, without marks; and the arguments in the order in which they were typed: oclif sorts them by where the
 * same word stands first, which may be as the value of a flag.
 */
export function readTokens<P extends Pick<ParserOutput, 'argv' | 'raw'>>(output: P): P {
  const raw = output.raw.map((token) => ({ ...token, input: withoutMark(token.input) }));
  const typed = raw.flatMap((token) => (token.type === 'arg' ? [token.input] : []));
  const isSame = typed.length === output.argv.length;
  return { ...output, raw, argv: isSame ? typed : output.argv };
}

/** A text without the marks, such as a message of oclif about a value. */
export function withoutMark(text: string): string {
  return text.replaceAll(dashMark, '');
}
