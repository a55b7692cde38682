import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { captureRequest } from '../../src/domain/capture/index.js';
import { captureScript } from '../../src/render/powershell/capture-script.js';
import { psComment, psString } from '../../src/render/powershell/quote.js';
import { nodesOf, parseScript, problemsOf } from './grammar.js';
import { hostileText } from './hostile-text.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell, slow } from './run.js';

/** What farm prints is PowerShell, and none of it is newer than Windows PowerShell 5.1. */

const script = captureScript(captureRequest({ farmVersion: '0.1.0', pseudonyms: true }));

describe('the grammar', () => {
  it('reads the capture script without an error, and finds nothing newer than 5.1', () => {
    expect(problemsOf(script)).toEqual([]);
  });

  it.each([
    ['$a = $b ?? 1', 'syntax'],
    ['$a ??= 1', 'syntax'],
    ['$a?.Length', 'syntax'],
    ['$a = $b ? 1 : 2', 'syntax'],
    ['Write-Host 1 && Write-Host 2', '&& or ||'],
    ['class A { }', 'a class'],
    ['$a | ConvertTo-Json -AsArray', 'unexpected command ConvertTo-Json'],
    ['Get-Date -AsUTC', 'Get-Date has no -AsUTC'],
    ['1 | ForEach-Object -Parallel { 1 }', 'syntax'],
    ['Remove-Item (Join-Path 1 2 -AdditionalChildPath 3)', 'Join-Path has no -AdditionalChildPath'],
    ['Set-RASBroker -Server CB1', 'unexpected command Set-RASBroker'],
    ["Write-Host 'ä'", 'not printable ASCII'],
  ])('objects to %s', (text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem);
  });

  it('finds exactly one string, of nothing but literals, wherever a text stands', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const root = parseScript(`${psComment(text)}\n$x = ${psString(text)}\n`);
        expect(root.hasError).toBe(false);
        const found = [...nodesOf(root)];
        const types = new Set(found.map(({ type }) => type));
        for (const type of [
          'command',
          'sub_expression',
          'expandable_string_literal',
          'member_access',
        ])
          expect(types.has(type), type).toBe(false);
        expect(found.filter(({ type }) => type === 'variable').map((node) => node.text)).toEqual([
          '$x',
        ]);
        expect(root.children.map((node) => node?.type)).toEqual(['comment', 'statement_list']);
        const assignments = found.filter(({ type }) => type === 'assignment_expression');
        expect(assignments).toHaveLength(1);
      }),
    );
  });
});

describe.skipIf(pwsh === null)(
  `the parser of PowerShell itself${needsPwsh}`,
  { timeout: slow },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'farm-parser-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const judged = async (text: string): Promise<string[]> => {
      const [file, judge, answer] = ['script', 'judge', 'answer'].map((name) =>
        join(folder, `${name}.ps1`),
      );
      if (file === undefined || judge === undefined || answer === undefined)
        throw new Error('three');
      writeFileSync(file, text);
      writeFileSync(judge, newerThan51);
      const ran = await runPowerShell(
        `& ${quotedPath(judge)} ${quotedPath(file)} ${quotedPath(answer)}`,
        { state: '' },
      );
      expect(ran.err).toBe('');
      return JSON.parse(readFileSync(answer, 'utf8')) as string[];
    };

    it('finds no error in the capture script, and nothing newer than 5.1', async () => {
      expect(await judged(script)).toEqual([]);
    });

    it('objects to what is newer', async () => {
      const newer =
        '$a = $b ?? 1; $a = $b ? 1 : 2; Write-Host 1 && Write-Host 2; ${a}?.Length; $a ??= 2';
      expect(await judged(newer)).toEqual([
        'BinaryExpressionAst QuestionQuestion',
        'TernaryExpressionAst',
        'PipelineChainAst',
        'null-conditional MemberExpressionAst',
        'AssignmentStatementAst QuestionQuestionEquals',
      ]);
      expect((await judged('if ($a {')).length).toBeGreaterThan(0);
    });
  },
);

/** Lists what is wrong with a script, by PowerShell's own syntax tree. */
const newerThan51 = String.raw`
param([string]$Script, [string]$Answer)
$tokens = $null
$errors = $null
$tree = [System.Management.Automation.Language.Parser]::ParseFile($Script, [ref]$tokens, [ref]$errors)
$found = @($errors | ForEach-Object { $_.Message })
foreach ($node in $tree.FindAll({ $true }, $true)) {
    $type = $node.GetType().Name
    if ($type -in 'TernaryExpressionAst', 'PipelineChainAst', 'TypeDefinitionAst') { $found += $type }
    if ($type -eq 'BinaryExpressionAst' -and $node.Operator -eq 'QuestionQuestion') { $found += "$type $($node.Operator)" }
    if ($type -eq 'AssignmentStatementAst' -and $node.Operator -eq 'QuestionQuestionEquals') { $found += "$type $($node.Operator)" }
    if ($node.NullConditional) { $found += "null-conditional $type" }
    if ($type -eq 'PipelineAst' -and $node.Background) { $found += 'background' }
}
[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json -InputObject @($found)))
`;
