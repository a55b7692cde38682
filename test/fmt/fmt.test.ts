import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { formatFiles } from '../../src/gate/format.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { canonicalText } from '../../src/store/farm/farm-file.js';
import { anyFarm } from '../properties/arbitrary.js';
import { fileSource, freshFolder } from '../store/a-farm.js';

/** How a hand or a tool may have written the same farm. */
interface Style {
  indent: string | number;
  lineEnd: '\n' | '\r\n';
  mark: '' | '\uFEFF';
  /** Keys the other way round. */
  reversed: boolean;
  schema: string | undefined;
}

const anyStyle: fc.Arbitrary<Style> = fc.record({
  indent: fc.constantFrom('\t', 1, 4, ''),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  reversed: fc.boolean(),
  schema: fc.constantFrom(undefined, './farm.schema.json', 'https://example.com/farm.json'),
});

const written = fc.tuple(anyFarm(), anyStyle);

describe('the canonical form', () => {
  it('means the same, keeps line ends, byte order mark and $schema, and is its own canonical form', async () => {
    await fc.assert(
      fc.asyncProperty(written, async ([farm, style]) => {
        const text = write(farm, style);
        const canonical = await canonicalText({ farm: await parseFarm(text, 'farm.json'), text });
        expect(await parseFarm(canonical, 'farm.json')).toEqual(farm);
        expect(await canonicalText({ farm, text: canonical })).toBe(canonical);
        const isWindows = text.includes('\r\n');
        expect(
          canonical
            .split('\n')
            .slice(0, -1)
            .every((line) => line.endsWith('\r') === isWindows),
        ).toBe(true);
        expect(canonical.startsWith('\uFEFF')).toBe(style.mark !== '');
        const parsed: { $schema?: string } = JSON.parse(canonical.replace('\uFEFF', ''));
        expect(parsed.$schema).toBe(style.schema);
      }),
    );
  });

  it('shows what a terminal or an editor would obey as an escape', async () => {
    const hostile = 'a\u202Eb\u0085c\u2028d\uFEFFe\u001b[31m';
    const farm = await parseFarm(
      JSON.stringify({
        formatVersion: 1,
        name: 'Example',
        sites: [{ name: 'Berlin', brokers: [{ server: 'CB1', description: hostile }] }],
      }),
      'farm.json',
    );
    const text = printFarm(farm);
    expect(text).toMatch(/^[\n -~]*$/u);
    expect(text).toContain(String.raw`a\u202eb\u0085c\u2028d\ufeffe\u001b[31m`);
    expect(await parseFarm(text, 'farm.json')).toEqual(farm);
  });
});

describe('formatting a file', () => {
  it('writes it once, and not at all when only asked', async () => {
    await fc.assert(
      fc.asyncProperty(written, async ([farm, style]) => {
        const source = fileSource(join(freshFolder(), 'farm.json'));
        const text = write(farm, style);
        writeFileSync(source.path, text);
        const canonical = await canonicalText({ farm, text });
        const differs = canonical !== text;
        const [asked] = (await formatFiles([source], true)).files;
        expect(asked).toMatchObject({ differs, saved: false });
        expect(readFileSync(source.path, 'utf8')).toBe(text);
        const [done] = (await formatFiles([source], false)).files;
        expect(done).toMatchObject({ differs, saved: differs });
        expect(readFileSync(source.path, 'utf8')).toBe(canonical);
        const [again] = (await formatFiles([source], false)).files;
        expect(again).toMatchObject({ differs: false, saved: false });
      }),
      { numRuns: 15 },
    );
  });
});

function write(farm: Farm, { indent, lineEnd, mark, reversed, schema }: Style): string {
  const document: unknown = JSON.parse(printFarm(farm, { schema }));
  const json = JSON.stringify(reversed ? turned(document) : document, null, indent);
  return mark + json.replaceAll('\n', lineEnd) + lineEnd;
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  // Names that people choose keep their order, which is part of the farm.
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [
        key,
        key === 'failureDomains' || key === 'rules' ? part : turned(part),
      ]),
  );
}
