/**
 * The first line of a YAML text with the wrong indentation. The parser notices one only later, and describes it as a
 * missing colon or bracket; so this is asked where the parser found an error.
 */

/** A line that is indented wrongly. */
export interface Misindented {
  /** Of the first letter of the line. */
  offset: number;
  message: string;
  expected: string;
}

/** A block that is open: the column of its keys or of the dashes of its entries. */
interface Level {
  column: number;
  kind: 'keys' | 'list';
}

/** One line with a key or a list entry: its columns, such as those of the dash and of the key in `- name: a`. */
interface Row {
  offset: number;
  levels: Level[];
  /** Whether a block may follow: the line ends with a colon or a dash. */
  opens: boolean;
  /** Whether this can only be a key or an entry, so that it does not continue the text of the line above. */
  isKey: boolean;
}

/** The first line with the wrong indentation, before `end`; null where all lines fit. */
export function misindentedLine(text: string, end: number): Misindented | null {
  const open: Level[] = [];
  let above: Row | null = null;
  for (const row of rowsOf(text)) {
    if (row === null || row.offset > end) return null;
    const [first] = row.levels;
    if (first === undefined) continue;
    const found = misfitOf(first, row, open, above);
    if (found !== null) return { offset: row.offset, ...found };
    open.push(
      ...(open.at(-1)?.column === first.column && isSame(open.at(-1), first)
        ? row.levels.slice(1)
        : row.levels),
    );
    above = row;
  }
  return null;
}

function isSame(level: Level | undefined, { kind }: Level): boolean {
  return level?.kind === kind;
}

/** What is wrong with the first level of a row; closes the blocks that end before it. */
function misfitOf(
  { column, kind }: Level,
  { isKey }: Row,
  open: Level[],
  above: Row | null,
): Omit<Misindented, 'offset'> | null {
  let closed: Level | null = null;
  for (;;) {
    const top = open.at(-1);
    const below = open.at(-2);
    // A list may be in the column of the key that it belongs to.
    const endsList = top?.kind === 'list' && kind === 'keys' && below?.column === column;
    if (top === undefined || (top.column <= column && !(top.column === column && endsList))) break;
    closed = open.pop() ?? null;
  }
  const top = open.at(-1);
  if (top === undefined || (top.column === column && top.kind === kind)) return null;
  if (top.column === column) {
    if (kind === 'list') return above?.opens === true ? null : between(column, top.column, null);
    return between(column, null, closed?.column ?? null);
  }
  if (closed !== null) return between(column, top.column, closed.column);
  if (above?.opens === true || !isKey) return null;
  return {
    message: `wrong indentation: this line is indented further than the line above, which already has a value.`,
    expected: sayColumns([top.column]),
  };
}

function between(
  column: number,
  outer: number | null,
  inner: number | null,
): Omit<Misindented, 'offset'> {
  const columns = [outer, inner].filter((one) => one !== null);
  return {
    message: `wrong indentation: this line is indented by ${spaces(column)}, unlike the lines that it could belong to.`,
    expected: sayColumns(columns),
  };
}

function sayColumns(columns: readonly number[]): string {
  return columns.map(spaces).join(', or ');
}

function spaces(count: number): string {
  if (count === 0) return 'no spaces';
  return count === 1 ? '1 space' : `${count} spaces`;
}

/** The rows of a text; null from where lines can't be judged one by one: texts or brackets over several lines. */
function* rowsOf(text: string): Generator<Row | null> {
  let offset = 0;
  let literal: number | null = null;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const content = line
      .replace(/\r$/u, '')
      .replace(/(^|\s)#.*$/u, '$1')
      .trimEnd();
    const indent = content.search(/\S/u);
    if (indent === -1) continue;
    if (literal !== null && indent > literal) continue;
    literal = null;
    if (content.startsWith('---') || content.startsWith('%')) continue;
    // A tab is worth no spaces: the parser reports it.
    const row = content.slice(0, indent).includes('\t')
      ? null
      : rowOf(content, indent, start + indent);
    if (row === null) {
      yield null;
      return;
    }
    yield row;
    if (/[|>][-+0-9]*$/u.test(content)) literal = indent;
  }
}

function rowOf(content: string, indent: number, offset: number): Row | null {
  const levels: Level[] = [];
  let column = indent;
  for (;;) {
    const dash = /^-(?:\s+|$)/u.exec(content.slice(column));
    if (dash === null) break;
    levels.push({ column, kind: 'list' });
    column += dash[0].length;
  }
  const rest = content.slice(column);
  if (!isBalanced(rest)) return null;
  const isKey =
    /^[^\s"'[{&*!|>][^"']*?:(?:\s|$)/u.test(rest) || /^(["']).*?\1\s*:(?:\s|$)/u.test(rest);
  if (isKey) levels.push({ column, kind: 'keys' });
  const opens = rest === '' || rest.endsWith(':');
  return { offset, levels, opens, isKey: isKey || levels.length > 0 };
}

/** Whether brackets and quotes that begin in the line end in it. */
function isBalanced(rest: string): boolean {
  const bare = rest.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/gu, '');
  const count = (letters: RegExp): number => [...bare.matchAll(letters)].length;
  return count(/[[{]/gu) === count(/[\]}]/gu) && !/^\s*["']|:\s+["']/u.test(bare);
}
