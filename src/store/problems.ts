import type { LocatedProblem, Problem } from '../domain/errors.js';
import { tooDeepAt } from './lexical.js';
import { Lines, offsetOf } from './positions.js';
import { findContentProblems } from './soundness.js';
import { tellSyntaxErrors } from './syntax.js';

/**
 * Everything wrong with a farm file, each with its place. The slow path: only a file that is known to be wrong comes
 * here, and only then is the parser loaded that knows positions.
 */

/** What was found, and what could be read of the document in spite of it. */
export interface FileProblems {
  hasSyntaxErrors: boolean;
  problems: LocatedProblem[];
  document: unknown;
}

interface Found extends Problem {
  offset: number;
}

/** Every problem of the text, sorted by place. `text` is without a byte order mark. */
export async function findProblems(text: string, file: string): Promise<FileProblems> {
  const lines = new Lines(text);
  const place = (found: Found[]): LocatedProblem[] =>
    found
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, ...problem }) => ({ ...problem, location: lines.locate(offset, file) }));

  if (text.trim() === '') {
    const message = 'the file is empty.';
    const problems = place([{ offset: 0, path: [], message, expected: 'a farm, as `farm init` writes it' }]);
    return { hasSyntaxErrors: true, problems, document: undefined };
  }
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problems = place([{ offset: deep, path: [], message: 'the file nests far deeper than a farm does.' }]);
    return { hasSyntaxErrors: false, problems, document: undefined };
  }

  const { parseTree, getNodeValue } = await import('jsonc-parser');
  const errors: import('jsonc-parser').ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const strict = parseStrictly(text);
  const syntax = tellSyntaxErrors(text, strict.ok ? [] : errors, (offset) => lines.lineOf(offset));
  if (!strict.ok && errors.length === 0) syntax.problems.push({ offset: 0, message: strict.message });

  const document: unknown = strict.ok ? strict.value : root && getNodeValue(root);
  const content = syntax.trusted ? findContentProblems(document) : [];
  const problems = place([
    ...syntax.problems.map((problem) => ({ ...problem, path: [] })),
    ...content.map(({ of, ...problem }) => ({ ...problem, offset: offsetOf(root, problem.path, of) })),
    ...findRepeatedKeys(root, []),
  ]);
  return { hasSyntaxErrors: !strict.ok, problems, document };
}

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function parseStrictly(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: `this is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Keys that an object has twice. JSON.parse would silently keep the last. */
function findRepeatedKeys(node: import('jsonc-parser').Node | undefined, path: Problem['path']): Found[] {
  const children = node?.children ?? [];
  if (node?.type === 'array') return children.flatMap((child, index) => findRepeatedKeys(child, [...path, index]));
  if (node?.type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const here = [...path, name];
    const below = findRepeatedKeys(value, here);
    if (!seen.has(name)) {
      seen.add(name);
      return below;
    }
    const message = `${JSON.stringify(name)} stands here a second time.`;
    return [{ offset: property.offset, path: here, message, expected: 'each key once' }, ...below];
  });
}
