import type { Path, Problem } from '../../domain/model/index.js';
import { type SchemaNode, schemaAt } from './schema.js';
import { type Mismatch, shapeMismatches } from './farm-shape.js';

/** What is wrong with the shape of a document, in plain words instead of the validator's. */

/** A problem, and whether the key or the value is what is wrong. */
export interface ContentProblem {
  of: 'key' | 'value';
  problem: Problem;
}

/** Everything wrong with the shape of a document, one problem for each place. */
export function findShapeProblems(document: unknown): ContentProblem[] {
  return shapeMismatches(document).map((mismatch) => problemOf(document, mismatch));
}

function problemOf(document: unknown, { instancePath, keyword, params }: Mismatch): ContentProblem {
  const path = toPath(document, instancePath);
  const node = schemaAt(path);
  if (node === null) throw new Error(`the schema has no place ${instancePath}`);
  switch (keyword) {
    case 'required':
      return { of: 'value', problem: missingKey(path, node, params.missingProperty ?? '') };
    case 'additionalProperties':
      return { of: 'key', problem: unknownKey(path, node, params.additionalProperty ?? '') };
    default:
      return { of: 'value', problem: wrongValue(path, node, valueAt(document, path)) };
  }
}

/** A key that an object lacks. */
export function missingKey(path: Path, node: SchemaNode, key: string): Problem {
  const what = node.properties?.[key]?.description ?? '';
  return {
    path: [...path, key],
    message: `${withArticle(node.title ?? 'object')} needs "${key}".`,
    expected: `"${key}": ${firstSentence(what)}`,
  };
}

/** A key that an object does not know. */
export function unknownKey(path: Path, node: SchemaNode, key: string): Problem {
  const candidates = Object.keys(node.properties ?? {});
  const own = node.patternProperties === undefined ? '' : '; a key of your own begins with x-';
  return {
    path: [...path, key],
    message: `${withArticle(node.title ?? 'object')} has no ${say(key)}.`,
    expected: `one of ${candidates.join(', ')}${own}`,
    typed: key,
    candidates,
  };
}

function wrongValue(path: Path, node: SchemaNode, value: unknown): Problem {
  const words = (node.enum ?? []).map((word) => JSON.stringify(word));
  const anyOf = words.length > 1 ? 'one of ' : '';
  const expected = words.length > 0 ? anyOf + words.join(', ') : sayTypes(node);
  const problem = {
    path,
    message: `${nameOf(path)} must be ${expected}, not ${say(value)}.`,
    expected,
  };
  const candidates = (node.enum ?? []).filter((word) => typeof word === 'string');
  const isMistyped = typeof value === 'string' && candidates.length > 0;
  return isMistyped ? { ...problem, typed: value, candidates } : problem;
}

/** `"standby"` for a key, `entry 2 of "agents"` for an element of a list. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'a farm file';
  if (typeof last === 'string') return say(last);
  return `entry ${last + 1} of ${nameOf(path.slice(0, -1))}`;
}

const typeWords = {
  object: 'an object in { }',
  array: 'a list in [ ]',
  string: 'text in double quotes',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
} as const;

/** The types that a value may have, in words. */
export function sayTypes({ type }: SchemaNode): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.map((one) => typeWords[one]).join(' or ');
}

/** A value in few letters. */
export function say(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function withArticle(noun: string): string {
  return /^(?:[aeiou])/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function firstSentence(description: string): string {
  return description.replace(/(?:\. .*|\.)$/s, '');
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  return value;
}

/** A JSON pointer as a path; indexes become numbers where the document has a list. */
function toPath(document: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let value = document;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
  }
  return path;
}
