import type { ArgInput, FlagInput, Input, OutputArgs, OutputFlags } from '@oclif/core/parser';
import { spellChoices } from './choice-spelling.js';
import { markDashValues, readingDashValues } from './dash-values.js';

/** What the parser of oclif is given, so that it reads a command line as farm means it. */

/** The definition of a command, adapted, and the words to parse. */
export function asFarmReads<
  F extends OutputFlags<FlagInput>,
  B extends OutputFlags<FlagInput>,
  A extends OutputArgs<ArgInput>,
>(definition: Input<F, B, A>, argv: readonly string[]): { input: Input<F, B, A>; words: string[] } {
  for (const arg of Object.values(definition.args ?? {})) {
    // oclif would read a missing argument from standard input.
    Object.assign(arg, { ignoreStdin: true });
  }
  for (const flag of Object.values({ ...definition.flags, ...definition.baseFlags })) {
    // `--ip 10.0.0.1 CB4` is one address and an argument, not two addresses.
    if (flag.type === 'option') Object.assign(flag, { multipleNonGreedy: true });
  }
  const flags = readingDashValues({ ...definition.baseFlags, ...definition.flags });
  const input = { ...definition, args: definition.args, strict: definition.strict, flags };
  return {
    input: input as Input<F, B, A>,
    words: markDashValues(spellChoices(argv, flags), flags),
  };
}
