import { counted, groupedBy, listed, severities } from '../domain/model/index.js';
import type { IdleBrokers } from '../domain/readiness/index.js';
import type { PrintedFinding } from './check-result.js';
import { areAlike, type Block } from './readiness-blocks.js';
import { displayWidth } from './text.js';
import type { Theme } from './theme.js';
import { sayFew, severityColour, severityWord } from './words.js';

/** Findings in short: a line for each, those with one cause together, and how to fix them. */

/** The state of a finding, such as why it is suppressed. */
type SayState = (finding: PrintedFinding) => string[];

/** Blocks of findings, worst first; a block is at the place of its worst. */
export function renderBlocks(
  blocks: readonly Block[],
  theme: Theme,
  sayState: SayState,
  isExample = false,
): string[] {
  return severities.flatMap((severity) =>
    blocks
      .filter(({ findings }) => worstOf(findings) === severity)
      .flatMap((block) => renderBlock(block, isExample, theme, sayState)),
  );
}

function worstOf(findings: readonly PrintedFinding[]): PrintedFinding['severity'] | undefined {
  return severities.find((severity) => findings.some((one) => one.severity === severity));
}

/** @param isExample whether other sites have such a block, too, so that its commands are those of the first */
function renderBlock(block: Block, isExample: boolean, theme: Theme, sayState: SayState): string[] {
  const [first] = block.shown;
  if (first === undefined) return [];
  const { matter } = first;
  if (block.kind === 'matter' && matter !== null)
    return renderMatter(block, matter, theme, sayState);
  if (block.kind === 'alike') return renderAlike(block.shown, { indent: 2, isExample }, theme);
  return renderOne(first, first.remedy, 2, theme, sayState);
}

function renderMatter(
  { shown, also }: Block,
  matter: NonNullable<PrintedFinding['matter']>,
  theme: Theme,
  sayState: SayState,
): string[] {
  const lines = [...groupedBy(shown, ({ rule }) => rule).values()].flatMap((ofRule) =>
    areAlike(ofRule)
      ? [theme.wrap(sayAlike(ofRule, 4, theme), 6)]
      : ofRule.flatMap((one) => renderOne(one, [], 4, theme, sayState)),
  );
  const others = also.length === 0 ? '' : `; and ${also.length} more: ${sayFew(also)}`;
  return [
    theme.wrap(`  ${theme.colour.bold(sayCause(matter))}${others}:`, 4),
    ...lines,
    ...renderRemedy(matter.remedy, 4, theme),
    ...(also.length === 0 ? [] : [sayAndSoOn(4)]),
  ];
}

function sayCause(matter: NonNullable<PrintedFinding['matter']>): string {
  if (matter.kind === 'too-many-active') return `${counted(matter.active, 'broker')} are active`;
  if (matter.kind === 'broker-idle')
    return sayIdle({ state: matter.state, brokers: matter.broker, count: 1 });
  const idle = matter.idle.map(sayIdle).join(', ');
  const active = `${counted(matter.active, 'broker')} ${matter.active === 1 ? 'is' : 'are'} active`;
  return idle === '' ? `Only ${active}` : `${idle}, and only ${active}`;
}

/** "CB3 is in standby", "CB[4-5] are disabled". */
function sayIdle({ state, brokers, count }: IdleBrokers): string {
  const verb = count === 1 ? 'is' : 'are';
  return `${listed(brokers.split(','))} ${verb} ${state === 'standby' ? 'in standby' : state}`;
}

/** Many findings of one rule: the first, and the objects of the others. */
function renderAlike(
  findings: readonly PrintedFinding[],
  { indent, isExample }: { indent: number; isExample: boolean },
  theme: Theme,
): string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const isSame = others.every(({ remedy }) => remedy.join('\n') === first.remedy.join('\n'));
  return [
    theme.wrap(sayAlike(findings, indent, theme), indent + 2),
    ...renderRemedy(first.remedy, indent + 2, theme),
    ...(isSame || isExample ? [] : [sayAndSoOn(indent + 2)]),
  ];
}

function sayAlike(findings: readonly PrintedFinding[], indent: number, theme: Theme): string {
  const [first, ...others] = findings;
  if (first === undefined) return '';
  const also = sayFew(others.map(({ target }) => target.name));
  return `${sayHead(first, indent, theme)}${first.brief}; and ${others.length} more: ${also}`;
}

/** Behind the commands for the first of many. */
export function sayAndSoOn(indent: number): string {
  return `${' '.repeat(indent + 2)}and so on for the others`;
}

function renderOne(
  finding: PrintedFinding,
  remedy: readonly string[],
  indent: number,
  theme: Theme,
  sayState: (finding: PrintedFinding) => string[],
): string[] {
  const text = `${sayHead(finding, indent, theme)}${finding.brief}`;
  const [only, ...more] = remedy;
  const state = sayState(finding);
  if (only !== undefined && more.length === 0 && state.length === 0) {
    const line = `${text}  → ${theme.command(only)}`;
    if (displayWidth(line) <= theme.width) return [line];
  }
  return [theme.wrap(text, indent + 2), ...state, ...renderRemedy(remedy, indent + 2, theme)];
}

function sayHead({ severity, rule }: PrintedFinding, indent: number, theme: Theme): string {
  const paint = severityColour(severity, theme);
  const words = severities.map((one) => severityWord(one).length);
  const gap = ' '.repeat(Math.max(...words) - severityWord(severity).length);
  return `${' '.repeat(indent)}${paint(severityWord(severity))}${gap} ${theme.colour.bold(rule)}  `;
}

/** More commands than these are counted. */
const mostCommands = 6;

/** Commands in their order, each on its own line, to be copied. */
function renderRemedy(remedy: readonly string[], indent: number, theme: Theme): string[] {
  const margin = ' '.repeat(indent);
  const more = remedy.length - mostCommands;
  const shown = more > 1 ? remedy.slice(0, mostCommands) : remedy;
  return [
    ...shown.map((command, at) => `${margin}${at === 0 ? '→' : ' '} ${theme.command(command)}`),
    ...(more > 1 ? [`${margin}  … and ${more} more commands: -v`] : []),
  ];
}
