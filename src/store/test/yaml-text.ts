import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Path, Problem } from '../../domain/model/index.js';
import { deepest } from '../json/json-scan.js';
import { type Found, Lines, locateFirst } from '../json/positions.js';
import { misindentedLine } from './yaml-indentation.js';
import type { FileProblems, Wanted } from '../farm/problems.js';

/** YAML texts: problems with their places, and offsets of paths. Loaded on demand, because of the parser. */

/** Every problem of a YAML text, sorted by place. `text` is without a byte order mark. */
export function findYamlProblems(
  text: string,
  file: string,
  wanted: Pick<Wanted, 'find' | 'what'>,
): FileProblems {
  const lines = new Lines(text);
  const located = (found: readonly Found[]) => locateFirst(found, lines, file);
  const unread = (offset: number, problem: Problem): FileProblems => ({
    hasSyntaxErrors: true,
    ...located([{ offset, problem }]),
    document: undefined,
  });
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problem = { path: [], message: 'the file is nested too deeply.' };
    return { ...unread(deep, problem), hasSyntaxErrors: false };
  }
  const read = parse(text);
  const syntax = [
    ...read.errors.map(asFound),
    ...read.warnings.map(asFound),
    ...findRepeatedKeys(read.contents),
  ].map(({ offset, problem }) => ({ offset: Math.min(offset, text.length), problem }));
  if (syntax.length > 0) {
    const found = withIndentation(text, syntax);
    return { hasSyntaxErrors: true, ...located(found), document: undefined };
  }
  if (read.contents === null) {
    const problem = { path: [], message: 'the file is empty.', expected: wanted.what };
    return unread(0, problem);
  }
  const alias = tooManyAliasesAt(read.contents);
  if (alias !== null) {
    const message = `the file has more than ${mostAliases} anchors (&) and aliases (*).`;
    return unread(alias, { path: [], message });
  }
  let document: unknown;
  try {
    document = read.toJS();
  } catch {
    const problem = { path: [], message: 'the aliases (*) in the file expand to too much data.' };
    return unread(0, problem);
  }
  const offsets = new Offsets(read);
  const found = wanted
    .find(document)
    .map(({ of, problem }) => ({ offset: offsets.of(problem.path, of), problem }));
  return { hasSyntaxErrors: false, ...located(found), document };
}

/** The errors of the parser; if a line up to the first of them has the wrong indentation, that is the only problem. */
function withIndentation(text: string, syntax: readonly Found[]): readonly Found[] {
  const first = Math.min(...syntax.map(({ offset }) => offset));
  const lineAfter = text.indexOf('\n', text.indexOf('\n', first) + 1);
  const misindented = misindentedLine(text, lineAfter === -1 ? text.length : lineAfter);
  if (misindented === null) return syntax;
  const { offset, message, expected } = misindented;
  return [{ offset, problem: { path: [], message, expected } }];
}

function asFound({ code, message, pos }: YamlError): Found {
  const problem = { path: [], message: plainWords[code] ?? sentence(message) };
  return { offset: pos[0], problem };
}

type YamlError = Document.Parsed['errors'][number] | Document.Parsed['warnings'][number];

/** The offsets of the values at paths of a valid YAML text, or of the closest enclosing values. */
export function yamlOffsets(text: string, paths: readonly Path[]): number[] {
  const offsets = new Offsets(parse(text));
  return paths.map((path) => offsets.of(path, 'value'));
}

function parse(text: string): Document.Parsed {
  const { stackTraceLimit } = Error;
  // A broken text can have an error for every other character; their stack traces take most of the time and are not used.
  Error.stackTraceLimit = 0;
  try {
    // The parser would compare each key of an object with all others; findRepeatedKeys visits each once.
    return parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Every node, parents before their children, in the order of the text. */
function* nodesOf(contents: Node | null): Generator<Node> {
  const rest: (Node | null | undefined)[] = [contents];
  while (rest.length > 0) {
    const node = rest.pop();
    if (node === null || node === undefined) continue;
    yield node;
    const children = isSeq(node)
      ? (node.items as Node[])
      : isMap(node)
        ? node.items.flatMap(({ key, value }) => [key as Node | null, value as Node | null])
        : [];
    for (const child of children.toReversed()) rest.push(child);
  }
}

/** Keys that an object has twice. */
function findRepeatedKeys(contents: Node | null): Found[] {
  const found: Found[] = [];
  for (const node of nodesOf(contents)) {
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key } of node.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const message = 'this key is duplicated.';
      if (seen.has(name)) found.push({ offset: startOf(key), problem: { path: [], message } });
      seen.add(name);
    }
  }
  return found;
}

