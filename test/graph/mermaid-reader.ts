/**
 * Reads a flowchart of Mermaid strictly: every line must be one that farm writes, with labels in which nothing can be
 * markup. Returns the lines of each label as Mermaid shows them.
 */
export interface ReadChart {
  /** The lines of the label of each node and subgraph, by id. */
  labels: Map<string, string[]>;
  lines: { left: string; right: string; label: string | null }[];
}

const label = String.raw`"((?:[\p{L}\p{N}✖▲ .,()%:\[\]-]|#\d+;|<br/>)*)"`;
const patterns = {
  box: new RegExp(String.raw`^subgraph (\w+)\[${label}\]$`, 'u'),
  node: new RegExp(String.raw`^(\w+)\[${label}\]:::(?:same|changed|lost)$`, 'u'),
  line: new RegExp(String.raw`^(\w+) (?:---|-->|-\.->|-\.-)\|${label}\| (\w+)$`, 'u'),
  hidden: /^(\w+) ~~~ (\w+)$/u,
  end: /^end$/u,
  other: /^(?:class \w+ \w+|classDef \w+ [\w:,# -]+|linkStyle \d+ [\w:,# -]+)$/u,
};

/** @throws Error for a line that is not one of them */
export function readMermaid(text: string): ReadChart {
  const [first, ...rest] = text.split('\n');
  if (first !== 'flowchart LR' || rest.pop() !== '') throw new Error('not a whole flowchart');
  const labels = new Map<string, string[]>();
  const lines: ReadChart['lines'] = [];
  let depth = 0;
  for (const given of rest) {
    const line = given.trim();
    const box = patterns.box.exec(line);
    const named = box ?? patterns.node.exec(line);
    const drawn = patterns.line.exec(line);
    const hidden = patterns.hidden.exec(line);
    if (box !== null) depth += 1;
    if (named !== null) {
      const [, id = '', written = ''] = named;
      if (labels.has(id)) throw new Error(`${id} is there twice`);
      labels.set(id, read(written));
    } else if (drawn !== null) {
      const [, left = '', written = '', right = ''] = drawn;
      lines.push({ left, right, label: read(written).join(' ') });
    } else if (hidden !== null) {
      lines.push({ left: hidden[1] ?? '', right: hidden[2] ?? '', label: null });
    } else if (patterns.end.test(line)) depth -= 1;
    else if (!patterns.other.test(line)) throw new Error(`what is this: ${line}`);
    if (depth < 0) throw new Error('an end too many');
  }
  if (depth !== 0) throw new Error('an end is missing');
  for (const { left, right } of lines) {
    if (!labels.has(left) || !labels.has(right)) throw new Error(`${left} or ${right} is no node`);
  }
  return { labels, lines };
}

/** What Mermaid and the Markdown in it would take for markup, before codes are shown as characters. */
const markup = /^\s*(?:[-+*]|\d+[.)])\s|\]\(|%%|%\{|:\S|--|<(?!br\/>)|[`*_~|\\$&"';]/u;

function read(written: string): string[] {
  const withoutCodes = written.replaceAll(/#\d+;/gu, 'x').replaceAll('<br/>', '\n');
  if (withoutCodes.split('\n').some((line) => markup.test(line)))
    throw new Error(`markup in ${written}`);
  return written
    .split('<br/>')
    .map((line) =>
      line.replaceAll(/#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code))),
    );
}
