import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/domain/model/exit-codes.js';
import { brokenMark, runSession } from './harness/session.js';
import { parseSession } from './harness/stanza.js';

const folder = import.meta.dirname;
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.session'))
  // Devices such as /dev/full are Linux's own.
  .filter((file) => process.platform === 'linux' || !file.endsWith('.linux.session'))
  .toSorted();
const reprint = process.env['GOLDEN'] === 'update';

// The sessions need a shell.
describe.skipIf(process.platform === 'win32').concurrent('sessions', () => {
  it.each(files)('%s', { timeout: 300_000 }, async (file) => {
    const path = join(folder, file);
    const text = read(file);
    const printed = await runSession(text, `test/sessions/${file}`);
    if (reprint && printed !== text) writeFileSync(path, printed);
    const broken = printed.split('\n').filter((line) => line.startsWith(`! ${brokenMark}`));
    expect(broken, 'this can never be right, whatever the session says').toEqual([]);
    expect(printed, 'if the new output is right, re-print it: npm run golden').toBe(
      reprint ? printed : text,
    );
  });
});

describe('the sessions together', () => {
  const commands = files
    .flatMap((file) => parseSession(read(file), file))
    .map((stanza) => stanza.command);
  const text = files.map(read).join('\n');
  const manifest = JSON.parse(readFileSync(join(folder, '../../oclif.manifest.json'), 'utf8')) as {
    commands: Record<string, { flags: Record<string, unknown> }>;
  };
  const ids = Object.keys(manifest.commands).map((id) => id.replaceAll(':', ' '));

  it('type every command, as text and with --json', () => {
    expect(ids.filter((id) => !typed(id).some((command) => !command.includes('--json')))).toEqual(
      [],
    );
    expect(ids.filter((id) => !typed(id).some((command) => command.includes('--json')))).toEqual(
      [],
    );
  });

  it('type every edit with --dry-run', () => {
    const edits = ids.filter((id) =>
      Object.hasOwn(manifest.commands[id.replaceAll(' ', ':')]?.flags ?? {}, 'dry-run'),
    );
    expect(
      edits.filter((id) => !typed(id).some((command) => /--dry-run| -n\b/.test(command))),
    ).toEqual([]);
  });

  it('show every exit code, as text and with --json', () => {
    const codes = [...new Set<number>([0, 1, ...Object.values(exitCodeOf)])];
    const status = (code: number): boolean => new RegExp(`^  "status": ${code},$`, 'm').test(text);
    expect(codes.filter((code) => !status(code))).toEqual([]);
    expect(
      codes.slice(1).filter((code) => !new RegExp(`^\\[exit ${code}\\]$`, 'm').test(text)),
    ).toEqual([]);
  });

  function typed(id: string): string[] {
    return commands.filter((command) => new RegExp(`\\bfarm ${id}( |$|\\n)`).test(command));
  }
});

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
}
