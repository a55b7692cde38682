import type { Node } from 'jsonc-parser';
import type { Location, Path } from '../domain/errors.js';
import { offsetsOf } from './value-offsets.js';

/** From a place in a farm document to line and column of its text, and the other way round. */

/** Turns offsets of one text into places; the lines are found once. */
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
    const text = this.#text.slice(start, end).replace(/[\r\n]+$/, '');
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

/** The text without a byte order mark, which JSON does not know. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Where the value at a path starts (or, where the path leads nowhere, the nearest thing around it). */
export function offsetOf(root: Node | undefined, path: Path, of: 'key' | 'value'): number {
  let node = root;
  let offset = root?.offset ?? 0;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (typeof step === 'number') {
      node = node?.type === 'array' ? node.children?.[step] : undefined;
      if (node === undefined) return offset;
      offset = node.offset;
    } else {
      const property = propertyOf(node, step);
      const value = property?.children?.[1];
      if (property === undefined) return offset;
      if (value === undefined || (last && of === 'key')) return property.offset;
      node = value;
      offset = node.offset;
    }
  }
  return offset;
}

/** Of a key written twice the last is meant: it is the one that JSON.parse keeps. */
function propertyOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === key);
}

/**
 * Line and column, from 1, for each path of one text that is valid JSON: of the object or value there, or of what stands
 * nearest around it.
 */
export function locatePaths(
  text: string,
  paths: readonly Path[],
): { line: number; column: number }[] {
  const json = withoutMark(text);
  const lines = new Lines(json);
  return offsetsOf(json, paths).map((offset) => {
    const { line, column } = lines.locate(offset, '');
    return { line, column };
  });
}
