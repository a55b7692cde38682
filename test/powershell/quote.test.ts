import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { psComment, psString, psStrings } from '../../src/render/powershell/quote.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell, slow } from './run.js';
import { hostileText } from './hostile-text.js';

/** A name may hold anything, and nothing of it may become PowerShell. */

const folder = mkdtempSync(join(tmpdir(), 'farm-quote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a text in a script', () => {
  it.each([
    ['', "''"],
    ['CB1', "'CB1'"],
    ["O'Brien's $(x) `n", "'O''Brien''s $(x) `n'"],
    ['a’b', "(-join ('a', [char]0x2019, 'b'))"],
    ['\n', "(-join ('', [char]0xa))"],
    ['😀', '(-join ([char]0xd83d, [char]0xde00))'],
    ['##[error]', "(-join ([char]0x23, '#[error]'))"],
    ['a ::error x', "(-join ('a ', [char]0x3a, ':error x'))"],
  ])('%j is %s', (text, expression) => {
    expect(psString(text)).toBe(expression);
  });

  it('is printable ASCII, and so is a comment, which stays on its line', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(psString(text)).toMatch(/^[ -~]+$/u);
        expect(psComment(text)).toMatch(/^# [ -"$-~]*$/u);
      }),
    );
  });
});

describe.skipIf(pwsh === null)(`in a real PowerShell${needsPwsh}`, { timeout: slow }, () => {
  const evaluated = async (script: string) => {
    const file = join(folder, 'script.ps1');
    const output = join(folder, 'output');
    // As hexadecimal digits, because a lone half of a surrogate pair can't be written as UTF-8.
    const codes = "-join ($text.ToCharArray() | ForEach-Object { '{0:x4}' -f [int]$_ })";
    const lines = `$lines = foreach ($text in $texts) { if ($text -isnot [string]) { 'not a string' } else { ${codes} } }`;
    writeFileSync(
      file,
      `${script}\n${lines}\n[System.IO.File]::WriteAllText(${quotedPath(output)}, ($lines -join "\`n"))`,
    );
    const { status, err } = await runPowerShell(`& ${quotedPath(file)}`, { state: '' });
    expect(err).toBe('');
    expect(status).toBe(0);
    return readFileSync(output, 'utf8').split('\n');
  };
  const codesOf = (text: string) =>
    Array.from({ length: text.length }, (_, at) =>
      text.charCodeAt(at).toString(16).padStart(4, '0'),
    ).join('');

  it('every text is exactly itself, and no comment does anything', async () => {
    const texts = fc.sample(hostileText, 500);
    const script = [
      ...texts.map(psComment),
      `$texts = ${psStrings(texts)}`,
      ...texts.map(psComment),
    ].join('\n');
    expect(await evaluated(script)).toEqual(texts.map(codesOf));
  });

  it('every character of the scripts of Europe, of punctuation, and of no meaning of its own is itself', async () => {
    const blocks = [0x00_00, 0x04_00, 0x1c_00, 0x20_00, 0x24_00, 0xd8_00, 0xdc_00, 0xfc_00];
    const texts = blocks.map((first) =>
      Array.from({ length: 0x4_00 }, (_, at) => String.fromCharCode(first + at)).join(''),
    );
    expect(await evaluated(`$texts = ${psStrings(texts)}`)).toEqual(texts.map(codesOf));
  });
});