/** The place of the first alias beyond the limit, or null. The parser compares each alias with all anchors before it. */
function tooManyAliasesAt(contents: Node | null): number | null {
  let count = 0;
  for (const node of nodesOf(contents)) {
    if (!isAlias(node) && node.anchor === undefined) continue;
    count += 1;
    if (count > mostAliases) return startOf(node);
  }
  return null;
}

/** Anchors and aliases together. */
const mostAliases = 1000;

/**
 * The place where the text nests deeper than any test file, or null. The parser recurses, so a malicious text could
 * exhaust the stack; the lexer does not recurse.
 */
function tooDeepAt(text: string): number | null {
  // Each level of a block is indented more than the enclosing one.
  const far = new RegExp(`^[ \\t?:-]{${2 * deepest}}`, 'm').exec(text);
  if (far !== null) return far.index;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > deepest) return offset;
    // Tokens that the lexer adds are control characters.
    if (!/^[\u0002\u0018\u001f]$/.test(token)) offset += token.length;
  }
  return null;
}

/** Offsets of values in one parsed text; aliases and the keys of an object are resolved once, when first looked up. */
class Offsets {
  readonly #document: Document.Parsed;
  readonly #pairs = new Map<Node, Map<string, Pair>>();
  /** The target of each alias. The parser would search the whole document for it each time. */
  readonly #targets = new Map<Node, Node | undefined>();

  constructor(document: Document.Parsed) {
    this.#document = document;
    const anchors = new Map<string, Node>();
    for (const node of nodesOf(document.contents)) {
      if (isAlias(node)) this.#targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    }
  }

  /** The offset of the value at a path, or of the closest enclosing value. */
  of(path: Path, part: 'key' | 'value'): number {
    let node: Node | null = this.#document.contents;
    let offset = startOf(node);
    for (const [depth, step] of path.entries()) {
      const container = node !== null && isAlias(node) ? this.#targets.get(node) : node;
      if (typeof step === 'number') {
        if (!isSeq(container)) return offset;
        node = (container.items[step] as Node | undefined) ?? null;
      } else {
        if (!isMap(container)) return offset;
        const pair = this.#pairOf(container, step);
        if (pair === undefined) return offset;
        // For a key without a value, the offset of the key.
        offset = startOf(pair.key as Node);
        if (part === 'key' && depth === path.length - 1) return offset;
        node = (pair.value as Node | null) ?? null;
      }
      if (node === null) return offset;
      offset = startOf(node);
    }
    return offset;
  }

  #pairOf(map: YAMLMap, key: string): Pair | undefined {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      pairs = new Map(
        map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
      );
      this.#pairs.set(map, pairs);
    }
    return pairs.get(key);
  }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** Plain messages for errors that the parser describes in jargon. */
const plainWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'wrong indentation, or a bracket before this is not closed.',
  BLOCK_AS_IMPLICIT_KEY:
    'this key already has a value on its line, so nothing can be nested below it.',
  MISSING_CHAR: 'a bracket, a quote or a comma is missing here.',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the line is not indented like its neighbours.',
  MULTIPLE_DOCS: 'a second document begins here; a test file must be one document.',
  TAB_AS_INDENT: 'this line is indented with a tab; YAML allows only spaces.',
};

/** The parser's message as a sentence in farm's style. */
function sentence(message: string): string {
  const first = message.charAt(0).toLowerCase() + message.slice(1);
  return first.endsWith('.') ? first : `${first}.`;
}
