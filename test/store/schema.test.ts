import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printFarm } from '../../src/store/farm/document.js';
import { farmSchema, schemaAt, type SchemaNode } from '../../src/store/farm/schema.js';
import { aFarm } from './a-farm.js';
import { arbitraryFarm } from './arbitrary-farm.js';

const published = JSON.parse(
  readFileSync(new URL('../../farm.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(published);

function verdict(document: unknown): string | undefined {
  return validate(document) ? undefined : JSON.stringify(validate.errors);
}

function nodes(node: SchemaNode, name: string): [string, SchemaNode][] {
  const children: [string, SchemaNode][] = Object.entries(node.properties ?? {});
  if (node.items !== undefined) children.push(['[]', node.items]);
  if (node.additionalProperties) children.push(['*', node.additionalProperties]);
  return [[name, node], ...children.flatMap(([key, child]) => nodes(child, `${name}.${key}`))];
}

describe('the published JSON Schema', () => {
  test('accepts every farm that is printed', () => {
    fc.assert(
      fc.property(arbitraryFarm, (farm) => {
        expect(
          verdict(JSON.parse(printFarm(farm, { schema: './farm.schema.json' }))),
        ).toBeUndefined();
      }),
    );
  });

  test('refuses an unknown key, a wrong type and a missing key', () => {
    const document = JSON.parse(printFarm(aFarm)) as Record<string, unknown>;
    expect(verdict({ ...document, owner: 'me' })).toContain('additionalProperties');
    expect(verdict({ ...document, name: 5 })).toContain('type');
    expect(verdict({ ...document, sites: undefined })).toContain('required');
  });

  test.each(nodes(farmSchema, 'farm'))('%s has a description', (_name, { description }) => {
    expect(description.length).toBeGreaterThan(5);
    expect(description).toMatch(/[.)]$/);
  });

  test('knows every key that a farm is printed with', () => {
    const check = (value: unknown, path: (string | number)[]): void => {
      expect(schemaAt(path), path.join('.')).not.toBeNull();
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        check(child, [...path, Array.isArray(value) ? Number(key) : key]);
      }
    };
    check(JSON.parse(printFarm(aFarm, { schema: './farm.schema.json' })), []);
    expect(schemaAt(['sites', 0, 'brokers', 0, 'no such key'])).toBeNull();
  });

  test('is fresh, and so is the compiled validator', () => {
    const script = fileURLToPath(new URL('../../scripts/generate-schema.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).not.toContain('stale');
    expect(status).toBe(0);
  });
});
