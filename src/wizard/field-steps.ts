import { type Field, type Fields, flatValue } from '../domain/model/index.js';
import { splitAddresses, valueOrNone } from '../cli/values.js';
import { sayValue } from '../render/words.js';
import type { Prompts } from './prompts.js';
import { optional } from './server-steps.js';
import type { Step } from './walk.js';

/** The questions that follow from the fields of an object: one step for each field with a question. */

/** Marks a question that the console's wizard doesn't ask. */
export const notInConsole = "not in the console's wizard";

/** How a wizard keeps the properties among its answers. */
export interface Kept<A> {
  get: (answers: A) => Readonly<Record<string, unknown>>;
  set: (answers: A, properties: Readonly<Record<string, unknown>>) => A;
  /** What is wrong with one property beside what was answered before it; null if nothing is. */
  problem: (answers: A, key: string, value: unknown) => string | null;
}

/** The keys of the fields that a wizard asks for: those of the console's wizard first, then farm's own. */
export function askedKeys<F extends Fields>(fields: F): (keyof F & string)[] {
  const asked = Object.keys(fields).filter((key) => fields[key]?.question !== undefined);
  return [true, false].flatMap((inConsole) =>
    asked.filter((key) => fields[key]?.question?.inConsole === inConsole),
  );
}

/** The step that asks for a property. */
export function fieldStep<A>(key: string, field: Field, kept: Kept<A>): Step<A> {
  const { question } = field;
  if (question === undefined) throw new Error(`the field ${key} has no question`);
  const { needs } = question;
  return {
    title: question.title,
    ...(needs === undefined ? {} : { applies: (answers: A) => kept.get(answers)[needs] === true }),
    ask: async (answers, prompts) => {
      if (question.remark !== undefined) await prompts.note(question.remark);
      const before = kept.get(answers)[key] ?? field.default;
      const check = (value: unknown): string | null => kept.problem(answers, key, value);
      const value = await askFor(field, before, prompts, check);
      return kept.set(answers, { ...kept.get(answers), [key]: value });
    },
    say: (answers) => sayAnswer(field, kept.get(answers)[key] ?? field.default),
    isDefault: (answers) => {
      const value = kept.get(answers)[key] ?? field.default;
      return JSON.stringify(value) === JSON.stringify(field.default);
    },
  };
}

async function askFor(
  field: Field,
  before: unknown,
  prompts: Prompts,
  problem: (value: unknown) => string | null,
): Promise<unknown> {
  const { question, choices = [] } = field;
  const { text = '', inConsole = true } = question ?? {};
  const message = inConsole ? text : `${text}, ${notInConsole}`;
  if (field.kind === 'yes or no') return prompts.yesNo(`${message}?`, before === true);
  if (field.kind === 'choice') {
    const named = choices.map((value) => ({ value, name: String(value) }));
    return prompts.choose(`${message}:`, named, before as string | number);
  }
  const preset = String(flatValue(before) ?? '');
  const parse = (typed: string): unknown => {
    const value = valueOrNone(typed);
    if (field.kind === 'IPs') return value === null ? [] : splitAddresses([value]);
    return value ?? field.default;
  };
  const typed = await prompts.text({
    message: optional(message, preset),
    preset,
    problem: (answer) => problem(parse(answer)),
  });
  return parse(typed);
}

function sayAnswer({ kind }: Field, value: unknown): string {
  if (kind === 'yes or no') return value === true ? 'yes' : 'no';
  return sayValue(Array.isArray(value) ? value.join('; ') : flatValue(value));
}
