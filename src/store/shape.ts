import type { Path, Problem } from '../domain/errors.js';
import { type SchemaNode, schemaAt } from './schema.js';
import { validate as validateUntyped } from './validate-farm.generated.js';

/** Whether a document has the shape of a farm file; if not, what is wrong, in plain words instead of the validator's. */

/** What the compiled validator tells of one mismatch. */
interface Mismatch {
  instancePath: string;
  keyword: string;
  params: { missingProperty?: string; additionalProperty?: string };
}

const validate: { (document: unknown): boolean; errors?: Mismatch[] | null } = validateUntyped;

/** A problem of shape; `of` says whether the key or the value is what is wrong. */
export interface ShapeProblem extends Problem {
  of: 'key' | 'value';
}

/** Whether the document has the shape of a farm file: types, keys and word lists; invariants are another matter. */
export function hasFarmShape(document: unknown): boolean {
  return validate(document);
}

/** Everything wrong with the shape of a document, one problem a place. */
export function findShapeProblems(document: unknown): ShapeProblem[] {
  if (validate(document)) return [];
  const problems = new Map<string, ShapeProblem>();
  for (const mismatch of validate.errors ?? []) {
    const problem = tell(document, mismatch);
    problems.set(JSON.stringify(problem.path), problem);
  }
  return [...problems.values()];
}

function tell(document: unknown, { instancePath, keyword, params }: Mismatch): ShapeProblem {
  const path = toPath(document, instancePath);
  const node = schemaAt(path);
  if (node === null) throw new Error(`the schema has no place ${instancePath}`);
  if (keyword === 'required') return tellMissing(path, node, params.missingProperty ?? '');
  if (keyword === 'additionalProperties') return tellUnknown(path, node, params.additionalProperty ?? '');
  return tellWrongValue(path, node, valueAt(document, path));
}

function tellMissing(path: Path, node: SchemaNode, key: string): ShapeProblem {
  const what = node.properties?.[key]?.description ?? '';
  return {
    path: [...path, key],
    of: 'value',
    message: `${withArticle(node.title ?? 'object')} needs "${key}".`,
    expected: `"${key}": ${firstSentence(what)}`,
  };
}

function tellUnknown(path: Path, node: SchemaNode, key: string): ShapeProblem {
  const candidates = Object.keys(node.properties ?? {});
  return {
    path: [...path, key],
    of: 'key',
    message: `${withArticle(node.title ?? 'object')} has no ${say(key)}.`,
    expected: `one of ${candidates.join(', ')}`,
    typed: key,
    candidates,
  };
}

function tellWrongValue(path: Path, node: SchemaNode, value: unknown): ShapeProblem {
  const subject = nameOf(path);
  if (node.enum === undefined) {
    const wanted = sayTypes(node);
    return { path, of: 'value', message: `${subject} must be ${wanted}, not ${say(value)}.`, expected: wanted };
  }
  const words = node.enum.map((word) => JSON.stringify(word));
  const wanted = words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
  const problem: ShapeProblem = {
    path,
    of: 'value',
    message: `${subject} must be ${wanted}, not ${say(value)}.`,
    expected: wanted,
  };
  if (typeof value !== 'string') return problem;
  return { ...problem, typed: value, candidates: node.enum.map(String) };
}

/** `"standby"` for a key, `entry 2 of "agents"` for an element of a list. */
function nameOf(path: Path): string {
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
  null: 'null',
} as const;

function sayTypes({ type }: SchemaNode): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.map((one) => typeWords[one]).join(' or ');
}

function say(value: unknown): string {
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
