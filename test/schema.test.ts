import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('farm schema prints the schema of the package, letter for letter', () => {
  const printed = execFileSync(process.execPath, [join(root, 'bin/run.js'), 'schema'], {
    encoding: 'utf8',
  });
  expect(printed).toBe(readFileSync(join(root, 'farm.schema.json'), 'utf8'));
});
