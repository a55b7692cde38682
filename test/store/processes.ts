import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll } from 'vitest';

/** Runs editor-process.ts as separate processes, from a bundle made for the test file. */

let folder = '';
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'farm-editor-'));
  // Some tests start it as another user.
  chmodSync(folder, 0o755);
  const input = fileURLToPath(new URL('editor-process.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'node' });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'editor.mjs',
    chunkFileNames: '[name].mjs',
  });
  await bundle.close();
});

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A started process: its lines so far, and how it ends. */
export interface Editor {
  child: ChildProcess;
  lines: () => string[];
  firstLine: Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
}

/** Starts the editor process; with `wrap` through another command, such as a shell that sets limits. */
export function startEditor(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; wrap?: string[] } = {},
): Editor {
  const [command, ...before] = [...(options.wrap ?? []), process.execPath];
  // Newer Nodes warn on standard error where both are set, as the test runner does.
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = options.env ?? process.env;
  const child = spawn(command, [...before, join(folder, 'editor.mjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let out = '';
  let errors = '';
  const firstLine = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve();
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>(
    (resolve) => {
      child.on('close', (code, signal) => {
        running.delete(child);
        resolve({ code, signal, errors });
      });
    },
  );
  // A line that was cut off by a kill does not count.
  return { child, lines: () => out.split('\n').slice(0, -1), firstLine, ended };
}
