import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompletionList,
  getLanguageService,
  type JSONDocument,
  type LanguageService,
  TextDocument,
} from 'vscode-json-languageservice';
import { readinessRules } from '../../src/domain/readiness/rules.table.js';
import { toDocument } from '../../src/store/farm/convert.js';
import { arbitraryFarm } from './arbitrary-farm.js';

/** The schema in the language service of VS Code: completions, hovers and errors as they are shown while typing. */

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../farm.schema.json'), 'utf8'),
) as object;

const service: LanguageService = getLanguageService({});
service.configure({
  validate: true,
  schemas: [{ uri: 'file:///farm.schema.json', fileMatch: ['*.farm.json'], schema }],
});

interface Opened {
  document: TextDocument;
  json: JSONDocument;
  /** Where the mark `|` was. */
  at: { line: number; character: number };
}

/** A farm file in an editor, with the cursor at `|`. */
function open(text: string): Opened {
  const offset = Math.max(0, text.indexOf('|'));
  const document = TextDocument.create('file:///a.farm.json', 'json', 1, text.replace('|', ''));
  return { document, json: service.parseJSONDocument(document), at: document.positionAt(offset) };
}

/** A farm with one broker; the parts replace the defaults. */
function farm({ broker = '"server": "CB1"', site = '', top = '' } = {}): string {
  return `{"formatVersion": 1, "name": "A", ${top} "sites": [{"name": "S", ${site} "brokers": [{${broker}}]}]}`;
}

async function problems(text: string): Promise<string[]> {
  const { document, json } = open(text);
  return (await service.doValidation(document, json)).map(
    ({ message, range }) => `${document.getText(range)}: ${JSON.stringify(message)}`,
  );
}

async function completions(text: string): Promise<CompletionList> {
  const { document, json, at } = open(text);
  const list = await service.doComplete(document, at, json);
  if (list === null) throw new Error('no completions');
  return list;
}

async function hover(text: string): Promise<string> {
  const { document, json, at } = open(text);
  return JSON.stringify((await service.doHover(document, at, json))?.contents ?? null);
}

describe('completion', () => {
  it('offers every rule by id and slug, with its meaning', async () => {
    const { items } = await completions(farm({ top: '"rules": {|},' }));
    const labels = items.map(({ label }) => label);
    for (const { id, slug, statement } of readinessRules) {
      expect(labels).toContain(id);
      expect(labels).toContain(slug);
      const item = items.find(({ label }) => label === id);
      expect(JSON.stringify(item?.documentation)).toContain(JSON.stringify(statement).slice(1, -1));
    }
  });

  it('offers rules in a suppression', async () => {
    const { items } = await completions(
      farm({ top: '"suppressions": [{"rule": |, "target": "S", "reason": "r"}],' }),
    );
    expect(items.map(({ label }) => label)).toContain('"RAS104"');
  });

  it('offers the keys of a broker, and the kinds of agents', async () => {
    const broker = await completions(farm({ broker: '"server": "CB1", |' }));
    expect(broker.items.map(({ label }) => label)).toContain('alternativeIps');
    const kind = await completions(farm({ site: '"agents": [{"name": "R", "kind": |}],' }));
    expect(kind.items.map(({ label }) => label)).toContain('"remote-pc"');
  });
});

describe('hover', () => {
  it('explains a property in the words of the console', async () => {
    expect(await hover(farm({ broker: '"server": "CB1", "stand|by": false' }))).toContain(
      'no agent connects to it until',
    );
  });

  it('explains a rule', async () => {
    expect(await hover(farm({ top: '"rules": {"RAS1|04": {"severity": "info"}},' }))).toContain(
      'RAS104 even',
    );
  });
});

describe('errors', () => {
  const broken: [what: string, text: string, shown: string][] = [
    ['an unknown key', farm({ broker: '"server": "CB1", "standbye": true' }), 'standbye'],
    ['a missing key', farm({ broker: '"ip": "10.1.0.11"' }), 'server'],
    ['a wrong type', farm({ broker: '"server": "CB1", "standby": "yes"' }), '"yes"'],
    ['no IP address', farm({ broker: '"server": "CB1", "ip": "10.1.0.999"' }), '10.1.0.999'],
    ['no alternative IP', farm({ broker: '"server": "CB1", "alternativeIps": ["x"]' }), '"x"'],
    ['no network', farm({ site: '"network": "10.1.0.0/99",' }), '10.1.0.0/99'],
    ['an unknown rule', farm({ top: '"rules": {"RAS999": {}},' }), 'RAS999'],
    ['a rule off without a reason', farm({ top: '"rules": {"RAS104": {"off": true}},' }), 'true: '],
    [
      'no date',
      farm({
        top: '"suppressions": [{"rule": "RAS104", "target": "S", "reason": "r", "expires": "tomorrow"}],',
      }),
      'tomorrow',
    ],
    ['a word that is no kind', farm({ site: '"agents": [{"name": "R", "kind": "x"}],' }), '"x"'],
    [
      'a delay beyond what RAS allows',
      farm({ site: '"autoPromotion": {"afterMinutes": 5},' }),
      '5: ',
    ],
  ];

  it.each(broken)('%s is underlined', async (_what, text, shown) => {
    expect((await problems(text)).join('\n')).toContain(shown);
  });

  it('a valid farm has none, whatever the case of a rule and whatever the own keys', async () => {
    const top =
      '"$comment": ["x"], "x-owner": {"a": 1}, "rules": {"ras104": {"severity": "info"}},';
    expect(await problems(farm({ top, broker: '"server": "CB1", "x-id": 7, "ip": ""' }))).toEqual(
      [],
    );
  });

  it('no farm that farm writes has any', async () => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    await fc.assert(
      fc.asyncProperty(arbitraryFarm, async (one) => {
        expect(validate(toDocument(one, undefined)), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
