import { counted } from '../../domain/model/index.js';
import { type AssumptionId, assumptions, cmdlets } from '../../domain/facts/index.js';
import type { RunbookAction, RunbookPart, RunbookStep } from '../../domain/runbook/index.js';
import type { PlanStep } from '../../domain/plan/index.js';
import { type PlannedRunbook, stepNotes, summaryLines } from './plan-notes.js';
import { psComment, psString, psStrings } from '../powershell/quote.js';
import { escapeText } from '../text.js';
import { isByHand, sayConsole, sayPart } from './console-words.js';
import { type RunbookOrigin, sayOrigin } from './origin.js';
import { psBoolean, psCall, psExpected, Variables } from './script-literals.js';
import { readingFunctions } from './script-reading.js';
import { runSteps } from './script-run.js';
import { sessionFunctions } from './script-session.js';
import { stepFunctions } from './script-steps.js';
import { stepTitle } from './step-title.js';

/** The runbook as a script for Windows PowerShell 5.1 and PowerShell 7, in ASCII. */
export function renderRunbookScript(
  { plan, runbook }: PlannedRunbook,
  origin: RunbookOrigin,
): string {
  const looks = new Variables();
  const steps = runbook.steps.map((step, at) => printStep(step, looks, plan.steps[at])).join('\n');
  return `${[
    ...head({ plan, runbook }, origin),
    parameters,
    '',
    "$ErrorActionPreference = 'Stop'",
    'Set-StrictMode -Version 1',
    '',
    ...olderNames(),
    `$plannedVersion = ${runbook.rasVersion}`,
    '',
    '# ---- What the farm looks like between the steps --------------------------------',
    '',
    ...looks.print(),
    '# ---- The steps ----------------------------------------------------------------',
    '',
    '$steps = @(',
    steps,
    ')',
  ].join('\n')}\n${sessionFunctions}${readingFunctions}${stepFunctions}${runSteps}`;
}

const parameters = `param(
    # The Connection Broker to connect to: the primary of the Licensing Site.
    [string]$Server = '',
    # The step to begin with, to resume.
    [int]$Step = 1,
    # Shows all steps, changes nothing, and needs no session.
    [switch]$WhatIf,
    # Asked for if left out. It is never written anywhere.
    [System.Management.Automation.PSCredential]$Credential = $null,
    # E-mail address of the Parallels My Account, for a promotion; its password is asked for.
    [string]$Email = '',
    # How often the farm is looked at after a change, and how long to wait in between.
    [int]$Tries = 10,
    [int]$WaitSeconds = 15,
    # The transcript (default: beside this script).
    [string]$Transcript = ''
)`;

function head({ plan, runbook }: PlannedRunbook, origin: RunbookOrigin): string[] {
  const { from, to, other } = origin;
  const count = runbook.steps.length;
  const lines = [
    sayOrigin(origin),
    `It brings the Parallels RAS farm "${runbook.from}" from ${from} to ${to}, in ${counted(count, 'step')}.`,
    ...summaryLines(plan),
    '',
    'Each step looks at the farm first, and stops if the farm is not as the plan expects it;',
    'then it acts, applies the change, and reads the farm back before the next step begins.',
    'A step that no proven cmdlet can do tells you what to do in the RAS Console, and waits.',
    '',
    'Read it, then try it: .\\SCRIPT.ps1 -WhatIf',
    'Run it:               .\\SCRIPT.ps1 -Server NAME',
    'Resume it:            .\\SCRIPT.ps1 -Server NAME -Step N',
    'It needs the module RASAdmin in the version of the Connection Broker.',
    ...(other === null
      ? [
          'The way back: farm plan with FROM and TO exchanged; with -o FILE it is written beside this.',
        ]
      : [other.is === 'rollback' ? `The way back: ${other.file}` : `It undoes: ${other.file}`]),
  ];
  return [...lines.map((line) => psComment(escapeText(line)).trimEnd()), ''];
}

/** The names that the cmdlets have in the modules of RAS 18 and 17, where they differ. */
function olderNames(): string[] {
  const rows = cmdlets.flatMap(({ name, olderNames: older }) => {
    const names = [older['18'], older['17']].filter(
      (one) => one !== undefined && one !== name,
    ) as string[];
    const different = [...new Set(names)];
    return different.length === 0 ? [] : [`    ${psString(name)} = ${psStrings(different)}`];
  });
  return ['# Names in the modules of RAS 18 and 17.', '$olderNames = @{', ...rows, '}', ''];
}

function printStep(step: RunbookStep, looks: Variables, planned: PlanStep | undefined): string {
  const title = stepTitle(step.edit);
  const notes = planned === undefined ? [] : stepNotes(planned);
  return [
    `    ${psComment(escapeText(`Step ${step.number}: ${title}`))}`,
    ...step.assumptions.map((id) => `    ${sayAssumption(id)}`),
    '    @{',
    `        Number = ${step.number}`,
    `        Title = ${psString(escapeText(title))}`,
    ...(notes.length === 0
      ? []
      : [`        Notes = ${psStrings(notes.map((note) => escapeText(note)))}`]),
    '        Parts = @(',
    ...step.parts.map((part) => printPart(part, looks)),
    '        )',
    '    }',
  ].join('\n');
}

function sayAssumption(id: AssumptionId): string {
  return psComment(`Assumes ${id}: ${assumptions[id]}`);
}

function printPart(part: RunbookPart, looks: Variables): string {
  const lines = [
    `Before = ${looks.of('look', psExpected(part.before, looks))}`,
    ...printAction(part.action),
    `After = ${looks.of('look', psExpected(part.after, looks))}`,
    `What = ${psString(escapeText(sayPart(part.action)))}`,
    `Apply = ${psBoolean(part.apply)}`,
    `Ask = ${psBoolean(part.check === 'administrator')}`,
  ];
  return [
    '            @{',
    ...lines.map((line) => `                ${line}`),
    '            }',
  ].join('\n');
}

function printAction(action: RunbookAction): string[] {
  switch (action.kind) {
    case 'model-only':
      return ['ModelOnly = $true'];
    case 'console':
      return [
        ...(isByHand(action.step) ? ['ByHand = $true'] : []),
        ...consoleLines(sayConsole(action)),
      ];
    case 'promote':
      return [
        `Promote = ${psString(action.broker)}`,
        '# Whether the session stays on the new primary.',
        `Stay = ${psBoolean(action.stay)}`,
        ...consoleLines(sayConsole(action.console)),
      ];
    case 'cmdlet':
      return [
        ...(action.confirmedBy === 'module'
          ? ['# The module of this farm has these parameters, as its capture shows.']
          : []),
        'Calls = @(',
        ...action.calls.map((call) => `    ${psCall(call)}`),
        ')',
        ...(action.onlyInSite === null ? [] : [`OnlyInSite = ${psString(action.onlyInSite)}`]),
        ...consoleLines(sayConsole(action.console)),
      ];
  }
}

function consoleLines(lines: readonly string[]): string[] {
  return ['Console = @(', ...lines.map((line) => `    ${psString(escapeText(line))}`), ')'];
}
