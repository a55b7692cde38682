import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';

/**
 * A real interactive shell in a terminal, with the completion script loaded as its user loads it. The `farm` on its PATH
 * answers at Tab as the built one does; any other run is only recorded, so that a test sees the words that the shell passed.
 */

const program = join(import.meta.dirname, '../../bin/run.js');

/** A folder with a farm file, and the `farm` that records. */
export class Desk {
  readonly top = realpathSync(mkdtempSync(join(tmpdir(), 'farm-tab-')));
  readonly work = join(this.top, 'work');
  readonly log = join(this.top, 'ran');

  constructor(farm: unknown) {
    for (const folder of ['bin', 'home', 'work']) mkdirSync(join(this.top, folder));
    this.write('farm.json', typeof farm === 'string' ? farm : JSON.stringify(farm));
    writeFileSync(
      join(this.top, 'bin', 'farm'),
      `#!/bin/sh
if [ "$1" = __complete ] || [ "$1" = completion ]; then exec '${process.execPath}' '${program}' "$@"; fi
printf '%s\\0' "$@" > '${this.log}.new' && mv '${this.log}.new' '${this.log}'
`,
      { mode: 0o755 },
    );
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.work, name), text);
  }

  get env(): Record<string, string> {
    return {
      PATH: [join(this.top, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
      HOME: join(this.top, 'home'),
      LC_ALL: 'C.UTF-8',
      TERM: 'xterm-256color',
      INPUTRC: '/dev/null',
    };
  }

  /** Runs the real farm. @throws Error if it fails */
  farm(...args: readonly string[]): void {
    const options = { cwd: this.work, env: this.env, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], options);
    if (status !== 0) throw new Error(stderr);
  }

  close(): void {
    // A shell that was just closed may still be saving its history.
    rmSync(this.top, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** How each shell is started, with the script loaded, and its prompt. */
const starts: Readonly<Record<ShellName, { file: string; args: string[]; load: string }>> = {
  bash: {
    file: 'bash',
    args: ['--noprofile', '--norc', '-i'],
    load: `eval "$(farm completion bash)"; PS1='READY''> '`,
  },
  zsh: {
    file: 'zsh',
    args: ['-f', '-i'],
    load: `eval "$(farm completion zsh)"; PS1='READY''> '`,
  },
  fish: {
    file: 'fish',
    args: ['--no-config', '-i'],
    load: "farm completion fish | source; function fish_prompt; echo -n 'READY''> '; end",
  },
};

/** A shell that is driven through a terminal. */
export type ShellName = 'bash' | 'zsh' | 'fish';

/** Whether a shell is on the PATH. */
export function hasShell(name: ShellName): boolean {
  return spawnSync(name, ['-c', 'exit 0']).status === 0;
}

/** Milliseconds: a loaded machine with two cores may take its time. */
const patience = 15_000;

/** A shell at its prompt. */
export class InteractiveShell {
  private readonly pty: IPty;
  private seen = '';

  private constructor(
    private readonly desk: Desk,
    name: ShellName,
  ) {
    const { file, args } = starts[name];
    this.pty = spawn(file, args, { cols: 200, rows: 50, cwd: desk.work, env: desk.env });
    this.pty.onData((data) => {
      this.seen += data;
    });
  }

  /** Starts a shell and loads the script in it. */
  static async open(desk: Desk, name: ShellName): Promise<InteractiveShell> {
    const shell = new InteractiveShell(desk, name);
    shell.pty.write(`${starts[name].load}\r`);
    await shell.until(() => shell.seen.includes('READY> '));
    return shell;
  }

  /** Types a command line with Tabs in it, and Enter; returns the words that farm was given. */
  async run(line: string): Promise<string[]> {
    rmSync(this.desk.log, { force: true });
    this.seen = '';
    this.pty.write(`${line}\r`);
    try {
      await this.until(() => existsSync(this.desk.log));
    } catch (error) {
      // The next line starts at a prompt.
      this.pty.write('\u0003');
      throw error;
    }
    return readFileSync(this.desk.log, 'utf8').split('\0').slice(0, -1);
  }

  close(): void {
    this.pty.kill();
  }

  private async until(done: () => boolean): Promise<void> {
    const end = Date.now() + patience;
    while (!done()) {
      if (Date.now() > end) throw new Error(`the shell printed ${JSON.stringify(this.seen)}`);
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }
}
