import { literalAt, withoutLiterals } from '../../domain/model/index.js';
import { type Candidate, type Completion, matching, nothing } from './candidate.js';
import type { ManifestFlag } from './command-tree.js';
import { type Listed, type Lists, valuesOf } from './lists.js';
import { meaningOf, type Place, partsOf } from './placeholders.js';
import { argAt, type Typed } from './typed-line.js';

/** The values that complete a flag or an argument. */

/** The values of a flag; `prefix` is what belongs to the word before the value, such as `--site=`. */
export async function valueOfFlag(
  flag: ManifestFlag,
  typed: Typed,
  value: string,
  prefix: string,
  lists: Lists,
): Promise<Completion> {
  const { options, helpValue = '', delimiter } = flag;
  if (options !== undefined) {
    const about = flag.summary ?? flag.description ?? '';
    const listed = options.map((option) => ({ value: option, about }));
    return asValues(listed, value, prefix, delimiter ?? '');
  }
  return valueIn(
    helpValue,
    { name: flag.name, isFlag: true, isFirst: false },
    typed,
    value,
    prefix,
    lists,
  );
}

/** The values of the argument that the current word is. */
export async function argument(typed: Typed, current: string, lists: Lists): Promise<Completion> {
  const { command, args } = typed;
  const arg = argAt(typed);
  if (arg === undefined) return nothing;
  if (arg.options !== undefined)
    return asValues(
      arg.options.map((value) => ({ value, about: arg.description ?? '' })),
      current,
      '',
      '',
    );
  const isFirst =
    args.length === 0 || (command.strict === false && Object.keys(command.args).length === 1);
  const isOfSeveral = command.strict === false;
  const place = { name: arg.name, isFlag: false, isFirst, isOfSeveral };
  const own = await valueIn(arg.name.toUpperCase(), place, typed, current, '', lists);
  const isLastOfSeveral =
    command.strict === false && args.length > 0 && Object.keys(command.args).length > 1;
  if (!isLastOfSeveral) return own;
  // Of agents and a broker, each word but the first can be either.
  const [first] = Object.values(command.args);
  const others = await valueIn(
    (first?.name ?? '').toUpperCase(),
    { ...place, isFirst: true },
    typed,
    current,
    '',
    lists,
  );
  return { ...own, candidates: [...own.candidates, ...others.candidates] };
}

async function valueIn(
  helpValue: string,
  where: Omit<Place, 'command' | 'changesFarm'>,
  typed: Typed,
  value: string,
  prefix: string,
  lists: Lists,
): Promise<Completion> {
  const changesFarm = typed.command.flags['reason']?.helpGroup === 'GLOBAL';
  const place = { ...where, changesFarm, command: typed.command.id.split(':') };
  const { placeholders, values } = partsOf(helpValue);
  const meanings = placeholders.map((one) => meaningOf(one, place));
  const kinds = new Set(meanings.flatMap((meaning) => meaning.kinds));
  const listed: Listed[] = [];
  for (const kind of kinds) listed.push(...(await valuesOf(kind, { typed, value }, lists)));
  listed.push(...values.map((one) => ({ value: one, about: '' })));
  const separators = meanings.map((meaning) => meaning.separators ?? '').join('');
  const completed = asValues(listed, value, prefix, separators);
  // A value that begins with a dash would be read as a flag.
  const isSafe = ({ word }: Candidate) =>
    prefix !== '' || typed.isPastFlags || !word.startsWith('-');
  const candidates = completed.candidates.filter(isSafe);
  // What is `farm.json@` is no file yet, and PowerShell lists either files or words.
  const isFile = kinds.has('files') && candidates.length === 0;
  return { candidates, fileAfter: isFile ? prefix : null };
}

/** Values as whole words; in a list, those that are not in it yet. */
function asValues(
  listed: readonly Listed[],
  value: string,
  prefix: string,
  separators: string,
): Completion {
  const parts = partsOfList(value, separators);
  const given = value.slice(0, value.length - (parts.at(-1)?.length ?? 0));
  const taken = new Set(parts.slice(0, -1).map((one) => one.toLowerCase()));
  const isOnePart = (one: string): boolean => {
    const plain = withoutLiterals(one);
    return !Array.from(separators).some((separator) => plain.includes(separator));
  };
  const left = listed.filter(({ value: one }) => isOnePart(one) && !taken.has(one.toLowerCase()));
  const words = left.map(({ value: one, about }) => ({ word: prefix + given + one, about }));
  return { candidates: matching(words, prefix + value), fileAfter: null };
}

/** The parts of a list, the last one as far as it is typed: separators in brackets belong to a range, or to a name. */
function partsOfList(value: string, separators: string): string[] {
  const parts = [''];
  let isInBrackets = false;
  for (let at = 0; at < value.length;) {
    const text = literalAt(value, at) ?? value.charAt(at);
    at += text.length;
    if (text === '[') isInBrackets = true;
    else if (text === ']') isInBrackets = false;
    if (!isInBrackets && separators.includes(text)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${text}`);
  }
  return parts;
}
