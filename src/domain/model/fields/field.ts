/**
 * The properties of the objects of a farm, each described once. From a row follow its type in the model, its part of the
 * JSON Schema, how it is read and written, compared and shown, its flag, its question in the wizard and its column in lists.
 */

/** What kind of value a property holds. */
export type FieldKind =
  | 'name'
  | 'text'
  | 'optional text'
  | 'IP'
  | 'IPs'
  | 'yes or no'
  | 'choice'
  | 'provider type'
  | 'number'
  | 'minutes'
  | 'tags'
  | 'preferred broker';

/** The format of a text, which editors check as it is typed. */
export type FieldFormat = 'IP' | 'network' | 'date';

/** The flag of a property in `add` and `set` commands. */
export interface FieldFlag {
  /** The name, where it isn't the key in kebab case. */
  readonly name?: string;
  readonly help: string;
  /** What the help shows for its value, where it isn't the word of the kind. */
  readonly value?: string;
  /** The command that has it; left out: both. */
  readonly only?: 'add' | 'set';
  /** For `add`: the value is decided by RAS or by farm where the flag is left out. */
  readonly presetElsewhere?: boolean;
  /** The key of a yes-or-no property that must be on. */
  readonly needs?: string;
}

/** The question of a wizard. */
export interface FieldQuestion {
  /** What the answer is called on the review page. */
  readonly title: string;
  /** The question; for options of the console's wizard its label, word for word: people compare the two. */
  readonly text: string;
  /** Whether the console's wizard asks it too. Those questions come first. */
  readonly inConsole: boolean;
  /** A remark shown above the question. */
  readonly remark?: string;
  /** The key of a yes-or-no property that must be on; otherwise the question is skipped. */
  readonly needs?: string;
}

/** One property of an object of the farm. */
export interface Field<T = unknown> {
  readonly kind: FieldKind;
  /** Whether a farm file must have it. */
  readonly required: boolean;
  /** The value where the file has none. Without a default, the property is left out. */
  readonly default?: T;
  /** What an editor shows, in the words of the RAS Console. */
  readonly description: string;
  /** What it is called in tables and changes; left out: as its key. */
  readonly label?: string;
  readonly choices?: readonly (string | number)[];
  readonly format?: FieldFormat;
  readonly examples?: readonly unknown[];
  readonly range?: { readonly least: number; readonly most: number };
  readonly flag?: FieldFlag;
  readonly question?: FieldQuestion;
  /** Its column in lists: always there, or only if an object has a value. */
  readonly column?: 'always' | 'if set';
}

/** The properties of one kind of object, in the order of the farm file. */
export type Fields = Readonly<Record<string, Field>>;

/** The object that the fields describe. */
export type Values<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

type Details<T> = Omit<Field<T>, 'kind' | 'required' | 'choices' | 'range'>;

function field<T>(kind: FieldKind, details: Details<T> & Partial<Field<T>>): Field<T> {
  return { kind, required: false, ...details };
}

/** A name that must be there. */
export function name(details: Details<string>): Field<string> {
  return field('name', { required: true, ...details });
}

/** Free text. */
export function text(details: Details<string>): Field<string> {
  return field('text', details);
}

/** Text or nothing. */
export function optionalText(details: Details<string | null>): Field<string | null> {
  return field('optional text', { default: null, ...details });
}

/** One IP address or none. */
export function ip(details: Details<string | null>): Field<string | null> {
  return field('IP', { default: null, format: 'IP', examples: ['10.1.0.11'], ...details });
}

/** A list of IP addresses. */
export function ips(details: Details<readonly string[]>): Field<readonly string[]> {
  return field<readonly string[]>('IPs', { default: [], ...details });
}

/** True or false. */
export function yesOrNo(details: Details<boolean>): Field<boolean> {
  return field('yes or no', details);
}

/** One of the choices. */
export function choice<T extends string | number>(
  choices: readonly T[],
  details: Details<T>,
): Field<T> {
  return field('choice', { choices, ...details });
}

/** A type of Provider, by any of its names. */
export function providerType(choices: readonly string[], details: Details<string>): Field<string> {
  return field('provider type', { required: true, choices, ...details });
}

/** Any number. */
export function number(details: Details<number>): Field<number> {
  return field('number', details);
}

/** A duration in whole minutes. In a farm file the range is left to an invariant. */
export function minutes(
  range: { readonly least: number; readonly most: number },
  details: Details<number>,
): Field<number> {
  return field('minutes', { range, ...details });
}

/** Names and values of the user's choice. */
export function tags(
  details: Details<Readonly<Record<string, string>>>,
): Field<Readonly<Record<string, string>>> {
  return field<Readonly<Record<string, string>>>('tags', { default: {}, ...details });
}

/** The `server` of a broker of the same site; null is Automatic. */
export function preferredBroker(details: Details<string | null>): Field<string | null> {
  return field('preferred broker', {
    default: null,
    label: 'preferred broker',
    column: 'always',
    ...details,
  });
}

/** The object with the defaults of its fields where nothing is given. Required properties must be given. */
export function withDefaults<F extends Fields>(fields: F, given: Partial<Values<F>>): Values<F> {
  const entries = Object.entries(fields).map(([key, { default: preset }]) => [
    key,
    given[key] ?? preset,
  ]);
  return { ...Object.fromEntries(entries), ...given } as Values<F>;
}

/** Whether the value is one that a farm file leaves out: nothing, or an empty text, list or object. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A value as one text, number or yes or no, for changes and lists: addresses with `;`, tags as key=value. */
export function flatValue(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(';');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${key}=${one}`)
      .join(' ');
  }
  return value as string | number | boolean;
}
