import { expect, it } from 'vitest';
import { providerTypeNames, providerTypeOf } from '../../src/domain/model/provider-types.js';
import { providerTypes } from '../../src/domain/facts/providers.table.js';
import { printFarm } from '../../src/store/farm/document.js';
import { toFarm } from '../../src/store/farm/convert.js';
import { schemaAt } from '../../src/store/farm/schema.js';

it('a type is known by its REST name and by its PowerShell switch, in any case', () => {
  for (const [typed, name] of [
    ['VCenter', 'VMwarevCenter'],
    ['vcenter', 'VMwarevCenter'],
    ['VMWAREVCENTER', 'VMwarevCenter'],
    ['VMwareESXi', 'VMwareESXi'],
    ['AVD', 'AVD'],
    ['Azure', 'Azure'],
    ['RemotePCStatic', 'RemotePCStatic'],
    ['custom', 'Custom'],
  ] as const) {
    expect(providerTypeOf(typed), typed).toBe(name);
  }
  expect(providerTypeOf('HyperW')).toBeUndefined();
});

it('no name or number is used for two types', () => {
  const names = providerTypeNames.map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  const codes = providerTypes.flatMap(({ code }) => (code === null ? [] : [code]));
  expect(new Set(codes).size).toBe(codes.length);
});

it('a file that says VCenter is read, and written with the one name that files have', () => {
  expect(schemaAt(['sites', 0, 'providers', 0, 'type'])?.enum).toContain('VCenter');
  const farm = toFarm({
    formatVersion: 1,
    name: 'Acme',
    sites: [
      {
        name: 'A',
        brokers: [{ server: 'CB1' }],
        providers: [{ name: 'vc1', type: 'VCenter' }],
      },
    ],
  });
  expect(farm.sites[0]?.providers[0]?.type).toBe('VMwarevCenter');
  expect(printFarm(farm)).toContain('"type": "VMwarevCenter"');
});
