import { FarmError } from '../domain/model/index.js';
import { write } from '../cli/streams.js';
import { escapeText } from '../render/text.js';
import type { Theme } from '../render/theme.js';

/** What a wizard has drawn. It is drawn again when the terminal gets another size, so that every line is wrapped to it. */

/** What Inquirer needs beside a question. It reads them when the prompt ends. */
export interface Context {
  output: NodeJS.WritableStream;
  signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/** The user wants the question before. Where there is none, it cancels. */
export class GoBack extends FarmError {
  constructor() {
    super({
      code: 'E_INTERRUPTED',
      message: 'cancelled; nothing was saved.',
      nextStep: 'run the command again when you are ready',
    });
  }
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

/** A terminal sends many sizes while its window is dragged; it is drawn after this long without another (milliseconds). */
const settled = 100;
const clearScreen = '\u001b[H\u001b[J';

/** The screen of one wizard. */
export class Screen {
  readonly #look: Theme;
  readonly #output: NodeJS.WritableStream;
  /** Everything above the present question, each part laid out for the width of the moment. */
  readonly #drawn: (() => string)[] = [];

  constructor(look: Theme, output: NodeJS.WritableStream) {
    this.#look = look;
    this.#output = output;
  }

  /** Draws a part that stays. */
  async draw(part: () => string): Promise<void> {
    this.#drawn.push(part);
    await write(this.#output, part());
  }

  /**
   * Asks a question, again after each change of the size.
   * @throws GoBack on Esc; FarmError E_INTERRUPTED when the input ends
   */
  async ask<T>(
    message: string,
    prompt: (context: Context) => Promise<T>,
    say: (answer: T) => string,
  ): Promise<T> {
    for (;;) {
      const aborting = new AbortController();
      const context = { output: this.#output, signal: aborting.signal, clearPromptOnDone: false };
      let reason: 'back' | 'size' | undefined;
      const stop = this.#listen((why) => {
        reason ??= why;
        context.clearPromptOnDone = true;
        aborting.abort();
      });
      try {
        const answer = await untilLeft(prompt(context), this.#output);
        this.#drawn.push(() => this.#answered(message, say(answer)));
        return answer;
      } catch (error) {
        if (reason === undefined) throw error;
        if (reason === 'back') throw new GoBack();
        await this.#drawAgain();
      } finally {
        stop();
      }
    }
  }

  /** Calls back when the user presses Esc, or the terminal has another size; returns how to stop that. */
  #listen(tell: (why: 'back' | 'size') => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const onKey = (_: string, key: { name?: string } | undefined): void => {
      if (key?.name === 'escape') tell('back');
    };
    const onResize = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => tell('size'), settled);
    };
    process.stdin.on('keypress', onKey);
    this.#output.on('resize', onResize);
    return () => {
      clearTimeout(timer);
      process.stdin.off('keypress', onKey);
      this.#output.off('resize', onResize);
    };
  }

  /** What was on the screen scrolls up, because the terminal has broken its lines anywhere. */
  async #drawAgain(): Promise<void> {
    const { rows } = this.#look;
    const away = '\n'.repeat(Number.isFinite(rows) ? rows : 0);
    await write(this.#output, away + clearScreen + this.#drawn.map((part) => part()).join(''));
  }

  #answered(message: string, answer: string): string {
    const { good, heading, command, wrap } = this.#look;
    const text = `${good('✔')} ${heading(escapeText(message))} ${command(escapeText(answer))}`;
    return `${wrap(text, 2)}\n`;
  }
}
