import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const main = join(import.meta.dirname, '../../bin/run.js');

it('the code of a plugin in the data folder of the user is not run', () => {
  const data = mkdtempSync(join(tmpdir(), 'farm-plugin-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const plugin = 'node_modules/planted';
  write('package.json', {
    dependencies: { planted: '1.0.0' },
    oclif: { schema: 1, plugins: [{ name: 'planted', type: 'user' }] },
  });
  write(`${plugin}/package.json`, {
    name: 'planted',
    version: '1.0.0',
    oclif: { commands: './commands', hooks: { init: './hook.js', prerun: './hook.js' } },
  });
  write(`${plugin}/hook.js`, 'module.exports = async () => console.log("PLANTED");');
  write(`${plugin}/commands/planted.js`, 'module.exports = class { static run() {} };');

  for (const words of [['planted'], ['schema'], ['--help']]) {
    const env = { ...process.env, FARM_DATA_DIR: data, XDG_DATA_HOME: data, LOCALAPPDATA: data };
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
      env,
      encoding: 'utf8',
    });
    expect(stdout + stderr).not.toContain('PLANTED');
    expect(status).toBe(words[0] === 'planted' ? 2 : 0);
  }

  function write(path: string, content: object | string): void {
    const file = join(data, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
});
