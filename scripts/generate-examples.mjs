/**
 * Prints examples/two-sites.farm.json: what `farm init --example` writes today. Needs a build.
 * `--check` writes nothing and exits 1 when the file is stale.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepGenerated } from './keep-generated.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

keepGenerated(new Map([['examples/two-sites.farm.json', writtenByFarm()]]));

function writtenByFarm() {
  const folder = mkdtempSync(path.join(tmpdir(), 'farm-example-'));
  try {
    const file = path.join(folder, 'two-sites.farm.json');
    const farm = [path.join(root, 'bin', 'run.js'), 'init', '--example', '--file', file];
    const { status, stderr } = spawnSync(process.execPath, farm, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`farm init --example exited ${status}: ${stderr}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
