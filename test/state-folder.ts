import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** No test may write into the history of the user who runs the tests. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'farm-state-'));
  process.env['XDG_STATE_HOME'] = folder;
  process.env['LOCALAPPDATA'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
