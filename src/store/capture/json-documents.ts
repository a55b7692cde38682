import { FarmError } from '../../domain/model/index.js';
import { deepest, endOfString, mostValues, tooDeepAt, tooManyValuesAt } from '../json/json-scan.js';
import { Lines } from '../json/positions.js';

/** JSON values one after the other, as a console prints several replies into one file. */

/**
 * Every JSON value of a text, in order; `name` is the file's in errors.
 * @throws FarmError E_SYNTAX with the place; E_UNREADABLE for a text that is too large or nests too deep
 */
export function parseDocuments(text: string, name: string): unknown[] {
  if (tooManyValuesAt(text) !== null) {
    throw tooMuch(`${name} has more than ${mostValues / 1_000_000} million keys and list entries.`);
  }
  if (tooDeepAt(text) !== null) throw tooMuch(`${name} nests deeper than ${deepest} levels.`);
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  const values: unknown[] = [];
  for (let start = skipBlanks(text, 0); start < text.length;) {
    const end = endOfValue(text, start);
    const value = parsed(text.slice(start, end));
    if (value === undefined) throw notJson(text, start, end, name);
    values.push(value);
    start = skipBlanks(text, end);
  }
  return values;
}

/** The value of a text; undefined if it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n\uFEFF'.includes(text[at] ?? '.')) at += 1;
  return at;
}

/** The end of the value at `start`: where its brackets close, or the end of its word. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at + 1;
    } else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth <= 0) return at + 1;
    } else if (depth === 0 && /\s/u.test(letter)) return at;
  }
  return text.length;
}

function notJson(text: string, start: number, end: number, name: string): FarmError {
  const location = new Lines(text).locate(start, name);
  const isCutOff = end >= text.length && '{['.includes(text[start] ?? '.');
  return new FarmError({
    code: 'E_SYNTAX',
    message: `${name} is not valid JSON: the value that begins on line ${location.line} ${isCutOff ? 'is not complete, or has an error' : 'has an error'}.`,
    why: 'farm reads a capture only if it is complete.',
    nextStep: 'export it again, with ConvertTo-Json or Export-Csv',
    location,
  });
}

function tooMuch(message: string): FarmError {
  return new FarmError({ code: 'E_UNREADABLE', message, nextStep: 'export less at once' });
}
