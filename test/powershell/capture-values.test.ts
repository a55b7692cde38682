import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { psString } from '../../src/render/powershell/quote.js';
import { addressesPart } from '../../src/render/powershell/capture/addresses.js';
import { pseudonymsPart } from '../../src/render/powershell/capture/pseudonyms.js';
import { valuesPart } from '../../src/render/powershell/capture/values.js';
import { hostileText } from './hostile-text.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell, slow } from './run.js';

/** The JSON of the capture script, and its pseudonyms, value by value. */

const folder = mkdtempSync(join(tmpdir(), 'farm-values-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs code with parts of the script before it; each value that it puts into $answers comes back as the script writes it. */
async function written(code: string, pseudonyms = false): Promise<string[]> {
  const file = join(folder, 'script.ps1');
  const answer = join(folder, 'answer');
  const text = [
    'Set-StrictMode -Version 2.0',
    "$ErrorActionPreference = 'Stop'",
    '$maximumDepth = 4',
    '$out = New-Object System.Text.StringBuilder',
    `[switch]$Pseudonyms = ${pseudonyms ? '$true' : '$false'}`,
    valuesPart,
    pseudonymsPart,
    addressesPart,
    code,
    '$lines = foreach ($one in $answers) { [void]$out.Clear(); Add-Value $one.Value 0 $one.Property; $out.ToString() }',
    `[System.IO.File]::WriteAllText(${quotedPath(answer)}, (@($lines) -join [string][char]10))`,
  ].join('\n');
  writeFileSync(file, text);
  const { err } = await runPowerShell(`& ${quotedPath(file)}`, { state: '' });
  expect(err).toBe('');
  return readFileSync(answer, 'utf8').split('\n');
}

/** `$answers` of these expressions, as values of a property. */
const answers = (expressions: readonly string[], property = 'Value') =>
  `$answers = @(${expressions.map((value) => `@{ Property = '${property}'; Value = (${value}) }`).join('; ')})`;

describe.skipIf(pwsh === null)(`the values of a capture${needsPwsh}`, { timeout: slow }, () => {
  it('are written by their types', async () => {
    const cases: [expression: string, json: string][] = [
      ['$null', 'null'],
      ['$true', 'true'],
      ['[int]-7', '-7'],
      ['[uint64]::MaxValue', '18446744073709551615'],
      ["[decimal]::Parse('1.10', $invariant)", '1.10'],
      ['[bigint]::Pow(2, 70)', '1180591620717411303424'],
      ['0.1', '0.1'],
      ['[single]0.1', '0.1'],
      ['1e20', '1E+20'],
      ['[double]::MaxValue', '1.7976931348623157E+308'],
      ['1/3', '0.33333333333333331'],
      ['-0.0', '0'],
      ['[double]::NaN', '{"cut":"System.Double"}'],
      ["[char]'x'", '"x"'],
      ['[timespan]::FromSeconds(90)', '"00:01:30"'],
      ["[version]'20.1'", '"20.1"'],
      ["[guid]'6d1f3b5c-0a52-4c2b-9b54-1f6f2f1f9a01'", '"6d1f3b5c-0a52-4c2b-9b54-1f6f2f1f9a01"'],
      ["[ipaddress]'10.0.0.1'", '"10.0.0.1"'],
      ["[datetime]::SpecifyKind('2026-01-02T03:04:05', 'Utc')", '"2026-01-02T03:04:05Z"'],
      ["[datetimeoffset]'2026-01-02T03:04:05.678+02:00'", '"2026-01-02T01:04:05.678Z"'],
      ['[System.DayOfWeek]::Friday', '{"enum":"Friday","number":5}'],
      ['[enum]::ToObject([System.DayOfWeek], 99)', '{"enum":"99","number":99}'],
      ['[switch]$true', 'true'],
      ['@()', '[]'],
      ["@('a', @(1, $null))", '["a",[1,null]]'],
      ['[pscustomobject]@{ None = @(); One = @(1) }', '{"None":[],"One":[1]}'],
      ['@{}', '{}'],
      ['@{ b = 1; A = @{ c = 2 } }', '{"A":{"c":2},"b":1}'],
      ["[pscustomobject]@{ b = 'x'; A = $null }", '{"A":null,"b":"x"}'],
      ['ConvertTo-SecureString x -AsPlainText -Force', '{"cut":"System.Security.SecureString"}'],
      ['[string]', '{"cut":"System.RuntimeType"}'],
      [
        "[pscustomobject]@{ AdminPassword = 'x'; LicenseKey = 'y'; Empty = '' }",
        '{"AdminPassword":{"cut":"secret"},"Empty":"","LicenseKey":{"cut":"secret"}}',
      ],
      [
        "New-Object PSObject | Add-Member -PassThru -MemberType ScriptProperty -Name Bad -Value { throw 'no' }",
        '{"Bad":{"cut":"System.Object"}}',
      ],
      [
        '& { $loop = @{}; $loop.x = $loop; , $loop }',
        '{"x":{"x":{"x":{"x":{"x":{"cut":"System.Collections.Hashtable"}}}}}}',
      ],
    ];
    const got = await written(answers(cases.map(([expression]) => expression)));
    expect(got).toEqual(cases.map(([, json]) => json));
  });

  it('of text come back untouched from JSON, in a file that UTF-8 can hold', async () => {
    const texts = fc.sample(hostileText, 300);
    const got = await written(answers(texts.map(psString)));
    expect(got.map((line) => JSON.parse(line) as unknown)).toEqual(texts);
  });

  it('of numbers mean the same number', async () => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 300);
    const got = await written(
      answers(numbers.map((number) => `[double]::Parse('${number}', $invariant)`)),
    );
    expect(got.map(Number)).toEqual(numbers.map((number) => number + 0));
  });
});

