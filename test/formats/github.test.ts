import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegressionKind } from '../../src/domain/readiness/index.js';
import type { Report } from '../../src/render/check-result.js';
import { renderMarkdown } from '../../src/render/formats/markdown.js';
import { renderGithub } from '../../src/render/formats/github.js';
import { escapeText } from '../../src/render/text.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';

/** GitHub's workflow commands, read as its runner reads them. */

interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

/** As actions/runner does: the name, properties up to the next `::`, then the message; each unescaped. */
function commandsOf(text: string): Command[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('::'))
    .map((line) => {
      const [, name = '', properties = '', message = ''] =
        /^::(\w+) ?(.*?)::(.*)$/u.exec(line) ?? [];
      const pairs = properties.split(',').map((pair) => {
        const at = pair.indexOf('=');
        const value = data(pair.slice(at + 1))
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',');
        return [pair.slice(0, at), value.replaceAll('%25', '%')] as const;
      });
      return {
        name,
        properties: Object.fromEntries(pairs),
        message: data(message).replaceAll('%25', '%'),
      };
    });
}

function data(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

describe('GitHub annotations', () => {
  it('are one line each, and no text of a farm makes another command', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 5 }), (findings) => {
        const open = findings.map((one) => ({ ...one, suppressed: null }));
        const text = renderGithub(reportOf(open));
        expect(text.split('\n').length - 1).toBe(open.length);
        const commands = commandsOf(text);
        expect(commands.map(({ properties }) => properties['file'] ?? '').toSorted()).toEqual(
          open.map(({ location }) => escapeText(location.file)).toSorted(),
        );
        expect(commands.map(({ message }) => message.split('\n')[0] ?? '').toSorted()).toEqual(
          open.map(({ message }) => `${escapeText(message)}.`).toSorted(),
        );
        for (const { properties } of commands) {
          expect(Object.keys(properties)).toEqual(['file', 'line', 'col', 'title']);
          expect(Number(properties['line'])).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('come worst first, by the names that GitHub has for them', () => {
    const findings = (['info', 'error', 'warning'] as const).map((severity) =>
      aFinding({ severity }),
    );
    expect(commandsOf(renderGithub(reportOf(findings))).map(({ name }) => name)).toEqual([
      'error',
      'warning',
      'notice',
    ]);
  });

  it('omit suppressed findings, and report broken files', async () => {
    const suppressed = { reason: 'soon', expires: null, by: 'farm file' } as const;
    expect(renderGithub(reportOf([aFinding({ suppressed })]))).toBe('');
    const [command] = commandsOf(renderGithub(await reportOn({ 'c.json': brokenFile('c.json') })));
    expect(command?.properties).toEqual({
      file: 'c.json',
      line: '4',
      col: '2',
      title: 'RAS900 invalid-farm-file',
    });
  });

  it('say what --deny denies, where no finding does', () => {
    const before = { withoutStandbys: 1, withStandbys: 2 };
    const after = { withoutStandbys: 0, withStandbys: 1 };
    const weakened = { policy: 'farm.policy.json', part: 'RAS104', before: 'error', after: 'info' };
    const report = reportOf([aFinding()]);
    const against = {
      name: 'main',
      removed: [],
      known: 2,
      new: 1,
      policy: { name: 'farm.policy.json', isChanged: true, weakened: [weakened] },
      deny: ['tolerance-decrease', 'new-warning'] as RegressionKind[],
      denied: [
        { kind: 'tolerance-decrease', file: 'farm.json', site: 'Berlin', before, after } as const,
        { kind: 'new-warning', file: 'farm.json', finding: aFinding() } as const,
      ],
    };
    const compared = { ...report, result: { ...report.result, against } };
    const texts = (one: Report) =>
      commandsOf(renderGithub(one)).map(({ name, properties: { title }, message }) =>
        [name, title, message.split('\n')[0]].join(' | '),
      );
    const found = 'warning | RAS104 even-active-brokers | CB1 is one of four.';
    const tolerance =
      'error | denied: tolerance-decrease | Berlin in farm.json: tolerance 1 → 0, with standbys 2 → 1.';
    expect(texts(compared)).toEqual([tolerance, found]);
    const list = [
      '- Compared with main: 1 new finding, 2 known.',
      '- ❌ denied: tolerance-decrease: Berlin in farm.json: tolerance 1 → 0, with standbys 2 → 1',
      '- ❌ denied: new-warning: RAS104 in farm.json: CB1 is one of four',
      '- farm.policy.json: RAS104: error → info (weaker)',
      '- The change edits the policy. farm uses farm.policy.json.',
    ];
    expect(renderMarkdown(compared)).toContain(`\n\n${list.join('\n')}\n\n|`);

    const strict = { ...against, deny: ['rule-weakened'] as RegressionKind[], denied: [] };
    const weaker = { ...report, result: { ...report.result, against: strict } };
    expect(texts(weaker)).toEqual([
      'error | denied: rule-weakened | farm.policy.json: RAS104: error → info (weaker).',
      found,
    ]);
    expect(renderMarkdown(weaker).match(/^- .*\(weaker\)$/gmu)).toEqual([
      '- ❌ denied: rule-weakened: farm.policy.json: RAS104: error → info (weaker)',
    ]);
  });

  it('are ten of a kind: those of one rule and file become one, and the omitted ones are counted', () => {
    const many = (count: number, file: string, rule = 'RAS107') =>
      Array.from({ length: count }, (_, at) =>
        aFinding({
          rule,
          message: `CB${at}`,
          location: { file, line: at + 1, column: 1, endLine: at + 1, endColumn: 2 },
        }),
      );
    const exactly = commandsOf(renderGithub(reportOf(many(10, 'a.json'))));
    expect(exactly).toHaveLength(10);

    const [merged, ...others] = commandsOf(renderGithub(reportOf(many(11, 'a.json'))));
    expect(others).toEqual([]);
    expect(merged?.properties['line']).toBe('1');
    expect(merged?.message.split('\n')).toHaveLength(11);

    const files = Array.from({ length: 13 }, (_, at) => `${at}.json`);
    const text = renderGithub(reportOf(files.flatMap((file) => many(2, file))));
    expect(commandsOf(text)).toHaveLength(10);
    expect(text).toMatch(
      /^6 warnings omitted: GitHub shows 10 annotations of each kind per step\.$/mu,
    );
  });
});
