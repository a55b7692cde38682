import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenMark, runScenario } from './harness/run.js';

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const reprint = process.env['GOLDEN'] === 'update';

describe('scenarios', () => {
  it.each(files)('%s', async (file) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    const printed = await runScenario(text, `test/scenarios/${file}`);
    if (reprint && printed !== text) writeFileSync(path, printed);
    const broken = printed.split('\n').filter((line) => line.startsWith(brokenMark));
    expect(broken, `${relative('.', path)}: this is never right`).toEqual([]);
    const golden = reprint ? printed : text;
    expect(printed, 'if the new output is right, re-print it: npm run golden').toBe(golden);
  });
});
