import * as fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { compareFarms } from '../../src/domain/diff/compare.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { printCommands } from '../../src/render/command-line.js';
import { renderDiffMarkdown } from '../../src/render/formats/diff-markdown.js';
import { aBroker } from '../a-broker.js';
import { brokers, farmOf } from '../gate/repository.js';
import { hostileText } from './a-report.js';

/** The comment on a pull request, read back by a parser of GitHub's dialect. */

/** GitHub refuses a longer comment. */
const mostCharacters = 65_536;

function commentOn(before: Farm, after: Farm, names = { old: 'main:farm.json', new: 'farm.json' }) {
  const diff = compareFarms(before, after, '2026-11-20');
  const result = { ...names, ...diff, deny: [], denied: [], tests: null, policy: null };
  return renderDiffMarkdown(printCommands(result, { shell: 'posix', file: null }));
}

function kindsIn(markdown: string): string[] {
  const kinds = new Set<string>();
  const note = (token: Token): void => void kinds.add(token.type);
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), note);
  return [...kinds];
}

/** A farm whose every name is the text, with so many brokers. */
function named(text: string, count: number): Farm {
  const own = brokers(count).map((broker, at) =>
    at === 0 ? broker : aBroker(`${text}${at}`, { ip: broker.ip, description: text }),
  );
  const agents = ['a', 'b', 'c'].map((name) => ({
    name: text + name,
    kind: 'rds-host' as const,
    failureDomains: {},
    preferredBroker: null,
  }));
  const suppression = { rule: 'RAS501', target: text, reason: `${text}${count}`, expires: null };
  const farm = { rules: { RAS103: { off: true, reason: `${text}${count}` } } };
  return farmOf({ name: text, brokers: own, agents }, { ...farm, suppressions: [suppression] });
}

describe('the comment on a pull request', () => {
  it('has a heading, a table and folded lists, whatever names are in the farm', () => {
    const plain = commentOn(named('X', 4), named('X', 3), { old: 'X', new: 'X' });
    const expected = kindsIn(plain).toSorted();
    expect(expected).toEqual(expect.arrayContaining(['heading', 'table', 'html', 'list']));
    const extra = new Set([...expected, 'escape', 'br']);
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = commentOn(named(text, 4), named(text, 3), { old: text, new: text });
        expect(kindsIn(markdown).filter((kind) => !extra.has(kind))).toEqual([]);
        const html = marked.parse(markdown, { async: false });
        const tags = [...html.matchAll(/<\/?([a-z\d]+)[^>]*>/giu)].map(([, tag]) => tag);
        const own = 'h3 p strong ul li table thead tbody tr th td br details summary'.split(' ');
        expect(tags.filter((tag) => !own.includes(tag ?? ''))).toEqual([]);
        // No name closes a part or opens another.
        expect(html.match(/<details>/gu)).toHaveLength(html.match(/<\/details>/gu)?.length ?? 0);
        expect(html.match(/<h3>/gu)).toHaveLength(1);
        expect(markdown).not.toMatch(/@\w/u);
      }),
    );
  });

  it('fits into a comment for any farm, and counts what is left out', () => {
    const large = (count: number): Farm => {
      const [site] = farmOf().sites;
      if (site === undefined) throw new Error('the farm has no site');
      const sites = Array.from({ length: 400 }, (_, at) => ({
        ...site,
        name: `Site ${at} ${'x'.repeat(40)}`,
        licensing: at === 0,
        brokers: brokers(count),
      }));
      return farmOf({}, { sites });
    };
    const markdown = commentOn(large(3), large(2));
    expect(markdown.length).toBeLessThan(mostCharacters);
    expect(markdown).toMatch(/^\d+ more: farm diff shows all\.$/mu);
    expect(markdown.match(/<details>/gu)).toHaveLength(
      markdown.match(/<\/details>/gu)?.length ?? 0,
    );
  });

  it('is one line where nothing differs', () => {
    const markdown = commentOn(farmOf(), farmOf());
    expect(markdown).toBe(
      '### ✅ No differences\n\nCompared: main:farm.json → farm.json · 0 changes; sites: 1 unchanged\n',
    );
  });
});
