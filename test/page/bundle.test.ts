import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPageScript } from '../../src/store/fs/page-script.js';

/** The program of a page as the build makes it: it is part of every report. */

const root = join(import.meta.dirname, '../..');
const script = readPageScript(root);

it('the program of a page is at most 200 kB', () => {
  expect(script.length).toBeGreaterThan(50_000);
  expect(script.length).toBeLessThan(200_000);
});

it('the program of a page is text that a browser reads as it is, whatever is around it', () => {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(/[^\t\n -~]/u.exec(script)?.[0]).toBeUndefined();
  expect(/<\/script|<!--|<script/iu.exec(script)?.[0]).toBeUndefined();
});

it('the program of a page needs nothing of Node, loads nothing, and runs no text', () => {
  const unwanted = /["'`]node:|\brequire\(|\bimport\(|\beval\(|new Function|\bfetch\(/u;
  expect(unwanted.exec(script)?.[0]).toBeUndefined();
});

it('the program of a page has no package for terminals or files', () => {
  expect(/chalk|cli-table|jsonc|yaml/iu.exec(script)?.[0]).toBeUndefined();
});
