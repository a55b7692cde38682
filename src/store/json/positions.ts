import type { Node } from 'jsonc-parser';
import type { LocatedProblem, Location, Path, Problem } from '../../domain/model/index.js';
import { spansOf } from './value-offsets.js';

/** Conversion between places in a farm document and lines and columns of its text. */

/** Converts offsets of one text to lines and columns; the lines are found once. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const ending of text.matchAll(/\r\n|\r|\n/g)) {
      this.#starts.push(ending.index + ending[0].length);
    }
  }

  /** Line and column of an offset, from 1; columns count UTF-16 units, as editors and SARIF do. */
  locate(offset: number, file: string): Location {
    const line = this.lineOf(offset);
    const start = this.#starts[line - 1] ?? 0;
    const end = this.#starts[line] ?? this.#text.length;
    const ending = /(?:\r\n|\r|\n)?$/.exec(this.#text.slice(Math.max(start, end - 2), end));
    const text = this.#text.slice(start, end - (ending?.[0].length ?? 0));
    return { file, line, column: offset - start + 1, text };
  }

  /** The line of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** A problem, and its offset in the text. */
export interface Found {
  offset: number;
  problem: Problem;
}

/** The problems of one file that are shown. */
export interface FirstProblems {
  problems: LocatedProblem[];
  /** The number of further problems. */
  omitted: number;
}

/** The most problems shown for one file: more are usually one mistake repeated. */
export const mostShown = 100;

/** The first problems of a text by their place, and the number of further ones. */
export function locateFirst(found: readonly Found[], lines: Lines, file: string): FirstProblems {
  const problems = found
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, mostShown)
    .map(({ offset, problem }) => ({ ...problem, location: lines.locate(offset, file) }));
  return { problems, omitted: found.length - problems.length };
}

/** The text without a byte order mark, which JSON doesn't allow. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Offsets of values in one parsed text; the keys of an object are indexed once, when the first one is looked up. */
export class Offsets {
  readonly #root: Node | undefined;
  readonly #properties = new Map<Node, Map<unknown, Node>>();

  constructor(root: Node | undefined) {
    this.#root = root;
  }

  /** The offset of the value at a path (or, if there is none, of the closest enclosing value). */
  of(path: Path, part: 'key' | 'value'): number {
    let node = this.#root;
    let offset = node?.offset ?? 0;
    for (const [depth, step] of path.entries()) {
      const last = depth === path.length - 1;
      if (typeof step === 'number') {
        node = node?.type === 'array' ? node.children?.[step] : undefined;
        if (node === undefined) return offset;
        offset = node.offset;
      } else {
        const property = this.#propertyOf(node, step);
        const value = property?.children?.[1];
        if (property === undefined) return offset;
        if (value === undefined || (last && part === 'key')) return property.offset;
        node = value;
        offset = node.offset;
      }
    }
    return offset;
  }

  #propertyOf(node: Node | undefined, key: string): Node | undefined {
    if (node?.type !== 'object') return undefined;
    let properties = this.#properties.get(node);
    if (properties === undefined) {
      // Of duplicate keys the last one counts, as in JSON.parse.
      properties = new Map(
        node.children?.map((property) => [property.children?.[0]?.value, property]),
      );
      this.#properties.set(node, properties);
    }
    return properties.get(key);
  }
}

/** The first character of a value and the one after its last, as lines and columns from 1. */
export interface Region {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** The region of the value at each path in a valid JSON text, or of the closest enclosing value. */
export function locatePaths(text: string, paths: readonly Path[]): Region[] {
  const json = withoutMark(text);
  const lines = new Lines(json);
  return spansOf(json, paths).map(({ start, end }) => {
    const { line, column } = lines.locate(start, '');
    const { line: endLine, column: endColumn } = lines.locate(end, '');
    return { line, column, endLine, endColumn };
  });
}
