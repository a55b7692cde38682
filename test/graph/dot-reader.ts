/**
 * Reads a graph of Graphviz strictly: only the statements that farm writes, in the language's own words
 * (https://graphviz.org/doc/info/lang.html). Returns labels as Graphviz shows them.
 */
export interface ReadGraph {
  /** The label of each node, by id, in lines. */
  labels: Map<string, string[]>;
  /** The labels of the graph and its clusters. */
  titles: string[][];
  edges: { from: string; to: string; label: string | null }[];
}

const token =
  /\s*(?:"((?:[^"\\]|\\["\\n])*)"|([A-Za-z][A-Za-z0-9_]*)|(\d+(?:\.\d+)?)|(->|[{}[\]=,;]))/uy;

interface Token {
  kind: 'text' | 'word' | 'number' | 'sign';
  is: string;
}

/** @throws Error for what is not in the language, or not what farm writes */
export function readDot(text: string): ReadGraph {
  const tokens = tokensOf(text.trimEnd());
  const graph: ReadGraph = { labels: new Map(), titles: [], edges: [] };
  let at = 0;
  const take = (is?: string): Token => {
    const found = tokens[at];
    if (found === undefined || (is !== undefined && (found.kind === 'text' || found.is !== is)))
      throw new Error(`${is ?? 'something'} is missing at ${found?.is ?? 'the end'}`);
    at += 1;
    return found;
  };
  const attributes = (): Map<string, string> => {
    const found = new Map<string, string>();
    take('[');
    for (;;) {
      const key = take();
      if (key.kind !== 'word') throw new Error(`${key.is} is no key`);
      take('=');
      found.set(key.is, take().is);
      if (tokens[at]?.is === ']' && tokens[at]?.kind === 'sign') break;
      take(',');
    }
    take(']');
    return found;
  };
  const block = (): void => {
    take('{');
    while (!(tokens[at]?.kind === 'sign' && tokens[at]?.is === '}')) {
      const first = take();
      if (first.kind !== 'word') throw new Error(`a statement begins with ${first.is}`);
      if (first.is === 'subgraph') {
        take();
        block();
        continue;
      }
      if (first.is === 'label') {
        take('=');
        graph.titles.push(shown(take().is));
      } else if (tokens[at]?.is === '->') {
        take();
        const to = take().is;
        graph.edges.push({ from: first.is, to, label: attributes().get('label') ?? null });
      } else {
        const label = attributes().get('label');
        if (first.is === 'graph' && label !== undefined) graph.titles.push(shown(label));
        if (!['graph', 'node', 'edge'].includes(first.is)) {
          if (graph.labels.has(first.is)) throw new Error(`${first.is} is there twice`);
          graph.labels.set(first.is, shown(label ?? ''));
        }
      }
      take(';');
    }
    take('}');
  };
  take('digraph');
  take('farm');
  block();
  if (at !== tokens.length) throw new Error('something follows the graph');
  for (const { from, to } of graph.edges) {
    if (!graph.labels.has(from) || !graph.labels.has(to)) throw new Error(`${from} -> ${to}`);
  }
  return graph;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const found = token.exec(text);
    if (found === null) throw new Error(`not the language: ${text.slice(start, start + 40)}`);
    const [, quoted, word, number, sign = ''] = found;
    if (quoted !== undefined) tokens.push({ kind: 'text', is: quoted });
    else if (word !== undefined) tokens.push({ kind: 'word', is: word });
    else if (number === undefined) tokens.push({ kind: 'sign', is: sign });
    else tokens.push({ kind: 'number', is: number });
  }
  return tokens;
}

function shown(quoted: string): string[] {
  if (/&(?!amp;)/u.test(quoted)) throw new Error(`an entity in ${quoted}`);
  const [...pieces] = quoted.matchAll(/\\(.)|([^\\]+)/gsu);
  return pieces
    .map(([, escaped, plain = '']) =>
      escaped === undefined ? plain : escaped === 'n' ? '\n' : escaped,
    )
    .join('')
    .replaceAll('&amp;', '&')
    .split('\n');
}
