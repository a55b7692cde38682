import type { FlagInput, ParserOutput } from '@oclif/core/parser';

/**
 * Values that look like flags. `--site=--json` names a site, but oclif splits it and then reports that --site needs a
 * value. So such a value is marked before oclif sees it, and the mark is removed before anything else sees it.
 */

/** A character that occurs in no text: Unicode reserves it for internal use. */
const dashMark = '\ufdd0';

/** The words, with a mark on every value that follows `=` and begins with a dash. */
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

/** The flags, each reading its value without the mark. */
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
 * The parser's output without marks, and with the arguments in the order typed: oclif sorts them by the first position of
 * the same word, which may be the value of a flag.
 */
export function readTokens<P extends Pick<ParserOutput, 'argv' | 'raw'>>(output: P): P {
  const raw = output.raw.map((token) => ({ ...token, input: withoutMark(token.input) }));
  const typed = raw.flatMap((token) => (token.type === 'arg' ? [token.input] : []));
  const isSame = typed.length === output.argv.length;
  return { ...output, raw, argv: isSame ? typed : output.argv };
}

/** A text without marks, such as an oclif message about a value. */
export function withoutMark(text: string): string {
  return text.replaceAll(dashMark, '');
}
