import type { Path } from '../../domain/model/index.js';
import { endOfString } from './json-scan.js';

/**
 * Offsets of values in a valid JSON text, in one pass without loading a parser. For a text that may be broken, see
 * problems.ts.
 */

/** The paths to find below one value. */
interface Wanted {
  /** Indexes of the paths that end here. */
  paths: number[];
  below: Map<string, Wanted>;
}

/** Where a value begins, and the offset after it. */
export interface Span {
  start: number;
  end: number;
}

/** The offset of the value at each path, or, if there is none, of the closest enclosing value. */
export function offsetsOf(json: string, paths: readonly Path[]): number[] {
  return spansOf(json, paths).map(({ start }) => start);
}

/** The span of the value at each path, or, if there is none, of the closest enclosing value. */
export function spansOf(json: string, paths: readonly Path[]): Span[] {
  const spans = paths.map(() => ({ start: 0, end: 0 }));
  const root: Wanted = { paths: [], below: new Map() };
  for (const [index, path] of paths.entries()) {
    let at = root;
    for (const step of path) {
      const next = at.below.get(String(step)) ?? { paths: [], below: new Map() };
      at.below.set(String(step), next);
      at = next;
    }
    at.paths.push(index);
  }
  visit(json, blanksEnd(json, 0), root, spans);
  return spans;
}

/** Records the span of a value for the paths in it, then visits its children; returns the offset after it. */
function visit(json: string, start: number, wanted: Wanted, spans: Span[]): number {
  const open = json[start];
  if (wanted.below.size === 0 || (open !== '{' && open !== '[')) {
    const end = valueEnd(json, start);
    note(wanted, { start, end }, spans);
    return end;
  }
  // What is not found below this value gets its span, and its end is known only after the visit.
  const found = new Set<Wanted>();
  let at = blanksEnd(json, start + 1);
  for (let index = 0; json[at] !== '}' && json[at] !== ']'; index += 1) {
    let step = String(index);
    if (open === '{') {
      const end = endOfString(json, at) + 1;
      step = JSON.parse(json.slice(at, end)) as string;
      at = blanksEnd(json, blanksEnd(json, end) + 1);
    }
    const next = wanted.below.get(step);
    if (next !== undefined) found.add(next);
    at = blanksEnd(json, next === undefined ? valueEnd(json, at) : visit(json, at, next, spans));
    if (json[at] === ',') at = blanksEnd(json, at + 1);
  }
  const span = { start, end: at + 1 };
  for (const index of wanted.paths) spans[index] = span;
  for (const next of wanted.below.values()) if (!found.has(next)) note(next, span, spans);
  return span.end;
}

function note(wanted: Wanted, span: Span, spans: Span[]): void {
  for (const index of wanted.paths) spans[index] = span;
  for (const next of wanted.below.values()) note(next, span, spans);
}

/** The offset after the value that starts here. */
function valueEnd(json: string, start: number): number {
  const first = json[start];
  if (first === '"') return endOfString(json, start) + 1;
  let at = start;
  if (first !== '{' && first !== '[') {
    while (at < json.length && !',]} \t\r\n'.includes(json[at] ?? ',')) at += 1;
    return at;
  }
  for (let depth = 0; at < json.length; at += 1) {
    const letter = json[at];
    if (letter === '"') at = endOfString(json, at);
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return at;
}

function blanksEnd(json: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(json[at] ?? '.')) at += 1;
  return at;
}
