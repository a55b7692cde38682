import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Path } from '../../domain/model/index.js';
import { inexactNumberAt, tooDeepAt } from '../json/json-scan.js';
import { type Found, type FirstProblems, Lines, locateFirst, Offsets } from '../json/positions.js';
import type { ContentProblem } from './schema-errors.js';
import { findContentProblems } from './validate.js';
import { type ProblemWords, explainSyntaxErrors, yamlStart } from '../json/syntax.js';

/**
 * Finds every problem of a farm file, with its place. This is the slow path: this module and the parser that knows
 * positions are loaded only for a file that is known to be invalid.
 */

/** The problems, and the document as far as it could be read. */
export interface FileProblems extends FirstProblems {
  hasSyntaxErrors: boolean;
  document: unknown;
  /** What to do, if not to correct the file at these places. */
  nextStep?: string;
}

/** What the document must be, besides JSON. */
export interface Wanted {
  find: (document: unknown) => readonly ContentProblem[];
  /** What an empty file should contain. */
  what: string;
  /** The problem that a comment is. */
  comment: ProblemWords;
  /** The problem that a text in YAML is. */
  yaml: ProblemWords & { nextStep: string };
}

const aFarm: Wanted = {
  find: findContentProblems,
  what: 'a farm, as written by farm init',
  comment: {
    message: "a farm is JSON, which can't have comments.",
    expected: 'no comment, or its text as a key: "$comment": "TEXT"',
  },
  yaml: {
    message: 'this is YAML, but a farm is JSON.',
    expected: 'the same keys and values in JSON, as written by farm init',
    nextStep: 'save the farm as JSON',
  },
};

/** Every problem of the text, sorted by place. `text` is without a byte order mark. */
export function findProblems(text: string, file: string, wanted: Wanted = aFarm): FileProblems {
  const lines = new Lines(text);
  if (text.trim() === '') {
    const problem = {
      path: [],
      message: 'the file is empty.',
      expected: wanted.what,
    };
    const located = locateFirst([{ offset: 0, problem }], lines, file);
    return { hasSyntaxErrors: true, ...located, document: undefined };
  }
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problem = { path: [], message: 'the file is nested too deeply.' };
    const located = locateFirst([{ offset: deep, problem }], lines, file);
    return { hasSyntaxErrors: false, ...located, document: undefined };
  }

  const strict = parseStrictly(text);
  const yaml = strict.ok ? null : yamlStart(text);
  if (yaml !== null) {
    const { nextStep, ...words } = wanted.yaml;
    const located = locateFirst([{ offset: yaml, problem: { path: [], ...words } }], lines, file);
    return { hasSyntaxErrors: true, ...located, document: undefined, nextStep };
  }

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const syntax = explainSyntaxErrors(
    text,
    strict.ok ? [] : errors,
    (offset) => lines.lineOf(offset),
    wanted.comment,
  );
  if (!strict.ok && errors.length === 0) {
    syntax.problems.push({ offset: 0, message: strict.message });
  }

  const document: unknown = strict.ok ? strict.value : root && getNodeValue(root);
  const found: Found[] = [];
  findRepeatedKeys(root, [], found);
  const offsets = new Offsets(root);
  for (const { offset, message, expected } of syntax.problems) {
    const problem = { path: [], message, ...(expected === undefined ? {} : { expected }) };
    found.push({ offset, problem });
  }
  const inexact = strict.ok ? inexactNumberAt(text) : null;
  if (inexact !== null) {
    const message = 'this number has more digits than farm can keep.';
    const problem = { path: [], message, expected: 'the number in quotes, as text' };
    found.push({ offset: inexact, problem });
  }
  // A text without any value, such as a comment alone, has no content to judge.
  const readable = syntax.trusted && document !== undefined;
  for (const { of, problem } of readable ? wanted.find(document) : []) {
    found.push({ offset: offsets.of(problem.path, of), problem });
  }
  return { hasSyntaxErrors: !strict.ok, ...locateFirst(found, lines, file), document };
}

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function parseStrictly(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `not JSON: ${reason}` };
  }
}

/** Keys that an object has twice. JSON.parse would silently keep the last. */
function findRepeatedKeys(node: Node | undefined, path: Path, found: Found[]): void {
  const children = node?.children ?? [];
  if (node?.type === 'array') {
    for (const [index, child] of children.entries())
      findRepeatedKeys(child, [...path, index], found);
  }
  if (node?.type !== 'object') return;
  const seen = new Set<string>();
  for (const property of children) {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const here = [...path, name];
    if (seen.has(name)) {
      const message = `${JSON.stringify(name)} is a duplicate key.`;
      const problem = { path: here, message, expected: 'each key once' };
      found.push({ offset: property.offset, problem });
    }
    seen.add(name);
    findRepeatedKeys(value, here, found);
  }
}
