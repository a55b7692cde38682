import type { FarmError, Printed } from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';
import {
  type CommandContext,
  printCommands,
  printCommandsForText,
} from '../render/command-line.js';
import { envelope, noFindings } from '../render/envelope.js';
import { escapeAll, printJson } from '../render/text.js';
import type { Theme } from '../render/theme.js';
import { errorDocument } from '../render/error-document.js';
import { farmUsed } from './farm-used.js';
import { type Notes, printNotes, showText } from './show-text.js';
import { write } from './streams.js';

/** How the answer of every command is printed: as text, or as one JSON document. */

/** The answer of a command: the result, and how it is rendered as text. */
export interface Answer<R> {
  /** What the domain returned; `--json` prints it unchanged, with suggested commands as text. */
  result: R;
  /** Loads the renderer, which only text needs. Unsafe characters in its input are escaped. */
  text: () => Promise<
    (result: Printed<R>, theme: Theme, findings: Printed<readonly Finding[]>) => string
  >;
  /** 1 when the answer is "no"; 0 otherwise. */
  status?: 0 | 1;
  findings?: readonly Finding[] | Printed<readonly Finding[]>;
  summary?: FindingSummary;
  /** Warnings about the run; text mode prints them on standard error. */
  warnings?: readonly string[];
  /** Print the JSON document without --json, for commands with a format flag. */
  json?: boolean;
  /** The text is a document to keep: printed as it is, not wrapped. Set by itself for a report, such as --format csv. */
  document?: boolean;
  /** A partial failure, such as one broken file of many: reported after the answer; sets the exit code. */
  failure?: FarmError | undefined;
}

/** What an answer is printed with: the run that it is of, and how the user wants it. */
export interface AnswerOfRun extends Notes {
  command: string;
  context: CommandContext;
  json: boolean;
  quiet: boolean;
  noPager: boolean;
  /** A format other than text was asked for. */
  isReport: boolean;
  theme: (stream: NodeJS.WriteStream) => Promise<Theme>;
}

/** The exit code that an answer comes to. */
export function exitStatusOf({
  failure,
  status = 0,
}: Pick<Answer<never>, 'failure' | 'status'>): number {
  return failure?.exitCode ?? status;
}

/** Prints the answer on standard output, and in text mode what is said beside it on standard error. @throws its failure */
export async function printAnswer<R>(answer: Answer<R>, run: AnswerOfRun): Promise<void> {
  const said = { ...run, warnings: [...(answer.warnings ?? []), ...run.warnings] };
  if (run.json || answer.json === true) return printDocument(answer, said);
  if (!run.quiet) await printText(answer, said);
  if (answer.failure !== undefined) throw answer.failure;
}

async function printDocument<R>(answer: Answer<R>, run: AnswerOfRun): Promise<void> {
  const { command, context, source, chosen, notes, warnings } = run;
  const { result, findings = [], summary = noFindings, failure } = answer;
  const document = envelope({
    command,
    status: exitStatusOf(answer),
    ...(source === undefined ? {} : { farm: farmUsed(source) }),
    ...(chosen === null ? {} : { site: chosen }),
    result,
    findings,
    summary,
    warnings: [...notes, ...warnings],
    error: failure === undefined ? null : errorDocument(failure),
  });
  await write(process.stdout, printJson(printCommands(document, context)));
}

async function printText<R>(
  { result, findings = [], text, document }: Answer<R>,
  run: AnswerOfRun,
): Promise<void> {
  const { context, noPager, isReport, theme } = run;
  const printed = printCommandsForText(result, context);
  const found: Printed<readonly Finding[]> = printCommandsForText(findings, context);
  await printNotes(run, await theme(process.stderr));
  const render = await text();
  const shown = render(escapeAll(printed), await theme(process.stdout), escapeAll(found));
  await showText(shown, { env: process.env, noPager, isDocument: document ?? isReport });
}
