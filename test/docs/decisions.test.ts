import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/decisions.md'), 'utf8');

it('docs/decisions.md names only files that there are', () => {
  const named = [...page.matchAll(/`((?:src|test|scripts|docs|bin)\/[^`]*)`/gu)].map(
    ([, file = '']) => file,
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

it('docs/decisions.md begins each paragraph with its decision', () => {
  const paragraphs = page.split(/\r?\n\r?\n/u).slice(2);
  const prose = paragraphs.filter((text) => !text.startsWith('#'));
  expect(prose.length).toBeGreaterThan(15);
  expect(prose.filter((text) => !/^\*\*[^*]+\.\*\* \S/u.test(text))).toEqual([]);
});
