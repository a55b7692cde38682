/** Values as PowerShell and REST write them. Undefined: the value wasn't captured. */

/** A value of an enum: by number, name, or both. */
export interface EnumValue {
  number: number | null;
  name: string | null;
}

/** Whether the depth of the export cut the value off: `{cut}`, `@{a=1}`, `System.Object[]`. */
export function isCut(value: unknown): boolean {
  if (typeof value === 'string') {
    return /^@\{.*\}$/su.test(value) || /^System\.[\w.`[\],+ ]+$/u.test(value);
  }
  return isObject(value) && 'cut' in value;
}

/** A value without what PowerShell 5.1 may wrap around it: `{ "value": …, "Count": n }`. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value) || !('value' in value) || 'enum' in value) return value;
  return Object.keys(value).every((key) => /^(?:value|count)$/iu.test(key))
    ? value['value']
    : value;
}

/** A text; null and nothing are the empty text. */
export function textOf(raw: unknown): string | undefined {
  if (raw === undefined || isCut(raw)) return undefined;
  const value = unwrapped(raw);
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return enumOf(value)?.name ?? undefined;
}

/** A whole number, also written as text. */
export function numberOf(raw: unknown): number | undefined {
  const value = unwrapped(raw);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}\s*$/u.test(value)) return undefined;
  return Number(value);
}

/** Yes or no, also written as `True`, `false`, 1 or 0. */
export function yesOrNoOf(raw: unknown): boolean | undefined {
  const value = unwrapped(raw);
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === 'true' || word === 1 || word === '1') return true;
  if (word === 'false' || word === 0 || word === '0') return false;
  return undefined;
}

/** An enum: a number, a name, `"27 = StandBy"`, or the object of the bundle. */
export function enumOf(raw: unknown): EnumValue | undefined {
  if (isCut(raw)) return undefined;
  const value = unwrapped(raw);
  if (typeof value === 'number') return Number.isInteger(value) ? ofNumber(value) : undefined;
  if (typeof value === 'string') return enumOfText(value.trim());
  if (!isObject(value)) return undefined;
  const number = numberOf(value['number']);
  const name = typeof value['enum'] === 'string' ? value['enum'].trim() : null;
  if (number === undefined && (name === null || name === '')) return undefined;
  return { number: number ?? null, name: name === '' ? null : name };
}

function enumOfText(text: string): EnumValue | undefined {
  if (text === '') return undefined;
  const [, code, name] = /^(-?\d{1,9})\s*=\s*(.+)$/su.exec(text) ?? [];
  if (code !== undefined && name !== undefined) return { number: Number(code), name };
  return /^-?\d{1,9}$/u.test(text) ? ofNumber(Number(text)) : { number: null, name: text };
}

function ofNumber(number: number): EnumValue {
  return { number, name: null };
}

/** Addresses separated by semicolons, or a list of them. */
export function addressesOf(raw: unknown): string[] | undefined {
  const value = unwrapped(raw);
  if (value === undefined || isCut(value)) return undefined;
  const parts = Array.isArray(value) ? value : (textOf(value) ?? '').split(';');
  const texts = parts.map((part) => textOf(part) ?? '').filter((text) => text !== '');
  return [...new Set(texts)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
