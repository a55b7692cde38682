import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';

import { newQuestions } from './new-questions.js';

/** The built farm in a real terminal of 80 columns: what is typed goes through a pty, what is seen is read from it. */

export const keys = {
  enter: '\r',
  down: '\u001b[B',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  clear: '\u0015',
};

const farm = join(import.meta.dirname, '../../bin/run.js');
/** A loaded machine with two cores may take its time. */
const patience = 20_000;

export interface TerminalOptions {
  cwd: string;
  env?: Record<string, string>;
  /** A shell command to run instead of farm with `args`. */
  shell?: string;
  columns?: number;
  rows?: number;
}

export class Terminal {
  private readonly pty: IPty;
  private seen = '';
  /** Up to where the output has been waited for. */
  private read = 0;
  private code: number | undefined;
  private wake: () => void = () => {};
  /** A question is drawn again while it is answered, so each counts once. */
  private readonly unanswered = new Set(newQuestions.map((text) => `? ${text}`));

  constructor(
    args: readonly string[],
    { cwd, env = {}, shell, columns = 80, rows = 40 }: TerminalOptions,
  ) {
    const plain = {
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
      XDG_STATE_HOME: process.env['XDG_STATE_HOME'] ?? cwd,
      XDG_CONFIG_HOME: join(cwd, '.config'),
    };
    const [file, words] =
      shell === undefined ? [process.execPath, [farm, ...args]] : ['/bin/sh', ['-c', shell]];
    this.pty = spawn(file, words, {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd,
      env: { ...plain, ...env },
    });
    this.pty.onData((data) => {
      this.seen += data;
      this.wake();
    });
    this.pty.onExit(({ exitCode }) => {
      this.code = exitCode;
      this.wake();
    });
  }

  /** Everything drawn so far, with colours and cursor movements. */
  get raw(): string {
    return this.seen;
  }

  /** Everything drawn so far as text. A question that was drawn several times is there several times. */
  get text(): string {
    return stripVTControlCharacters(this.seen).replaceAll('\r', '');
  }

  /** Waits until the text appears behind what was waited for before. */
  async see(text: string): Promise<void> {
    await this.until(() => this.text.indexOf(text, this.read) >= 0, `"${text}"`);
    this.read = this.text.indexOf(text, this.read) + text.length;
  }

  type(text: string): void {
    this.pty.write(text);
  }

  resize(columns: number, rows: number): void {
    this.pty.resize(columns, rows);
  }

  /** Waits for each question and types its answer, with Enter behind it. */
  async answer(dialogue: readonly (readonly [question: string, answer: string])[]): Promise<void> {
    for (const [question, answer] of dialogue) {
      await this.skipNewQuestions(question);
      await this.see(question);
      this.type(answer + keys.enter);
    }
  }

  /** Answers the questions of new fields that come before the one expected. */
  private async skipNewQuestions(expected: string): Promise<void> {
    for (;;) {
      const at = (question: string): number => {
        const found = this.text.indexOf(question, this.read);
        return found < 0 ? Number.POSITIVE_INFINITY : found;
      };
      const first = (): string | undefined =>
        [expected, ...this.unanswered]
          .filter((question) => at(question) < Number.POSITIVE_INFINITY)
          .toSorted((a, b) => at(a) - at(b))[0];
      await this.until(() => first() !== undefined, `"${expected}"`);
      const question = first();
      if (question === undefined || question === expected) return;
      await this.see(question);
      this.unanswered.delete(question);
      this.type(keys.enter);
    }
  }

  /** Waits for the end of the process and gives its exit code. */
  async exit(): Promise<number> {
    await this.until(() => this.code !== undefined, 'the end of the process');
    return this.code ?? -1;
  }

  /** Ends the process if a test left it running. */
  close(): void {
    if (this.code === undefined) this.pty.kill('SIGKILL');
  }

  private async until(holds: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + patience;
    while (!holds()) {
      const left = deadline - Date.now();
      const over = this.code !== undefined && what !== 'the end of the process';
      if (left <= 0 || over) {
        const why = over ? `the process ended with ${this.code}` : 'waited too long';
        throw new Error(`${why} before ${what} was seen; the screen so far:\n${this.text}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 500));
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** A separate folder for each test; removed afterwards. */
export function folder(): { path: string; files: () => string[]; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'farm-wizard-'));
  return {
    path,
    files: () => readdirSync(path).toSorted(),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
