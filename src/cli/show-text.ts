import { counted, FarmError } from '../domain/model/index.js';
import { escapeText, fitLines, heightOf } from '../render/text.js';
import type { Theme } from '../render/theme.js';
import type { FarmSource } from '../store/farm/locate.js';
import { farmUsed } from './farm-used.js';
import type { ChosenSite } from './named-objects.js';
import { write } from './streams.js';
import { isLongerThan, pagerOf } from './terminal.js';

/** Prints the text of an answer for people: wrapped, and through the pager if it is longer than the screen. */

let staysOnScreen = false;
let linesBeside: number | null = null;

/** From now on nothing is paged: the user is in a dialogue, or watches a screen that is drawn again. */
export function stayOnScreen(): void {
  staysOnScreen = true;
}

/**
 * From now on an answer ends where the screen does, so that its first line, the verdict, stays in sight: the screen is drawn
 * again and again, and nobody scrolls.
 * @param beside how many lines of the screen are for other things
 */
export function fitToScreen(beside: number): void {
  staysOnScreen = true;
  linesBeside = beside;
}

/** How to print a text. */
export interface Showing {
  env: Readonly<Record<string, string | undefined>>;
  /** `--no-pager` was given. */
  noPager: boolean;
  /** The text is a script, a report or another document: it is printed as it is, not wrapped. */
  isDocument: boolean;
}

/** Prints a text on standard output. @throws FarmError E_CANNOT_WRITE */
export async function showText(text: string, { env, noPager, isDocument }: Showing): Promise<void> {
  const { stdout } = process;
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const isWrapped = !isDocument && stdout.isTTY === true && env['TERM'] !== 'dumb';
  const shown = isWrapped ? fitLines(whole, stdout.columns) : whole;
  if (linesBeside !== null && isWrapped) return write(stdout, topOf(shown, stdout, linesBeside));
  const pager = noPager || staysOnScreen ? null : pagerOf(stdout, env);
  if (pager !== null && isLongerThan(stdout, shown)) {
    const { page } = await import('./pager.js');
    if (await page(shown, pager, env)) return;
  }
  await write(stdout, shown);
}

/** As many lines as the screen has room for, and how many are left out. */
function topOf(text: string, { rows, columns }: NodeJS.WriteStream, beside: number): string {
  const room = rows - beside;
  if (!(room > 1) || heightOf(text, columns) <= room) return text;
  const lines = text.replace(/\n$/u, '').split('\n');
  const shown: string[] = [];
  for (let left = room - 1; shown.length < lines.length;) {
    const line = lines[shown.length] ?? '';
    left -= heightOf(line, columns);
    if (left < 0) break;
    shown.push(line);
  }
  return `${[...shown, `… ${counted(lines.length - shown.length, 'more line')}`].join('\n')}\n`;
}

/** What is said beside an answer. */
export interface Notes {
  source: FarmSource | undefined;
  chosen: ChosenSite | null;
  notes: readonly string[];
  warnings: readonly string[];
}

/** Prints on standard error which farm and site were used (on a terminal only), the notes and the warnings. */
export async function printNotes(
  { source, chosen, notes, warnings }: Notes,
  theme: Theme,
): Promise<void> {
  const { stderr } = process;
  if (source !== undefined && stderr.isTTY) {
    const { file, foundBy } = farmUsed(source);
    const site = chosen === null ? '' : `, site: ${chosen.name} (${sayChosen[chosen.foundBy]})`;
    await write(stderr, `${theme.faint(escapeText(`farm: ${file} (${foundBy})${site}`))}\n`);
  }
  for (const note of notes) {
    await write(stderr, `${theme.wrap(`Note: ${escapeText(note)}`)}\n`);
  }
  for (const warning of warnings) {
    const text = `${theme.caution('Warning:')} ${escapeText(warning)}`;
    await write(stderr, `${theme.wrap(text)}\n`);
  }
}

const sayChosen = { names: 'found by name', 'default-site': 'default-site' } as const;

/** The reports that a command line asks for: every format but text for people, and a runbook. */
export function reportsAsked({ format, runbook }: Readonly<Record<string, unknown>>): string[] {
  return [format, runbook]
    .flat()
    .filter((one) => typeof one === 'string')
    .filter((one) => one !== 'text' && one !== 'table');
}

/** --quiet leaves nothing on standard output, so a report for it would be lost. @throws FarmError E_USAGE */
export function refuseQuietReport(flags: Readonly<Record<string, unknown>>): void {
  if (flags['quiet'] !== true) return;
  const reports = reportsAsked(flags);
  const written = [flags['output']].flat().filter((one) => one !== undefined && one !== '-');
  if (reports.length <= written.length) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: `--quiet prints nothing, but the report (${reports.at(-1)}) goes to standard output.`,
    nextStep: 'write it to a file with --output FILE, or leave --quiet out',
  });
}
