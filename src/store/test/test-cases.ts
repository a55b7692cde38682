import type { Path, Problem } from '../../domain/model/index.js';
import type { ContentProblem } from '../farm/schema-errors.js';
import { isObject } from '../json/is-object.js';
import { casesNode } from './test-schema.js';
import { shapeProblemsAt } from './test-shape.js';

/** Table-driven tests: a test with "cases" is one test for each of them, with `<column>` replaced by its value. */

/** A test without its cases, or one of them, and where its parts are in the document. */
export interface WrittenEntry {
  entry: unknown;
  /** The place of the test, or of its case. */
  at: Path;
  sourceOf: SourceOf;
}

/**
 * The path in the document of a path in the entry. A value that the table has is there; its key is in the test all the same.
 */
export type SourceOf = (path: Path, of?: 'key' | 'value') => Path;

/** One row of the table. */
type Case = Readonly<Record<string, Cell>>;
type Cell = string | number | boolean | readonly string[];

/** A column in a text: the "<" is one of a name only if a word and ">" follow. */
const column = /<([\p{L}\p{N}][\p{L}\p{N} _.-]*)>/gu;

/** So many characters are a few megabytes; the cases of any real test have far fewer. */
const mostLetters = 20_000_000;

/** Every test of a document with a list of tests; tests with invalid cases are left out. */
export function expandCases(tests: readonly unknown[]): {
  entries: WrittenEntry[];
  problems: ContentProblem[];
} {
  const problems: ContentProblem[] = [];
  let left = mostLetters;
  const entries = tests.flatMap((test, index): WrittenEntry[] => {
    const path: Path = ['tests', index];
    if (!isObject(test) || !Object.hasOwn(test, 'cases'))
      return [{ entry: test, at: path, sourceOf: (inside) => [...path, ...inside] }];
    const { cases, ...template } = test;
    const own = casesProblems(template, cases, path);
    problems.push(...own);
    if (own.length > 0) return [];
    const rows = cases as readonly Case[];
    left -= rows.length * JSON.stringify(template).length;
    if (left >= 0) return rows.map((row, at) => entryOf(template, row, path, at));
    const message = 'the tests of all cases together are too long.';
    problems.push(ofValue({ path: [...path, 'cases'], message, expected: 'fewer cases' }));
    return [];
  });
  return { entries, problems };
}

/** What is wrong with the table of a test, and with the columns that the test uses. */
function casesProblems(
  template: Readonly<Record<string, unknown>>,
  cases: unknown,
  path: Path,
): ContentProblem[] {
  const here = [...path, 'cases'];
  const shape = shapeProblemsAt(casesNode, cases, here);
  if (shape.length > 0) return shape;
  const rows = cases as readonly Case[];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const used = new Map<string, Path>();
  for (const [text, place] of textsIn(template, path)) {
    for (const [, name = ''] of text.matchAll(column)) {
      if (!used.has(name)) used.set(name, place);
    }
  }
  const unknown = [...used].flatMap(([name, place]): ContentProblem[] =>
    columns.includes(name) ? [] : [ofValue(unknownColumn(name, columns, place))],
  );
  const inRows = rows.flatMap((row, at) => [
    ...[...used.keys()]
      .filter((name) => columns.includes(name) && !Object.hasOwn(row, name))
      .map((name) => {
        const message = `this case has no ${JSON.stringify(name)}, which the test uses.`;
        return ofValue({ path: [...here, at], message, expected: `"${name}": its value` });
      }),
    ...Object.keys(row)
      .filter((name) => !used.has(name))
      .map((name): ContentProblem => ({
        of: 'key',
        problem: unusedColumn(name, [...here, at, name], used),
      })),
  ]);
  return [...unknown, ...inRows];
}

function unknownColumn(name: string, columns: readonly string[], path: Path): Problem {
  return {
    path,
    message: `no case has "${name}", which <${name}> stands for.`,
    expected: `one of ${columns.map((one) => `<${one}>`).join(', ')}`,
    typed: name,
    candidates: columns,
  };
}

function unusedColumn(name: string, path: Path, used: ReadonlyMap<string, Path>): Problem {
  return {
    path,
    message: `the test does not use "${name}".`,
    expected: `<${name}> in the name or another text of the test`,
    typed: name,
    candidates: [...used.keys()],
  };
}

/** Every text in a value with its path; keys have the path of what they belong to. */
function* textsIn(value: unknown, path: Path): Generator<[text: string, place: Path]> {
  if (typeof value === 'string') yield [value, path];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      yield [key, [...path, key]];
      yield* textsIn(child, [...path, key]);
    }
  }
}

function entryOf(
  template: Readonly<Record<string, unknown>>,
  row: Case,
  path: Path,
  index: number,
): WrittenEntry {
  const at = [...path, 'cases', index];
  const keys = new Map<string, Path>();
  const values = new Map<string, Path>();
  const filled = fill(template, { row, at, keys, values }, [], path) as Record<string, unknown>;
  const { name } = template;
  const isNamed = typeof name === 'string' && name.search(column) === -1;
  const entry = isNamed ? { ...filled, name: `${name} (${sayRow(row)})` } : filled;
  const sourceOf: SourceOf = (inside, of = 'value') => {
    const own = of === 'key' ? keys.get(JSON.stringify(inside)) : undefined;
    if (own !== undefined) return own;
    if (of === 'value') return sourceIn(values, keys, inside, path);
    return [...sourceIn(values, keys, inside.slice(0, -1), path), ...inside.slice(-1)];
  };
  return { entry, at, sourceOf };
}

/** The case in the name of its test: its values. */
function sayRow(row: Case): string {
  return Object.values(row).map(sayCell).join(', ');
}

function sayCell(cell: Cell): string {
  return typeof cell === 'object' ? cell.join(',') : String(cell);
}

interface Filling {
  row: Case;
  /** The path of the case. */
  at: Path;
  /** Where keys and values are in the document that are not where the entry has them. */
  keys: Map<string, Path>;
  values: Map<string, Path>;
}

/** A value with its columns replaced. A text that is one column only becomes its value, with its type. */
function fill(value: unknown, filling: Filling, path: Path, source: Path): unknown {
  if (typeof value === 'string') return fillText(value, filling, path);
  if (Array.isArray(value))
    return value.map((item, index) => fill(item, filling, [...path, index], [...source, index]));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([written, child]) => {
      const key = replaced(written, filling.row);
      const [to, from] = [
        [...path, key],
        [...source, written],
      ];
      if (key !== written) filling.keys.set(JSON.stringify(to), from);
      return [key, fill(child, filling, to, from)];
    }),
  );
}

function fillText(text: string, { row, at, values }: Filling, path: Path): unknown {
  const [whole, name = ''] = new RegExp(`^${column.source}$`, 'u').exec(text) ?? [];
  if (whole === undefined) return replaced(text, row);
  values.set(JSON.stringify(path), [...at, name]);
  return row[name];
}

function replaced(text: string, row: Case): string {
  return text.replaceAll(column, (whole, name: string) => {
    const cell = row[name];
    return cell === undefined ? whole : sayCell(cell);
  });
}

function sourceIn(
  values: ReadonlyMap<string, Path>,
  keys: ReadonlyMap<string, Path>,
  inside: Path,
  path: Path,
): Path {
  for (let length = inside.length; length > 0; length -= 1) {
    const id = JSON.stringify(inside.slice(0, length));
    const source = values.get(id) ?? keys.get(id);
    if (source !== undefined) return [...source, ...inside.slice(length)];
  }
  return [...path, ...inside];
}

function ofValue(problem: Problem): ContentProblem {
  return { of: 'value', problem };
}
