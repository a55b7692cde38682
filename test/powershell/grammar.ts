import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Node, Language, Parser } from '@vscode/tree-sitter-wasm';

/**
 * A grammar of PowerShell for the scripts that farm prints: it needs no PowerShell, and it knows no operator that is newer
 * than Windows PowerShell 5.1, but for && and ||.
 */

const parser = await loadParser();

async function loadParser(): Promise<Parser> {
  const folder = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
  await Parser.init({ locateFile: (name: string) => join(folder, name) });
  const language = await Language.load(readFileSync(join(folder, 'tree-sitter-powershell.wasm')));
  const loaded = new Parser();
  loaded.setLanguage(language);
  return loaded;
}

/** The syntax tree of a script. */
export function parseScript(script: string): Node {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('the grammar gave no tree');
  return tree.rootNode;
}

/** All nodes of a tree, from the top down. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (child !== null) yield* nodesOf(child);
}

/**
 * What is wrong with a script: syntax errors, what is newer than Windows PowerShell 5.1, characters that 5.1 would read in
 * the code page of the machine, and commands that no script of farm has a reason to run.
 */
export function problemsOf(script: string): string[] {
  const problems: string[] = [];
  if (/[^\n -~]/u.test(script)) problems.push('not printable ASCII');
  const root = parseScript(script);
  for (const node of nodesOf(root)) {
    const at = `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`;
    if (node.isError || node.isMissing) problems.push(`syntax: ${at}`);
    if (node.type === 'pipeline_chain_tail') problems.push(`&& or ||: ${at}`);
    if (node.type === 'class_statement') problems.push(`a class: ${at}`);
    if (node.type === 'command') problems.push(...problemsOfCommand(node, root, at));
  }
  return problems;
}

function problemsOfCommand(command: Node, root: Node, at: string): string[] {
  const name = command.childForFieldName('command_name')?.text ?? '';
  // What is called through a variable is a cmdlet of the RAS module; what the script defines, it knows.
  if (name === '' || name.startsWith('$') || definedIn(root).has(name.toLowerCase())) return [];
  const known = parametersIn51[name];
  if (known === undefined) return [`unexpected command ${name}: ${at}`];
  return [...nodesOf(command)]
    .filter(({ type, parent }) => type === 'command_parameter' && ownerOf(parent) === command.id)
    .map(({ text }) => text.replace(/^-|:$/gu, ''))
    .filter((parameter) => !known.includes(parameter))
    .map((parameter) => `${name} has no -${parameter} in 5.1: ${at}`);
}

/** The id of the command that a node is an element of: a command may hold others in parentheses. */
function ownerOf(node: Node | null): number | undefined {
  if (node === null || node.type === 'command') return node?.id;
  return ownerOf(node.parent);
}

const definitions = new WeakMap<Node, ReadonlySet<string>>();

function definedIn(root: Node): ReadonlySet<string> {
  const known = definitions.get(root);
  if (known !== undefined) return known;
  const found = new Set(
    [...nodesOf(root)]
      .filter(({ type }) => type === 'function_name')
      .map(({ text }) => text.toLowerCase()),
  );
  definitions.set(root, found);
  return found;
}

/** The commands that scripts of farm use, with the parameters that they need of Windows PowerShell 5.1, where all exist. */
const parametersIn51: Readonly<Record<string, readonly string[]>> = {
  'ConvertFrom-Json': [],
  'ConvertTo-SecureString': ['AsPlainText', 'Force', 'String'],
  'ForEach-Object': [],
  'Get-Command': ['ErrorAction', 'Name', 'Module'],
  'Get-Credential': ['Message', 'UserName'],
  'Get-Date': ['Format'],
  'Get-Module': ['ListAvailable', 'Name'],
  'Import-Module': ['DisableNameChecking', 'ErrorAction', 'Name', 'PassThru'],
  'Join-Path': ['ChildPath', 'Path'],
  'New-Object': ['ArgumentList', 'Property', 'TypeName'],
  'Out-Null': [],
  'Read-Host': ['AsSecureString', 'Prompt'],
  'Register-ArgumentCompleter': ['CommandName', 'Native', 'ScriptBlock'],
  'Remove-Item': ['Force', 'LiteralPath'],
  'Remove-Variable': ['ErrorAction', 'Name'],
  'Select-Object': ['First', 'Last', 'Property', 'Skip', 'Unique', 'ExpandProperty'],
  'Set-StrictMode': ['Version'],
  'Sort-Object': ['Descending', 'Property', 'Unique'],
  'Split-Path': ['Leaf', 'Parent', 'Path'],
  'Start-Sleep': ['Milliseconds', 'Seconds'],
  'Start-Transcript': ['Append', 'Force', 'LiteralPath', 'NoClobber', 'Path'],
  'Stop-Transcript': [],
  'Test-Path': ['LiteralPath', 'Path', 'PathType'],
  'Where-Object': [],
  'Write-Error': ['Message'],
  'Write-Host': ['ForegroundColor', 'NoNewline', 'Object'],
  'Write-Output': [],
  'Write-Progress': ['Activity', 'Completed', 'PercentComplete', 'Status'],
  'Write-Verbose': [],
  'Write-Warning': [],
};
