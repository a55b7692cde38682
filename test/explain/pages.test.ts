import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../src/domain/readiness/rules.table.js';

const top = fileURLToPath(new URL('../../', import.meta.url));
const pages = join(top, 'docs/rules');

describe('generated files', () => {
  it.each(['generate-rules.mjs', 'generate-samples.mjs', 'generate-docs.mjs'])(
    'of %s are fresh',
    (script) => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(top, 'scripts', script), '--check'],
        { encoding: 'utf8' },
      );
      expect(status, stderr).toBe(0);
    },
  );
});

describe('docs/rules', () => {
  it('has a page for each rule, an index, and nothing else', () => {
    const expected = ['README.md', ...allRules.map(({ id }) => `${id}.md`)].toSorted();
    expect(readdirSync(pages).toSorted(), 'delete the page of a rule that is gone').toEqual(
      expected,
    );
  });

  it.each(allRules)('$id.md is Markdown with its samples as JSON', ({ id }) => {
    const tokens = marked.lexer(readFileSync(join(pages, `${id}.md`), 'utf8'));
    expect(tokens.filter((token) => token.type === 'heading' && token['depth'] === 1)).toHaveLength(
      1,
    );
    const excerpts = tokens.flatMap((token) =>
      token.type === 'code' && token['lang'] === 'json' ? [String(token['text'])] : [],
    );
    expect(excerpts.length).toBeGreaterThanOrEqual(2);
    for (const excerpt of excerpts) expect(() => JSON.parse(`{${excerpt}}`)).not.toThrow();
  });

  it('has an index that leads to every page', () => {
    const index = readFileSync(join(pages, 'README.md'), 'utf8');
    for (const { id, slug } of allRules) expect(index).toContain(`[${id}](${id}.md) | ${slug} |`);
  });
});
