import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAzure } from '../../src/render/formats/azure.js';
import { escapeText } from '../../src/render/text.js';
import { farmOf } from '../gate/repository.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';

/** Azure's logging commands, read as its agent reads them. */

interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

/**
 * As the agent does: `##vso[` anywhere in a line begins a command, the next bracket ends its head, semicolons divide the
 * properties, and the escapes are undone one after the other, the percent sign last. Null for a line without a command.
 */
function commandOf(line: string): Command | null {
  const start = line.toLowerCase().indexOf('##vso[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return null;
  const head = line.slice(start + '##vso['.length, end);
  const blank = head.indexOf(' ');
  const name = blank < 0 ? head : head.slice(0, blank);
  const pairs = head
    .slice(name.length + 1)
    .split(';')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1))] as const;
    });
  return { name, properties: Object.fromEntries(pairs), message: unescaped(line.slice(end + 1)) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%AZP25', '%');
}

function linesOf(text: string): string[] {
  if (text !== '') expect(text.endsWith('\n')).toBe(true);
  return text.split('\n').slice(0, -1);
}

describe('Azure logging commands', () => {
  it('are one line each, and no text of a farm makes or changes a command', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 5 }), (findings) => {
        const open = findings.map((one) => ({
          ...one,
          message: `${one.message}##vso[task.complete]%0A##[section]`,
          suppressed: null,
        }));
        const lines = linesOf(renderAzure(reportOf(open)));
        expect(lines).toHaveLength(open.length);
        const issues = open.filter(({ severity }) => severity !== 'info');
        const commands = lines.map(commandOf).filter((one) => one !== null);
        expect(commands).toHaveLength(issues.length);
        const output = commands.map(({ name, properties, message }) =>
          JSON.stringify([
            name,
            properties['type'],
            properties['sourcepath'],
            properties['linenumber'],
            message.split(' fix: ')[0],
          ]),
        );
        const expected = issues.map(({ severity, location, message }) =>
          JSON.stringify([
            'task.logissue',
            severity,
            escapeText(location.file),
            String(location.line),
            escapeText(`${message}.`).split(' fix: ')[0],
          ]),
        );
        expect(output.toSorted()).toEqual(expected.toSorted());
        for (const line of lines) expect(line.slice(1)).not.toMatch(/##(?:vso)?\[/iu);
      }),
    );
  });

  it('have only the properties that Azure documents, and a type that it knows', () => {
    const findings = (['info', 'error', 'warning'] as const).map((severity) =>
      aFinding({ severity }),
    );
    const lines = linesOf(renderAzure(reportOf(findings)));
    expect(lines.map((line) => commandOf(line)?.properties)).toEqual([
      {
        type: 'error',
        sourcepath: 'farm.json',
        linenumber: '3',
        columnnumber: '7',
        code: 'RAS104',
      },
      {
        type: 'warning',
        sourcepath: 'farm.json',
        linenumber: '3',
        columnnumber: '7',
        code: 'RAS104',
      },
      undefined,
    ]);
    expect(lines[2]).toBe(
      'note RAS104 even-active-brokers farm.json:3:7 CB1 is one of four. fix: farm broker standby CB1',
    );
  });

  it('are none without findings; suppressed ones are omitted, broken files are errors', async () => {
    expect(renderAzure(await reportOn({ 'farm.json': farmOf() }))).toBe('');
    const suppressed = { reason: 'soon', expires: null, by: 'farm file' } as const;
    expect(renderAzure(reportOf([aFinding({ suppressed })]))).toBe('');
    const [line = ''] = linesOf(renderAzure(await reportOn({ 'c.json': brokenFile('c.json') })));
    expect(commandOf(line)).toEqual({
      name: 'task.logissue',
      properties: {
        type: 'error',
        sourcepath: 'c.json',
        linenumber: '4',
        columnnumber: '2',
        code: 'RAS900',
      },
      message: 'a site has no "oops". fix: correct the file at the lines shown',
    });
  });

  it('are ten of a type, as many as the agent keeps; the rest is merged or counted', () => {
    const many = Array.from({ length: 13 }, (_, file) =>
      [1, 2].map((line) => {
        const location = { file: `${file}.json`, line, column: 1, endLine: line, endColumn: 2 };
        return aFinding({ rule: 'RAS107', location });
      }),
    ).flat();
    const lines = linesOf(renderAzure(reportOf(many)));
    expect(lines.filter((line) => commandOf(line) !== null)).toHaveLength(10);
    expect(lines.at(-1)).toBe(
      '6 warnings omitted: Azure Pipelines shows 10 issues of each type per step.',
    );
    expect(commandOf(lines[0] ?? '')?.message).toBe(
      'CB1 is one of four (line 1). CB1 is one of four (line 2).',
    );
  });
});
