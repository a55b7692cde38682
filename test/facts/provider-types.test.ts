import { expect, it } from 'vitest';
import {
  providerTypeOf,
  sharedTypeWords,
  typesCalled,
  writtenProviderTypes,
} from '../../src/domain/model/provider-types.js';
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
    ['esxi', 'VMwareESXi'],
    ['VMware ESXi', 'VMwareESXi'],
    ['vmware-vcenter', 'VMwarevCenter'],
    ['hyper-v', 'HyperV'],
    ['Hyper-V failover', 'HyperVFailover'],
    ['hyper_v_cluster', 'HyperVFailover'],
    ['nutanix', 'Nutanix'],
    ['AHV', 'Nutanix'],
    ['scale-computing', 'ScaleComputing'],
    ['azure', 'Azure'],
    ['azure virtual desktop', 'AVD'],
    ['remote-pc-static', 'RemotePCStatic'],
    ['RemotePCDynamic', 'RemotePCDynamic'],
    ['aws', 'AWSEC2'],
    ['ec2', 'AWSEC2'],
    ['Amazon Web Services', 'AWSEC2'],
    ['Hyper-V Failover Cluster', 'HyperVFailover'],
    ['hyper-v-cluster', 'HyperVFailover'],
    ['Microsoft Hyper-V', 'HyperV'],
    ['vCenter Server', 'VMwarevCenter'],
    ['VMware vCenter Server', 'VMwarevCenter'],
    ['VMware ESX', 'VMwareESXi'],
    ['Remote PC (static)', 'RemotePCStatic'],
    ['dynamic remote pc', 'RemotePCDynamic'],
    ['Custom provider', 'Custom'],
    ['SCALE Computing HC3', 'ScaleComputing'],
  ] as const) {
    expect(providerTypeOf(typed), typed).toBe(name);
  }
  for (const typed of ['HyperW', 'xenserver', 'vmware', 'vsphere', 'remote-pc', 'microsoft', ''])
    expect(providerTypeOf(typed), typed).toBeUndefined();
});

it('a word that people use for several types is none of them, and names them', () => {
  expect(typesCalled('remote PC')).toEqual(['RemotePCStatic', 'RemotePCDynamic']);
  expect(typesCalled('VSphere')).toEqual(['VMwarevCenter', 'VMwareESXi']);
  for (const typed of ['', 'aws', 'xenserver']) expect(typesCalled(typed)).toEqual([]);
  const names = providerTypes.map(({ name }) => name);
  for (const { words, types } of sharedTypeWords) {
    for (const word of words) expect(providerTypeOf(word), word).toBeUndefined();
    for (const type of types) expect(names).toContain(type);
    expect(types.length).toBeGreaterThan(1);
  }
});

it('no name or number is used for two types', () => {
  const letters = (name: string): string => name.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
  expect(new Set(writtenProviderTypes.map(letters)).size).toBe(writtenProviderTypes.length);
  for (const { name, powerShell = name, alsoCalled = [] } of providerTypes)
    for (const one of [name, powerShell, ...alsoCalled]) expect(providerTypeOf(one)).toBe(name);
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
