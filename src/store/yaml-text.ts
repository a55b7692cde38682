import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseDocument,
} from 'yaml';
import type { LocatedProblem, Path, Problem } from '../domain/errors.js';
import { deepest } from './lexical.js';
import { Lines } from './positions.js';
import type { FileProblems, Wanted } from './problems.js';

/** YAML texts: every problem with its place, and the place of a path. Loaded on use, because of the parser. */

/** Every problem of a YAML text, sorted by place. `text` is without a byte order mark. */
export function findYamlProblems(text: string, file: string, wanted: Wanted): FileProblems {
  const lines = new Lines(text);
  const at = (offset: number, problem: Problem): LocatedProblem => ({
    ...problem,
    location: lines.locate(Math.min(offset, text.length), file),
  });
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problem = { path: [], message: 'the file nests far deeper than a test file does.' };
    return { hasSyntaxErrors: false, problems: [at(deep, problem)], document: undefined };
  }
  const read = parse(text);
  const syntax = [...read.errors, ...read.warnings].map(({ code, message, pos: [offset] }) =>
    at(offset, { path: [], message: plainWords[code] ?? sentence(message) }),
  );
  if (syntax.length > 0) return { hasSyntaxErrors: true, problems: syntax, document: undefined };
  if (read.contents === null) {
    const problem = { path: [], message: 'the file is empty.', expected: wanted.what };
    return { hasSyntaxErrors: true, problems: [at(0, problem)], document: undefined };
  }
  let document: unknown;
  try {
    document = read.toJS();
  } catch {
    const problem = { path: [], message: 'the aliases (*) in the file stand for far too much.' };
    return { hasSyntaxErrors: true, problems: [at(0, problem)], document: undefined };
  }
  const problems = wanted
    .find(document)
    .map(({ of, problem }) => ({ offset: offsetIn(read, problem.path, of), problem }))
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, problem }) => at(offset, problem));
  return { hasSyntaxErrors: false, problems, document };
}

/** Where the values at paths of a sound YAML text start, or what stands nearest around them. */
export function yamlOffsets(text: string, paths: readonly Path[]): number[] {
  const document = parse(text);
  return paths.map((path) => offsetIn(document, path, 'value'));
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
}

/**
 * Where the text nests deeper than any test file does, or null. The parser recurses, and Node would not survive a
 * text made to exhaust its stack; the lexer does not.
 */
function tooDeepAt(text: string): number | null {
  // Each level of a block starts further right than the one around it.
  const far = new RegExp(`^[ \\t?:-]{${2 * deepest}}`, 'm').exec(text);
  if (far !== null) return far.index;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > deepest) return offset;
    // What the lexer adds of its own is a control character.
    if (!/^[\u0002\u0018\u001f]$/.test(token)) offset += token.length;
  }
  return null;
}

function offsetIn(document: Document.Parsed, path: Path, of: 'key' | 'value'): number {
  let node: Node | null = document.contents;
  let offset = startOf(node);
  for (const [depth, step] of path.entries()) {
    const container: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    if (typeof step === 'number') {
      if (!isSeq(container)) return offset;
      node = (container.items[step] as Node | undefined) ?? null;
    } else {
      if (!isMap(container)) return offset;
      const pair = container.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) return offset;
      if (of === 'key' && depth === path.length - 1) return startOf(pair.key as Node);
      // A key without a value stands for it.
      offset = startOf(pair.key as Node);
      node = (pair.value as Node | null) ?? null;
    }
    if (node === null) return offset;
    offset = startOf(node);
  }
  return offset;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** What the parser tells in words of its own trade. */
const plainWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'this is not indented as it should be, or a bracket before it is not closed.',
  BLOCK_AS_IMPLICIT_KEY: 'a value ends the line here; what is below it belongs to another key.',
  DUPLICATE_KEY: 'this key stands here a second time.',
  MISSING_CHAR: 'a bracket, a quote or a comma is missing here.',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the line is not indented as its neighbours are.',
  MULTIPLE_DOCS: 'a second document begins here; a test file is one.',
  TAB_AS_INDENT: 'a tab indents this line; YAML takes spaces only.',
};

/** The parser's words, as a sentence of ours. */
function sentence(message: string): string {
  const first = message.charAt(0).toLowerCase() + message.slice(1);
  return first.endsWith('.') ? first : `${first}.`;
}