/** Parts of an address that decide its subnet: /24, or /64. */
const subnetOf = (address: string) =>
  address.includes(':') ? address.split('::')[0] : address.split('.').slice(0, 3).join('.');

const address4 = fc
  .tuple(
    fc.constantFrom('10.1.1', '10.1.2', '192.168.0', '198.18.1', '8.8.8', '198.18.2'),
    fc.integer({ min: 0, max: 255 }),
  )
  .map(([network, last]) => `${network}.${last}`);
const address6 = fc
  .tuple(
    fc.constantFrom('2a00:1:2:3', '2a00:1:2:4', 'fd00:0:0:1', '2001:db8:0:1'),
    fc.integer({ min: 1, max: 0xff_ff }),
  )
  .map(([network, last]) => `${network}::${last.toString(16)}`);

describe.skipIf(pwsh === null)(`pseudonyms${needsPwsh}`, { timeout: slow }, () => {
  /** What the script shows for texts of properties, once it has read them all. */
  const shown = async (texts: readonly (readonly [property: string, text: string])[]) => {
    const rows = texts
      .map(([property, text]) => `, @('${property}', ${psString(text)})`)
      .join('\n');
    return (
      await written(
        [
          `$texts = @(\n${rows.replace(/^, /u, '  , ')}\n)`,
          '$collecting = $true',
          'foreach ($pair in $texts) { $null = Get-Shown $pair[0] $pair[1] }',
          '$collecting = $false',
          '$shownOf.Clear()',
          '$answers = foreach ($pair in $texts) { @{ Property = $pair[0]; Value = $pair[1] } }',
        ].join('\n'),
        true,
      )
    ).map((line) => JSON.parse(line) as string);
  };

  it('of addresses keep their subnets, and tell apart what is different', async () => {
    const real = [...new Set([...fc.sample(address4, 300), ...fc.sample(address6, 200)])];
    const fake = await shown(real.map((text) => ['IP', text]));
    expect(new Set(fake).size).toBe(real.length);
    expect(fake.filter((text) => real.includes(text))).toEqual([]);
    const pairs = new Map<string | undefined, string | undefined>();
    for (const [at, text] of real.entries()) {
      const [from, to] = [subnetOf(text), subnetOf(fake[at] ?? '')];
      expect(pairs.get(from) ?? to).toBe(to);
      pairs.set(from, to);
      expect(/^(?:198\.1[89]|240)\.|^2001:db8:0:/u.test(fake[at] ?? ''), fake[at]).toBe(true);
      if (/\.(?:0|255)$/u.test(text)) expect(fake[at]?.split('.')[3]).toBe(text.split('.')[3]);
    }
    expect(new Set(pairs.values()).size).toBe(pairs.size);
  });

  it('are the same for the same name wherever it occurs', async () => {
    const texts: (readonly [string, string])[] = [
      ['Server', 'cb1.acme.local'],
      ['Server', 'CB1'],
      ['Server', 'Cb1.ACME.local'],
      ['Server', 'host-1'],
      ['Whatever', 'CB1'],
      ['ForwardTo', 'cb1;10.0.0.1:443, cb1.acme.local'],
      ['Description', 'CB1 is in room 4711'],
      ['Description', 'cb1 IS IN room 4711'],
      ['AdminCreate', 'ACME\\carla'],
      ['AdminLastMod', 'carla@acme.local'],
      ['AlternativeIPs', '10.0.0.1;10.0.0.2;2001:db8:ffff::1'],
      ['IP', '10.0.0.2'],
      ['Address', '10.0.0.0/24'],
      ['PreferredPA', 'Automatically'],
      ['AgentVer', '20.0.1'],
      ['ServerType', 'cb1'],
      ['IP', '127.0.0.1'],
      ['IP', '::ffff:10.0.0.2'],
      ['IP', 'fe80::1%12'],
      ['Description', ''],
    ];
    expect(await shown(texts)).toEqual([
      'host-2.domain-1.example',
      'host-2',
      'host-2.domain-1.example',
      'host-3',
      'host-2',
      'host-2;198.18.1.1:443, host-2.domain-1.example',
      'text-1',
      'text-1',
      'domain-2\\user-1',
      'user-1@domain-1.example',
      '198.18.1.1;198.18.1.2;2001:db8:0:1::1',
      '198.18.1.2',
      '198.18.1.0/24',
      'Automatically',
      '20.0.1',
      'host-2',
      '127.0.0.1',
      '::ffff:198.18.1.2',
      '2001:db8:0:2::1',
      '',
    ]);
  });

  it('hold nothing of any text, and tell apart what is different', async () => {
    const marked = fc.tuple(hostileText, hostileText).map(([a, b]) => `${a}Zq${b}`);
    const properties = [
      'Server',
      'Name',
      'Description',
      'IP',
      'AdminCreate',
      'Whatever',
      'PreferredPA',
    ];
    const texts = fc.sample(fc.tuple(fc.constantFrom(...properties), marked), 300);
    const fake = await shown(texts);
    expect(fake.filter((text) => /zq/iu.test(text))).toEqual([]);
    expect(fake.every((text) => /^[a-z0-9.@\\;,\s-]*$/u.test(text))).toBe(true);
  });
});
