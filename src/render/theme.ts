import { Chalk } from 'chalk';
import { plainTable, terminalTable, type TableClass, type TableOptions } from './table.js';
import { wrapped } from './text.js';

/** A colour or a weight of text. */
type Style = 'bold' | 'cyan' | 'gray' | 'green' | 'red' | 'yellow';

/**
 * The look of output on one stream: width, colours, tables. A `Theme` is all that renderers know about where their text
 * goes.
 */
export interface Theme {
  /** Columns that text may take. Changes with the size of the terminal. */
  readonly width: number;
  /** Lines of the screen; infinite where nobody has to scroll. */
  readonly rows: number;
  /** Whether tables are plain aligned columns: the output is piped, or the terminal is dumb. */
  plain: boolean;
  /** For anything that the styles below don't cover. Not `dim` in a table: cli-table3 doesn't know its code, and would not end it. */
  colour: Readonly<Record<Style, (text: string) => string>>;
  /** Titles and heads of tables. */
  heading: (text: string) => string;
  good: (text: string) => string;
  caution: (text: string) => string;
  bad: (text: string) => string;
  /** Reference information, such as sources. */
  faint: (text: string) => string;
  /** Commands to copy. */
  command: (text: string) => string;
  /** Rows under a header; fits the terminal's width, or one line per row in a pipe. */
  table: (
    head: readonly string[],
    rows: readonly (readonly string[])[],
    options?: TableOptions,
  ) => string;
  /** Text wrapped to the width; lines after the first are indented. */
  wrap: (text: string, indent?: number) => string;
}

/** What determines the look of a stream. Everything is passed in: render/ reads no environment. */
export interface LookChoice {
  stream: {
    isTTY?: boolean | undefined;
    columns?: number | undefined;
    rows?: number | undefined;
  };
  env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was given. */
  noColour: boolean;
  /** The user's preference `colour`. */
  preference?: 'auto' | 'always' | 'never' | undefined;
}

/** The width for pipes. */
const pipedWidth = 80;
/** The minimum width; output is wider than a terminal that is narrower. */
const leastWidth = 40;

/** The theme of a stream. The table library is loaded here, and for terminals only. */
export async function createTheme(choice: LookChoice): Promise<Theme> {
  const terminal = choice.stream.isTTY === true && choice.env['TERM'] !== 'dumb';
  const Table = terminal ? await loadTable() : undefined;
  const { stream } = choice;
  const widthNow = (): number => {
    const columns = stream.columns ?? 0;
    return terminal && columns > 0 ? Math.max(leastWidth, columns) : pipedWidth;
  };
  const colour = new Chalk({ level: wantsColour(choice) ? 1 : 0 });
  return {
    get width() {
      return widthNow();
    },
    get rows() {
      const rows = stream.rows ?? 0;
      return terminal && rows > 0 ? rows : Number.POSITIVE_INFINITY;
    },
    plain: !terminal,
    colour,
    heading: (text) => colour.bold(text),
    good: (text) => colour.green(text),
    caution: (text) => colour.yellow(text),
    bad: (text) => colour.red(text),
    faint: (text) => colour.gray(text),
    command: (text) => colour.cyan(text),
    table(head, rows, options) {
      const titles = head.map((title) => (title === '' ? '' : colour.bold(title)));
      if (Table === undefined) return plainTable(titles, rows, options);
      return terminalTable(Table, titles, rows, widthNow(), options);
    },
    wrap: (text, indent) => wrapped(text, widthNow(), indent),
  };
}

async function loadTable(): Promise<TableClass> {
  const { default: Table } = await import('cli-table3');
  return Table;
}

/**
 * Whether to use colours: by the flag, then FORCE_COLOR, then NO_COLOR, then the preference, then whether the stream is a
 * terminal with colours.
 */
function wantsColour({ stream, env, noColour, preference }: LookChoice): boolean {
  if (noColour) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (preference === 'always') return true;
  if (preference === 'never' || env['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}
