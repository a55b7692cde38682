import type { Theme } from '../render/theme.js';
import { displayWidth, escapeText, wrapped } from '../render/text.js';
import { stayOnScreen } from '../cli/show-text.js';
import { type Context, Screen } from './screen.js';

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

/** What a wizard can do at the terminal. Every method ends with E_INTERRUPTED when the user leaves, and with GoBack on Esc. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  yesNo(message: string, preset: boolean): Promise<boolean>;
  choose<T>(message: string, choices: readonly Choice<T>[], preset?: T): Promise<T>;
  /** Something to know before the next question. */
  note(text: string): Promise<void>;
  /** Shows a page, laid out for the width of the moment; text of unknown origin in it must be escaped. */
  show(page: () => string): Promise<void>;
}

/** Loads Inquirer (about 50 ms) and gives the prompts with the theme of the stream that they are drawn on. */
export async function openPrompts(
  look: Theme,
  output: NodeJS.WritableStream = process.stderr,
): Promise<Prompts> {
  const { confirm, input, select } = await import('@inquirer/prompts');
  stayOnScreen();
  const screen = new Screen(look, output);
  return {
    text: async ({ message, preset, problem }) => {
      const validate = (text: string): string | true => escapedOrTrue(problem(text.trim()));
      const theme = themeOf(look, preset === '' ? 1 : displayWidth(preset) + 3);
      const question = { message: escapeText(message), default: preset, validate, theme };
      const ask = (context: Context): Promise<string> => input(question, context);
      return (await screen.ask(message, ask, String)).trim();
    },
    yesNo: (message, preset) => {
      const theme = themeOf(look, '(y/N) '.length);
      const question = { message: escapeText(message), default: preset, theme };
      const ask = (context: Context): Promise<boolean> => confirm(question, context);
      return screen.ask(message, ask, (yes) => (yes ? 'Yes' : 'No'));
    },
    choose: <T>(message: string, choices: readonly Choice<T>[], preset?: T) => {
      const nameOf = (value: T): string => choices.find((one) => one.value === value)?.name ?? '';
      const ask = (context: Context): Promise<T> => {
        const question = {
          message: escapeText(message),
          choices: choices.map(({ value, name }) => ({
            value,
            // Inquirer would break it anywhere; two columns are for the cursor.
            name: wrapped(escapeText(name), look.width - 2, 4),
            short: escapeText(name),
          })),
          ...(preset === undefined ? {} : { default: preset }),
          loop: false,
          pageSize: 12,
          theme: themeOf(look, 0),
        };
        return select(question, context);
      };
      return screen.ask(message, ask, nameOf);
    },
    note: (text) => screen.draw(() => `${look.wrap(`  ${escapeText(text)}`, 2)}\n`),
    show: (page) => screen.draw(() => `${page()}\n`),
  };
}

function escapedOrTrue(problem: string | null): string | true {
  return problem === null ? true : escapeText(problem);
}

/** Inquirer colours by what standard output is; here standard error counts, and --no-color. */
function themeOf(look: Theme, reserved: number) {
  let question = '';
  return {
    prefix: { idle: look.command('?'), done: look.good('✔') },
    spinner: { interval: 80, frames: ['-', '\\', '|', '/'] },
    style: {
      // Inquirer draws it behind the question and a space.
      answer: (text: string) => look.command(wrapAnswer(question, text, look.width)),
      message: (text: string, status: string) => {
        question = text;
        return look.heading(wrapQuestion(text, look.width, status === 'done' ? 0 : reserved));
      },
      error: (text: string) => look.bad(look.wrap(`> ${text}`, 2)),
      defaultAnswer: (text: string) => look.faint(`(${text})`),
      help: look.faint,
      highlight: look.command,
      key: look.command,
      disabled: look.faint,
      description: look.faint,
      keysHelpTip: (keys: [key: string, action: string][]) =>
        look.faint([...keys, ['esc', 'back']].map((words) => words.join(' ')).join(', ')),
    },
  };
}

/**
 * A question wrapped between words behind its mark, `? `; Inquirer would break it anywhere. What follows on its last line
 * has `reserved` columns.
 */
function wrapQuestion(text: string, width: number, reserved: number): string {
  const filler = '\u0000'.repeat(Math.min(reserved, width - 2));
  const lines = wrapped(`  ${text} ${filler}`, width, 2);
  return lines.slice(2).replaceAll('\u0000', '').replace(/ $/u, '');
}

/** An answer behind its question, wrapped between words as if both were one text. */
function wrapAnswer(question: string, answer: string, width: number): string {
  const both = wrapped(`  ${question} ${answer}`, width, 2);
  return both.slice(wrapped(`  ${question}`, width, 2).length).replace(/^ /u, '');
}
