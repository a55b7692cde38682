import type { CaptureRequest, RequestedCmdlet } from '../../../domain/capture/index.js';
import { psComment, psString, psStrings } from '../quote.js';

/** The beginning of the script: its help, its parameters, and the table of the cmdlets. */
export function parametersOf(request: CaptureRequest): string {
  const preset = request.pseudonyms ? ' = $true' : '';
  const rows = request.cmdlets.map((cmdlet) => `    ${rowOf(cmdlet)}`).join('\n');
  const depth = String(request.depth);
  return String.raw`<#
.SYNOPSIS
    Reads a Parallels RAS farm and writes what it reads to one file, for "farm import".
.DESCRIPTION
    Runs in Windows PowerShell 5.1 and in PowerShell 7, where the RAS PowerShell module is installed. It changes nothing: it
    only runs cmdlets that read, and asks of the others which parameters they have. Passwords and keys are left out.
    Exit code: 0 if everything was read, 2 if the file lacks something, 1 if no file was written.
.PARAMETER Server
    The Connection Broker to connect to; empty for this computer. The script asks for it if it is not given.
.PARAMETER Credential
    A RAS administrator. The script asks for it if it is not given.
.PARAMETER Path
    The file to write (default: DATE.ras-capture.json in this folder).
.PARAMETER Pseudonyms
    Replace names, addresses, descriptions, accounts and other texts before the file is written. Each text always gets the
    same pseudonym, and addresses of one subnet stay in one subnet. Ids, states and numbers are kept.
.PARAMETER PseudonymTable
    With -Pseudonyms: also write which pseudonym stands for what to this CSV file. Keep it to yourself.
.PARAMETER Force
    Replace the files if they exist.
.PARAMETER ModulePath
    The RAS module, if PowerShell does not find it by itself.
#>
${psComment(`Printed by farm ${request.farmVersion}.`)}
[CmdletBinding()]
param(
    [string]$Server,
    [System.Management.Automation.PSCredential][System.Management.Automation.Credential()]$Credential,
    [string]$Path,
    [switch]$Pseudonyms${preset},
    [string]$PseudonymTable,
    [switch]$Force,
    [string]$ModulePath
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$formatVersion = ${String(request.formatVersion)}
$farmVersion = ${psString(request.farmVersion)}
$maximumDepth = ${depth}

# Names: of the cmdlet in the module of RAS 19 and newer, of RAS 18, and of RAS 17; empty where none is known.
# Guessed: in these modules the name is a guess, so nothing is wrong if the module lacks it.
# Runs: whether this script runs it. Of the others it only asks for the names of their parameters.
$cmdlets = @(
${rows}
)
`;
}

function rowOf({ names, guessed, runs, statusOf }: RequestedCmdlet): string {
  const named = psStrings([names['19'], names['18'], names['17']].map((name) => name ?? ''));
  const fields = [
    `Names = ${named}`,
    `Guessed = ${psStrings(guessed)}`,
    `Runs = ${runs ? '$true' : '$false'}`,
    `StatusOf = ${psString(statusOf ?? '')}`,
    `Kind = ${psString(kindOf(names['19'] ?? ''))}`,
  ];
  return `@{ ${fields.join('; ')} }`;
}

/** What a Name is that the cmdlet reports: the first part of its pseudonym. */
function kindOf(name: string): string {
  if (name.includes('Site')) return 'site';
  if (name.includes('Provider')) return 'provider';
  return name.includes('Farm') ? 'farm' : 'host';
}
