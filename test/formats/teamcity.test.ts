import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRule } from '../../src/domain/readiness/index.js';
import { renderTeamcity } from '../../src/render/formats/teamcity.js';
import { escapeText } from '../../src/render/text.js';
import { farmOf } from '../gate/repository.js';
import { anyFarm } from '../properties/arbitrary.js';
import { aFinding, brokenFile, hostileFinding, reportOf, reportOn } from './a-report.js';

/** TeamCity's service messages, read by a parser of the grammar in its documentation. */

interface Message {
  name: string;
  attributes: Record<string, string>;
}

/** The limits of the documentation, in characters. */
const limits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  inspectionType: { id: 255, name: 255, category: 255, description: 4000 },
  inspection: { typeId: 255, message: 4000, file: 4000, line: 10, SEVERITY: 12 },
};
const required: Readonly<Record<string, readonly string[]>> = {
  inspectionType: ['id', 'name', 'category', 'description'],
  inspection: ['typeId', 'file'],
};

/** The message of a line, read letter by letter. Throws if it breaks the grammar or a limit. */
function messageOf(line: string): Message {
  expect(line).toMatch(/^##teamcity\[[ -~]*\]$/u);
  let at = '##teamcity['.length;
  const take = (pattern: RegExp): string => {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = at;
    const [found] = sticky.exec(line) ?? [];
    if (found === undefined) throw new Error(`${pattern.source} expected at ${at}: ${line}`);
    at += found.length;
    return found;
  };
  const name = take(/[a-zA-Z][a-zA-Z0-9-]*/);
  const attributes: Record<string, string> = {};
  while (line[at] !== ']') {
    take(/[ \t]+/);
    const key = take(/[a-zA-Z_$][\w$]*/);
    take(/='/);
    let value = '';
    while (line[at] !== "'") value += letter(take);
    take(/'/);
    attributes[key] = value;
  }
  expect(at).toBe(line.length - 1);
  return checked({ name, attributes });
}

function letter(take: (pattern: RegExp) => string): string {
  const found = take(/\|0x[0-9a-f]{4}|\|[nrlpx'|[\]]|[^|'[\]\n\r]/);
  if (!found.startsWith('|')) return found;
  if (found.startsWith('|0x')) return String.fromCharCode(Number.parseInt(found.slice(3), 16));
  return { n: '\n', r: '\r' }[found.slice(1)] ?? found.slice(1);
}

function checked(message: Message): Message {
  const { name, attributes } = message;
  for (const key of required[name] ?? ['known']) expect(attributes).toHaveProperty(key);
  for (const [key, value] of Object.entries(attributes)) {
    expect(value.length).toBeLessThanOrEqual(limits[name]?.[key] ?? -1);
  }
  return message;
}

function messagesOf(text: string): Message[] {
  return text.split('\n').slice(0, -1).map(messageOf);
}

function inspectionsOf(text: string): Message['attributes'][] {
  return messagesOf(text).flatMap(({ name, attributes }) =>
    name === 'inspection' ? [attributes] : [],
  );
}

describe('TeamCity service messages', () => {
  it('follow the grammar for any text of a farm, and give it back', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { minLength: 1, maxLength: 5 }), (findings) => {
        const open = findings.map((one) => ({ ...one, suppressed: null, remedy: [] }));
        const output = inspectionsOf(renderTeamcity(reportOf(open))).map(
          ({ message, file, line, SEVERITY }) => JSON.stringify([message, file, line, SEVERITY]),
        );
        const expected = open.map(({ message, location: { file, line }, severity }) =>
          JSON.stringify([
            `${escapeText(message)}.`,
            escapeText(file),
            String(line),
            severity.toUpperCase(),
          ]),
        );
        expect(output.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('report each type once, before its first inspection, for any farm', async () => {
    await fc.assert(
      fc.asyncProperty(anyFarm(), async (farm) => {
        const known = new Set<string>();
        for (const { name, attributes } of messagesOf(
          renderTeamcity(await reportOn({ 'a.json': farm, 'b.json': farm })),
        )) {
          if (name === 'inspection') expect(known).toContain(attributes['typeId']);
          else {
            expect(known).not.toContain(attributes['id']);
            known.add(attributes['id'] ?? '');
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('describe the rule', () => {
    const [type] = messagesOf(renderTeamcity(reportOf([aFinding()])));
    expect(type).toEqual({
      name: 'inspectionType',
      attributes: {
        id: 'RAS104',
        name: 'RAS104 even-active-brokers',
        description: `${findRule('RAS104')?.statement} A split into halves leaves no majority.`,
        category: 'Parallels RAS: brokers',
      },
    });
  });

  it('keep the limits, and cut no character in two', () => {
    const long = '🙂'.repeat(3_000);
    const location = { ...aFinding().location, file: `a${long}` };
    const [inspection] = inspectionsOf(
      renderTeamcity(reportOf([aFinding({ message: long, location })])),
    );
    for (const key of ['message', 'file']) {
      expect(inspection?.[key]?.length).toBeGreaterThan(3_990);
      expect(inspection?.[key]).toMatch(/🙂…$/u);
      expect(inspection?.[key]).not.toMatch(/\p{Surrogate}/u);
    }
  });

  it('are none without findings; suppressed ones are omitted, broken files are errors', async () => {
    expect(renderTeamcity(await reportOn({ 'farm.json': farmOf() }))).toBe('');
    const suppressed = { reason: 'soon', expires: null, by: 'baseline' } as const;
    expect(renderTeamcity(reportOf([aFinding({ suppressed })]))).toBe('');
    expect(
      inspectionsOf(renderTeamcity(await reportOn({ 'c.json': brokenFile('c.json') }))),
    ).toEqual([
      {
        typeId: 'RAS900',
        message: 'a site has no "oops". fix: correct the file at the lines shown',
        file: 'c.json',
        line: '4',
        SEVERITY: 'ERROR',
      },
    ]);
  });
});
