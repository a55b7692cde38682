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
import type { FileProblems, Wanted } from '../farm/problems.js';

/** YAML texts: every problem with its place, and the place of a path. Loaded on use, because of the parser. */

/** Every problem of a YAML text, sorted by place. `text` is without a byte order mark. */
export function findYamlProblems(text: string, file: string, wanted: Wanted): FileProblems {
  const lines = new Lines(text);
  const located = (found: readonly Found[]) => locateFirst(found, lines, file);
  const unread = (offset: number, problem: Problem): FileProblems => ({
    hasSyntaxErrors: true,
    ...located([{ offset, problem }]),
    document: undefined,
  });
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const problem = { path: [], message: 'the file nests far deeper than a test file does.' };
    return { ...unread(deep, problem), hasSyntaxErrors: false };
  }
  const read = parse(text);
  const syntax = [
    ...read.errors.map(asFound),
    ...read.warnings.map(asFound),
    ...findRepeatedKeys(read.contents),
  ].map(({ offset, problem }) => ({ offset: Math.min(offset, text.length), problem }));
  if (syntax.length > 0) return { hasSyntaxErrors: true, ...located(syntax), document: undefined };
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
    const problem = { path: [], message: 'the aliases (*) in the file stand for far too much.' };
    return unread(0, problem);
  }
  const offsets = new Offsets(read);
  const found = wanted
    .find(document)
    .map(({ of, problem }) => ({ offset: offsets.of(problem.path, of), problem }));
  return { hasSyntaxErrors: false, ...located(found), document };
}

function asFound({ code, message, pos }: YamlError): Found {
  const problem = { path: [], message: plainWords[code] ?? sentence(message) };
  return { offset: pos[0], problem };
}

type YamlError = Document.Parsed['errors'][number] | Document.Parsed['warnings'][number];

/** Where the values at paths of a sound YAML text start, or what stands nearest around them. */
export function yamlOffsets(text: string, paths: readonly Path[]): number[] {
  const offsets = new Offsets(parse(text));
  return paths.map((path) => offsets.of(path, 'value'));
}

function parse(text: string): Document.Parsed {
  const { stackTraceLimit } = Error;
  // A broken text can have an error for every other letter; nobody sees their stacks, which take most of the time.
  Error.stackTraceLimit = 0;
  try {
    // The parser would compare each key of an object with all others; findRepeatedKeys looks at each once.
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
      const message = 'this key stands here a second time.';
      if (seen.has(name)) found.push({ offset: startOf(key), problem: { path: [], message } });
      seen.add(name);
    }
  }
  return found;
}

/** The place of the alias that is one too many, or null. The parser compares each alias with all anchors before it. */
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

/** Where things are in one parsed text; aliases and the keys of an object are resolved once, when first looked up. */
class Offsets {
  readonly #document: Document.Parsed;
  readonly #pairs = new Map<Node, Map<string, Pair>>();
  /** What each alias stands for. The parser would look through the whole document for it, each time. */
  readonly #targets = new Map<Node, Node | undefined>();

  constructor(document: Document.Parsed) {
    this.#document = document;
    const anchors = new Map<string, Node>();
    for (const node of nodesOf(document.contents)) {
      if (isAlias(node)) this.#targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    }
  }

  /** Where the value at a path starts, or what is nearest around it. */
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
        // A key without a value stands for it.
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

/** What the parser tells in words of its own trade. */
const plainWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'this is not indented as it should be, or a bracket before it is not closed.',
  BLOCK_AS_IMPLICIT_KEY: 'a value ends the line here; what is below it belongs to another key.',
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
