import { expect, it } from 'vitest';
import { importCapture, kindOfFileName } from '../../src/domain/capture/index.js';
import { FarmError } from '../../src/domain/model/errors.js';
import { captureOfFiles } from '../../src/store/capture/read-captures.js';
import { toFarm } from '../../src/store/farm/convert.js';

/** What the name of a file says, and what is read from odd files. */

it.each([
  ['Get-RASBroker.json', 'broker'],
  ['get-raspa.CSV', 'broker'],
  ['Get-RASBroker-site1.json', 'broker'],
  ['Get-RASBrokerStatus.json', 'broker-status'],
  ['brokers.csv', 'broker'],
  ['broker-status.json', 'broker-status'],
  ['site status berlin.json', 'site-status'],
  ['rds-hosts-berlin.json', 'rds-host'],
  ['Get-GW.json', 'gateway'],
  ['Get-RASLicenseDetails.json', null],
  ['export.json', null],
])('the name %s', (file, kind) => {
  expect(kindOfFileName(file)).toBe(kind);
});

function read(file: string, bytes: Buffer | string) {
  return captureOfFiles([{ file, shown: file, bytes: Buffer.from(bytes) }]);
}

it('UTF-16 of either order without a mark', () => {
  const text = '{"Server":"CB1","Priority":0}';
  const little = Buffer.from(text, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    expect(read('-', bytes).brokers).toMatchObject([{ server: 'CB1', priority: 0 }]);
  }
});

it('the kind of objects without a telling name', () => {
  expect(read('a.json', '[{"Id":1,"Name":"S","LicensingSite":true}]').sites).toHaveLength(1);
  expect(read('b.json', '{"VDIAgent":"CB1","Name":"vc","Type":15}').providers).toHaveLength(1);
  expect(read('c.csv', 'GWMode,Server\nNormal,GW1\n').gateways).toHaveLength(1);
});

it('CSV with line ends in quotes, in LF and CRLF, and with another order of columns', () => {
  const { brokers } = read(
    'brokers.csv',
    '#TYPE X\n"Description";"Server"\r\n"one\r\ntwo; ""three""";CB1\r\n;CB2\n',
  );
  expect(brokers).toMatchObject([
    { server: 'CB1', description: 'one\r\ntwo; "three"' },
    { server: 'CB2', description: '' },
  ]);
});

it('a text that nests too deep, or an encoding that is none, is refused', () => {
  for (const bytes of [
    `${'['.repeat(9999)}${']'.repeat(9999)}`,
    Buffer.from([0x7b, 0xff, 0xfe, 0x22]),
  ]) {
    expect(() => read('brokers.json', bytes)).toThrow(FarmError);
  }
});

it('a bundle with one parameter, and one cmdlet that the module lacks', () => {
  const bundle = {
    format: 'ras-capture',
    parameters: { 'Set-RASBroker': 'Server', 'Remove-RASBroker': null },
    results: [],
  };
  expect(read('x', JSON.stringify(bundle)).parameters).toEqual({
    'Set-RASBroker': ['Server'],
    'Remove-RASBroker': null,
  });
});

/** A model with one gateway, which a capture of its list may remove. */
const model = toFarm({
  formatVersion: 1,
  name: 'Acme',
  rasVersion: 21,
  sites: [{ name: 'S', brokers: [{ server: 'CB1' }], gateways: [{ server: 'GW1' }] }],
});

it.each([
  ['what Format-List prints', '\nId     : 1\nServer : GW1\n\n'],
  ['what Format-Table prints', '\nId Server\n-- ------\n 1 GW1\n'],
  ['what Export-Clixml writes', '<Objs Version="1.1.0.1">\n  <Obj RefId="0" />\n</Objs>\n'],
  ['JSON within JSON', JSON.stringify('[{"Id":1,"Server":"GW1"}]')],
  ['a list of texts', '["GW1"]'],
  ['objects without a name', '[{"Id":1},{"Id":2}]'],
])('%s is no empty list: nothing is removed, and a warning says so', (_, text) => {
  const { farm, warnings, notCovered } = importCapture(read('Get-RASGateway', text), model);
  expect(farm).toEqual(model);
  expect(warnings).toMatchObject([{ kind: 'call-failed', error: 'unnamed' }]);
  expect(notCovered).toContainEqual({ site: 'S', what: 'gateways' });
});

it.each(['Get-RASGateway.json', 'Get-RASGateway.csv'])(
  'an empty %s may be what a cmdlet that failed left: nothing is removed',
  (name) => {
    const { farm, warnings } = importCapture(read(name, '\r\n'), model);
    expect(farm).toEqual(model);
    expect(warnings).toMatchObject([{ kind: 'call-failed', error: 'empty', source: name }]);
  },
);

it('an empty list is empty', () => {
  const { farm } = importCapture(read('Get-RASGateway.json', '[]'), model);
  expect(farm.sites[0]?.gateways).toEqual([]);
});
