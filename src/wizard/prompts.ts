import { FarmError } from '../domain/model/index.js';
import type { Theme } from '../render/theme.js';
import { escapeText } from '../render/text.js';
import { write } from '../cli/streams.js';

/**
 * Prompts at the terminal, through Inquirer, which is loaded here and nowhere else. Everything is drawn on standard error:
 * standard output is for the answer.
 */

/** A line of text. If `problem` returns a message, it is shown and the user can correct what was typed. */
export interface TextQuestion {
  message: string;
  /** Taken when nothing is typed. */
  preset: string;
  problem: (text: string) => string | null;
}

/** One answer to choose, and how it is shown. */
export interface Choice<T> {
  value: T;
  name: string;
}

/** What a wizard can do at the terminal. Every method ends with E_INTERRUPTED when the user leaves. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  yesNo(message: string, preset: boolean): Promise<boolean>;
  choose<T>(message: string, choices: readonly Choice<T>[], preset?: T): Promise<T>;
  /** Something to know before the next question. */
  note(text: string): Promise<void>;
  /** Shows a page that is already laid out; text of unknown origin in it must be escaped. */
  show(page: string): Promise<void>;
}

/** Loads Inquirer (about 50 ms) and gives the prompts with the theme of the stream that they are drawn on. */
export async function openPrompts(
  look: Theme,
  output: NodeJS.WritableStream = process.stderr,
): Promise<Prompts> {
  const { confirm, input, select } = await import('@inquirer/prompts');
  const theme = themeOf(look);
  const context = { output };
  const ask = <T>(prompt: Promise<T>): Promise<T> => untilLeft(prompt, output);
  return {
    text: async ({ message, preset, problem }) => {
      const validate = (text: string): string | true => escapedOrTrue(problem(text.trim()));
      const question = { message: escapeText(message), default: preset, validate, theme };
      return (await ask(input(question, context))).trim();
    },
    yesNo: (message, preset) =>
      ask(confirm({ message: escapeText(message), default: preset, theme }, context)),
    choose: (message, choices, preset) => {
      const question = {
        message: escapeText(message),
        choices: choices.map(({ value, name }) => ({ value, name: escapeText(name) })),
        ...(preset === undefined ? {} : { default: preset }),
        loop: false,
        pageSize: 12,
        theme,
      };
      return ask(select(question, context));
    },
    note: (text) => write(output, `${look.wrap(`  ${escapeText(text)}`, 2)}\n`),
    show: (page) => write(output, `${page}\n`),
  };
}

function escapedOrTrue(problem: string | null): string | true {
  return problem === null ? true : escapeText(problem);
}

/** The user cancelled: nothing was saved. */
export function left(): FarmError {
  return new FarmError({
    code: 'E_INTERRUPTED',
    message: 'cancelled; nothing was saved.',
    nextStep: 'run the command again when you are ready',
  });
}

/**
 * The answer to a prompt. If the input ends meanwhile (Ctrl-D, a closed terminal), Inquirer would never settle, and
 * Node would end the process with an exit code of its own.
 */
function untilLeft<T>(prompt: Promise<T>, output: NodeJS.WritableStream): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      // The cursor is still behind the question.
      output.write('\n');
      reject(left());
    };
    process.once('beforeExit', end);
    prompt.then(resolve, reject).finally(() => process.off('beforeExit', end));
  });
}

/** Inquirer colours by what standard output is; here standard error counts, and --no-color. */
function themeOf(look: Theme) {
  return {
    prefix: { idle: look.command('?'), done: look.good('✔') },
    spinner: { interval: 80, frames: ['-', '\\', '|', '/'] },
    style: {
      answer: look.command,
      message: look.heading,
      error: (text: string) => look.bad(look.wrap(`> ${text}`, 2)),
      defaultAnswer: (text: string) => look.faint(`(${text})`),
      help: look.faint,
      highlight: look.command,
      key: look.command,
      disabled: look.faint,
      description: look.faint,
      keysHelpTip: (keys: [key: string, action: string][]) =>
        look.faint(keys.map(([key, action]) => `${key} ${action}`).join(', ')),
    },
  };
}
