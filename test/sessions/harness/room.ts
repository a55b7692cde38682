import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { logPathOf } from '../../../src/store/history/log-file.js';

const root = resolve(import.meta.dirname, '../../..');

/** What a command printed, and its exit code. */
export interface Outcome {
  stdout: string;
  stderr: string;
  exit: number;
}

/** A new folder with a separate home, in which the built `farm` is on the PATH and nothing else of the machine is visible. */
export class Room {
  // Not os.tmpdir(): where a line wraps must not depend on the length of the machine's paths.
  private readonly top = realpathSync(mkdtempSync('/tmp/farm-session-'));
  private readonly work = join(this.top, 'work');

  constructor() {
    mkdirSync(join(this.top, 'home'));
    mkdirSync(join(this.top, 'bin'));
    mkdirSync(this.work);
    cpSync(join(root, 'examples'), join(this.top, 'examples'), { recursive: true });
    const farm = join(this.top, 'bin', 'farm');
    writeFileSync(
      farm,
      `#!/bin/sh\nexec '${process.execPath}' $FARM_NODE_FLAGS '${root}/bin/run.js' "$@"\n`,
    );
    chmodSync(farm, 0o755);
  }

  /** Runs a command line of the shell; its output comes with what differs from machine to machine masked. */
  async run(command: string): Promise<Outcome> {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: this.work,
      env: {
        PATH: [join(this.top, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
        HOME: join(this.top, 'home'),
        EXAMPLES: join(this.top, 'examples'),
        LC_ALL: 'C.UTF-8',
        TZ: 'UTC',
        USER: 'anna',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, exit] = await Promise.all([
      readAll(child.stdout),
      readAll(child.stderr),
      new Promise<number>((done, failed) => {
        child.on('error', failed);
        child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)));
      }),
    ]);
    return { stdout: this.masked(stdout), stderr: this.masked(stderr), exit };
  }

  /** Every file of the folder and the home with its content: what a command that failed must leave as it was. */
  snapshot(): string {
    return JSON.stringify([...listFiles(this.work), ...listFiles(join(this.top, 'home'))]);
  }

  /** A separate room with the same files and examples: what is tried there changes nothing here. */
  copy(): Room {
    const copy = new Room();
    for (const folder of ['work', 'home']) {
      cpSync(join(this.top, folder), join(copy.top, folder), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !lstatSync(source).isFIFO(),
      });
    }
    copy.takeHistories(this.top);
    return copy;
  }

  /** The histories of the files of another room, of which these are copies: a history belongs to the path of its file. */
  private takeHistories(other: string): void {
    const state = { XDG_STATE_HOME: join(this.top, 'home/.local/state') };
    const folder = dirname(logPathOf('/', state));
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'utf8').replaceAll(other, this.top);
      const { farm } = JSON.parse(text.split('\n')[0] ?? '') as { farm: string };
      rmSync(join(folder, name));
      writeFileSync(logPathOf(farm, state), text);
    }
  }

  /** A command as it was before it was masked, for this room. */
  unmasked(command: string): string {
    return command.replaceAll('<tmp>', this.top);
  }

  close(): void {
    rmSync(this.top, { recursive: true, force: true });
  }

  private masked(text: string): string {
    return (
      text
        // A spreadsheet's line ends, made visible; a lone one would be a broken promise.
        .replaceAll('\r\n', '␍\n')
        .replaceAll(this.top, '<tmp>')
        .replaceAll(root, '<farm>')
        .replaceAll(/ras-farm\/\S+ \S+ node-v\S+/g, 'ras-farm/<version> <platform> node-<version>')
        .replaceAll(`process 1 on ${hostname()},`, 'process 1 on <host>,')
        // Times of this run; the others are those of examples.
        .replaceAll(
          /(?<!\d)(\d{4}-\d\d-\d\d)(?: \d\d:\d\d(?!:)|T\d\d:\d\d:\d\d[.]\d{3}Z)/g,
          maskedTime,
        )
        .replaceAll(/-[0-9a-f]{32}[.]jsonl/g, '-<digest>.jsonl')
        .replaceAll(/[(]\d+ (?:day|hour|minute|second)s? ago[)]/g, '(<age> ago)')
        .replaceAll(/^( +at ).*$/gm, '$1<frame>')
        .replaceAll(/( +at <frame>\n)+/g, '    at <frames>\n')
    );
  }
}

/** A time of today, in as many characters; around midnight that may be yesterday. */
function maskedTime(time: string, day: string): string {
  const hours = (Date.now() - Date.parse(day)) / 3_600_000;
  if (hours < 0 || hours > 48) return time;
  return time.includes('T') ? 'YYYY-MM-DDTHH:MM:SS.mmmZ' : 'YYYY-MM-DD HH:MM';
}

function* listFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(folder, name);
    const stats = lstatSync(path);
    if (stats.isDirectory()) yield* listFiles(path);
    else if (stats.isSymbolicLink()) yield `${path} -> ${readlinkSync(path)}`;
    else if (stats.isFile()) yield `${path} ${stats.mode} ${readFileSync(path, 'utf8')}`;
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
