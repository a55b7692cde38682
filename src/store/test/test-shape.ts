import { isObject } from '../json/is-object.js';
import type { Path, Problem } from '../../domain/model/index.js';
import {
  type ContentProblem,
  nameOf,
  say,
  sayTypes,
  missingKey,
  unknownKey,
} from '../farm/schema-errors.js';
import { customKey } from '../farm/format.js';
import { testSchema, type TestSchemaNode } from './test-schema.js';
import { durationExamples } from './test-schema-nodes.js';

/** Checks whether a document has the shape of a test file, and finds every problem. */

/** Everything wrong with the shape of a document, one problem per place. */
export function findTestShapeProblems(document: unknown): ContentProblem[] {
  if (isObject(document)) return shapeProblemsAt(testSchema, document, []);
  const message = `a test file must be ${sayTypes(testSchema)}, not ${say(document)}.`;
  return [
    { of: 'value', problem: { path: [], message, expected: 'a list of tests under "tests"' } },
  ];
}

/** Everything wrong with the shape of a value at a path; for files that contain a part of a test file. */
export function shapeProblemsAt(
  node: TestSchemaNode,
  value: unknown,
  path: Path,
): ContentProblem[] {
  const matching = alternativeFor(node, value);
  if (matching === null) return [ofValue(wrongValue(node, value, path))];
  if (Array.isArray(value)) {
    const few =
      value.length < (matching.minItems ?? 0)
        ? [ofValue(tooFew(path, matching, value.length))]
        : [];
    const { items } = matching;
    if (items === undefined) return few;
    return [
      ...few,
      ...value.flatMap((item, index) => shapeProblemsAt(items, item, [...path, index])),
    ];
  }
  if (isObject(value)) return inObject(matching, value, path);
  const bounds = outOfBounds(matching, value, path);
  return bounds === null ? [] : [ofValue(bounds)];
}

/** The node, or its alternative for the type of the value; null for another type. */
export function alternativeFor(node: TestSchemaNode, value: unknown): TestSchemaNode | null {
  const [only, ...others] = node.anyOf ?? [node];
  if (only === undefined) throw new Error('a schema without an alternative');
  const found = [only, ...others].find((one) => hasType(one, value));
  if (found === undefined) return null;
  return found.enum === undefined || found.enum.some((word) => word === value) ? found : null;
}

function hasType({ type, enum: words }: TestSchemaNode, value: unknown): boolean {
  if (words !== undefined) return words.some((word) => typeof word === typeof value);
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.some((one) => {
    if (one === 'array') return Array.isArray(value);
    if (one === 'object') return isObject(value);
    if (one === 'null') return value === null;
    if (one === 'integer') return Number.isSafeInteger(value);
    return one === 'number' ? Number.isFinite(value) : typeof value === one;
  });
}

function inObject(
  node: TestSchemaNode,
  value: Record<string, unknown>,
  path: Path,
): ContentProblem[] {
  const { properties = {}, required = [], additionalProperties, patternProperties } = node;
  const keys = Object.keys(value);
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  const counted = wrongCount(node, keys.length, path);
  return [
    ...missing.map((key) => ofValue(missingKey(path, node, key))),
    ...(counted === null ? [] : [ofValue(counted)]),
    ...keys.flatMap((key): ContentProblem[] => {
      if (patternProperties !== undefined && customKey.test(key)) return [];
      const child = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (child) return shapeProblemsAt(child, value[key], [...path, key]);
      return [{ of: 'key', problem: unknownKey(path, node, key) }];
    }),
  ];
}

function wrongCount(
  { minProperties = 0, maxProperties, properties, title }: TestSchemaNode,
  keys: number,
  path: Path,
): Problem | null {
  const known = Object.keys(properties ?? {}).join(', ');
  if (keys < minProperties) {
    return {
      path,
      message: `${nameOf(path)} is empty.`,
      expected: known === '' ? 'at least one name' : `one of ${known}`,
    };
  }
  if (maxProperties === undefined || keys <= maxProperties) return null;
  return {
    path,
    message: `${nameOf(path)} has ${keys} keys; each ${title ?? 'object'} must be a separate entry.`,
    expected: 'one key in each entry of the list',
  };
}

function outOfBounds(
  { minLength = 0, minimum, maximum }: TestSchemaNode,
  value: unknown,
  path: Path,
): Problem | null {
  if (typeof value === 'string' && value.length < minLength) {
    return { path, message: `${nameOf(path)} is empty.` };
  }
  if (typeof value !== 'number') return null;
  const least = minimum ?? value;
  const most = maximum ?? value;
  if (value >= least && value <= most) return null;
  const expected = maximum === undefined ? `${least} or more` : `${least} to ${most}`;
  return { path, message: `${nameOf(path)} must be ${expected}, not ${value}.`, expected };
}

function tooFew(path: Path, { minItems }: TestSchemaNode, found: number): Problem {
  const what = found === 0 ? 'is empty' : `has ${found} entry`;
  return {
    path,
    message: `${nameOf(path)} ${what}.`,
    expected: `at least ${minItems} in the list`,
  };
}

function wrongValue(node: TestSchemaNode, value: unknown, path: Path): Problem {
  const time = asDuration(node, value, path);
  if (time !== null) return time;
  const alternatives = node.anyOf ?? [node];
  const words = alternatives.flatMap((one) => one.enum ?? []);
  const expected = alternatives
    .map((one) => (one.enum === undefined ? sayTypes(one) : sayWords(one.enum)))
    .join(', or ');
  const problem = {
    path,
    message: `${nameOf(path)} must be ${expected}, not ${say(value)}.`,
    expected,
  };
  const candidates = words.filter((word) => typeof word === 'string');
  const isMistyped = typeof value === 'string' && candidates.length > 0;
  return isMistyped ? { ...problem, typed: value, candidates } : problem;
}

/** A number where a duration is expected: `30` for `30m`. */
function asDuration({ examples }: TestSchemaNode, value: unknown, path: Path): Problem | null {
  if (typeof value !== 'number' || examples !== durationExamples) return null;
  const example = Number.isSafeInteger(value) && value >= 0 ? `${value}m` : durationExamples[0];
  return {
    path,
    message: `${nameOf(path)} must be a duration with its unit, not ${value}.`,
    expected: `${example}, for minutes; or h for hours, d for days`,
  };
}

function sayWords(words: readonly (string | number | boolean)[]): string {
  const quoted = words.map((word) => JSON.stringify(word)).join(', ');
  return words.length > 1 ? `one of ${quoted}` : quoted;
}

function ofValue(problem: Problem): ContentProblem {
  return { of: 'value', problem };
}
