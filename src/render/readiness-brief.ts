import { compressNames, counted, groupedBy, severities } from '../domain/model/index.js';
import type { IdleBroker } from '../domain/readiness/index.js';
import type { PrintedFinding } from './check-result.js';
import { displayWidth } from './text.js';
import type { Theme } from './theme.js';
import { sayNames, severityColour, severityWord } from './words.js';

/** Findings in short: a line for each, those with one cause together, and how to fix them. */

/** As many findings of one rule as this, which differ only in their object, are one line. */
const leastFolded = 3;

/** Findings that are shown together. */
interface Block {
  findings: readonly PrintedFinding[];
  lines: string[];
}

/** The findings of one site, worst first; those with one cause are together, at the place of the worst. */
export function renderBriefly(
  found: readonly PrintedFinding[],
  theme: Theme,
  sayState: (finding: PrintedFinding) => string[],
): string[] {
  const blocks = [...groupedBy(found, blockOf).values()].flatMap((findings): Block[] => {
    const [first] = findings;
    if (first === undefined) return [];
    const { matter } = first;
    if (matter !== null && findings.length > 1) {
      return [{ findings, lines: renderMatter(findings, matter, theme, sayState) }];
    }
    const objects = new Set(findings.map(({ target }) => target.name));
    if (findings.length >= leastFolded && objects.size === findings.length)
      return [{ findings, lines: renderAlike(findings, theme) }];
    return findings.map((one) => ({
      findings: [one],
      lines: renderOne(one, one.remedy, 2, theme, sayState),
    }));
  });
  return severities.flatMap((severity) =>
    blocks.filter(({ findings }) => worstOf(findings) === severity).flatMap(({ lines }) => lines),
  );
}

/** What is shown together has the same key. A suppressed finding is not counted, so it stays apart. */
function blockOf(finding: PrintedFinding): string {
  const { matter, rule, severity, suppressed, acceptedAt } = finding;
  const isPlain = suppressed === null && acceptedAt === undefined;
  if (matter !== null && suppressed === null) {
    // A site has one matter of each kind, and one for each idle broker.
    const [first] = 'idle' in matter ? matter.idle : [];
    return `${matter.kind} ${first?.server ?? ''}`;
  }
  return isPlain ? `${rule} ${severity}` : JSON.stringify(finding.path) + rule;
}

function worstOf(findings: readonly PrintedFinding[]): PrintedFinding['severity'] | undefined {
  return severities.find((severity) => findings.some((one) => one.severity === severity));
}

function renderMatter(
  findings: readonly PrintedFinding[],
  matter: NonNullable<PrintedFinding['matter']>,
  theme: Theme,
  sayState: (finding: PrintedFinding) => string[],
): string[] {
  return [
    theme.wrap(`  ${theme.colour.bold(sayCause(matter))}:`, 4),
    ...findings.flatMap((one) => renderOne(one, [], 4, theme, sayState)),
    ...renderRemedy(matter.remedy, 4, theme),
  ];
}

function sayCause(matter: NonNullable<PrintedFinding['matter']>): string {
  if (matter.kind === 'too-many-active') return `${counted(matter.active, 'broker')} are active`;
  const idle = sayIdle(matter.idle);
  if (matter.kind === 'broker-idle') return idle;
  const active = `${counted(matter.active, 'broker')} ${matter.active === 1 ? 'is' : 'are'} active`;
  return idle === '' ? `Only ${active}` : `${idle}, and only ${active}`;
}

/** "CB3 is in standby, CB[4-5] are disabled". */
function sayIdle(idle: readonly IdleBroker[]): string {
  const states = [
    ['standby', 'in standby'],
    ['disabled', 'disabled'],
  ] as const;
  return states
    .map(([state, word]) => ({
      word,
      names: idle.filter((one) => one.state === state).map(({ server }) => server),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ word, names }) => `${sayNames(names)} ${names.length === 1 ? 'is' : 'are'} ${word}`)
    .join(', ');
}

/** Many findings of one rule: the first, and the objects of the others. */
function renderAlike(findings: readonly PrintedFinding[], theme: Theme): string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const also = compressNames(others.map(({ target }) => target.name));
  const isSame = others.every(({ remedy }) => remedy.join('\n') === first.remedy.join('\n'));
  return [
    theme.wrap(`${sayHead(first, 2, theme)}${first.brief}; and ${others.length} more: ${also}`, 4),
    ...renderRemedy(first.remedy, 4, theme),
    ...(isSame ? [] : ['      and so on for the others']),
  ];
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

/** Commands in their order, each on its own line, to be copied. */
function renderRemedy(remedy: readonly string[], indent: number, theme: Theme): string[] {
  return remedy.map(
    (command, at) => `${' '.repeat(indent)}${at === 0 ? '→' : ' '} ${theme.command(command)}`,
  );
}
