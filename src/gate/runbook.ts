import { parse, join, resolve } from 'node:path';
import { command, FarmError } from '../domain/model/index.js';
import type { FarmVersion } from '../store/farm/version.js';
import { type Plan, planFarms } from '../domain/plan/index.js';
import { type KnownModule, runbookOf } from '../domain/runbook/index.js';
import type { PlanResult, PlanRunbook } from '../render/plan-result.js';
import { renderRunbookCmdlets } from '../render/runbook/cmdlets.js';
import { renderRunbookMarkdown } from '../render/runbook/markdown.js';
import type { PlannedRunbook } from '../render/runbook/plan-notes.js';
import type { RunbookOrigin } from '../render/runbook/origin.js';
import { renderRunbookScript } from '../render/runbook/script.js';
import { renderWritten } from '../render/runbook/written.js';
import { refuseExisting, writeScript } from '../store/fs/script-file.js';
import { shownPath } from '../store/fs/shown-path.js';
import { type Input, refuseOutputs } from './outputs.js';
import type { PlannedVersions } from './plan.js';

/** What `farm plan --runbook` does: makes the runbook and its rollback, and writes both. */

/** The options of `farm plan --runbook`. */
export interface RunbookRequest {
  format: PlanRunbook['format'];
  /** Left out: the runbook is printed. */
  output?: string | undefined;
  /** Whether files that exist are replaced. */
  force: boolean;
  /** A capture that shows what the module of the farm can do. */
  capture?: string | undefined;
  /** The day, ISO date. */
  printed: string;
  farmVersion: string;
}

/**
 * The answer with the runbook of a plan: its text, or, if it went to a file, where it is.
 * @throws FarmError as `readCaptures`; E_EXISTS, E_USAGE and E_CANNOT_WRITE for the files
 */
export async function answerRunbook(
  planned: PlannedVersions,
  request: RunbookRequest,
): Promise<{
  result: PlanResult;
  status: 0 | 1;
  warnings: string[];
  text: () => Promise<Renderer>;
}> {
  const { result } = planned;
  refusePseudonyms([planned.from, planned.to]);
  const [from, to] = [planned.from.farm, planned.to.farm];
  const module = await moduleOf(planned, request.capture);
  const stepsOf = ({ steps }: Plan) => steps.map(({ edit }) => edit);
  const runbook = runbookOf({ from, steps: stepsOf(result), module });
  const wayBack = planFarms(to, from);
  const rollback = runbookOf({ from: to, steps: stepsOf(wayBack), module });
  const there = { plan: result, runbook };
  const back = { plan: wayBack, runbook: rollback };
  const text = textsOf(result, { there, back }, request);
  const files = request.output === undefined ? null : await writeBoth(text, request, planned);
  const made: PlanRunbook = {
    format: request.format,
    file: files?.file ?? null,
    rollbackFile: files?.rollbackFile ?? null,
    steps: runbook.steps,
    rollback: rollback.steps,
    assumptions: [...new Set([...runbook.assumptions, ...rollback.assumptions])],
  };
  const render = files === null ? () => text.runbook : renderWritten;
  return {
    result: { ...result, runbook: made },
    status: planned.status,
    warnings: planned.warnings,
    text: async () => render,
  };
}

type Renderer = typeof renderWritten;

/** A script would look for objects that do not exist. @throws FarmError E_USAGE */
function refusePseudonyms(versions: readonly FarmVersion[]): void {
  const found = versions.find(({ captured }) => captured?.pseudonyms === true);
  if (found === undefined) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: `${found.name} is a capture with pseudonyms: no object of the farm has these names.`,
    nextStep: command`capture`,
  });
}

async function moduleOf(
  { from, to }: PlannedVersions,
  capture: string | undefined,
): Promise<KnownModule | null> {
  if (capture === undefined) return from.captured ?? to.captured;
  const { readCaptures } = await import('../store/capture/read-captures.js');
  return readCaptures([capture]);
}

interface Texts {
  runbook: string;
  /** Null where the runbook holds it. */
  rollback: string | null;
}

function textsOf(
  result: PlanResult,
  { there, back }: { there: PlannedRunbook; back: PlannedRunbook },
  { format, output, printed, farmVersion }: RunbookRequest,
): Texts {
  const { from, to } = result;
  const files = output === undefined ? null : { file: output, rollback: rollbackPath(output) };
  const nameOf = (path: string): string => parse(path).base;
  const origin: RunbookOrigin = { from, to, printed, farmVersion, other: null };
  if (format === 'markdown') {
    const text = renderRunbookMarkdown({ there, back }, origin);
    return { runbook: text, rollback: null };
  }
  if (format === 'cmdlets') {
    const text = renderRunbookCmdlets(there, origin);
    const undoes = files === null ? null : { ...origin, from: to, to: from };
    return { runbook: text, rollback: undoes && renderRunbookCmdlets(back, undoes) };
  }
  if (files === null) return { runbook: renderRunbookScript(there, origin), rollback: null };
  return {
    runbook: renderRunbookScript(there, {
      ...origin,
      other: { file: nameOf(files.rollback), is: 'rollback' },
    }),
    rollback: renderRunbookScript(back, {
      ...origin,
      from: to,
      to: from,
      other: { file: nameOf(files.file), is: 'undone' },
    }),
  };
}

/** Writes the rollback first: a runbook is never there without the way back. */
async function writeBoth(
  { runbook, rollback }: Texts,
  { output = '', force, capture }: RunbookRequest,
  planned: PlannedVersions,
): Promise<{ file: string; rollbackFile: string | null }> {
  const file = resolve(output);
  const beside = rollback === null ? null : rollbackPath(file);
  const paths = beside === null ? [file] : [file, beside];
  refuseOutputs(
    paths.map((path) => ({ flag: '--output', path })),
    inputsOf(planned, capture),
  );
  if (!force) for (const path of paths) refuseExisting(path);
  if (beside !== null && rollback !== null) await writeScript(beside, rollback, force);
  await writeScript(file, runbook, force);
  return { file: shownPath(file), rollbackFile: beside === null ? null : shownPath(beside) };
}

/** The files that the run read. */
function inputsOf({ from, to }: PlannedVersions, capture: string | undefined): Input[] {
  const versions = [from, to].flatMap(({ path, captured }) =>
    path === null ? [] : [{ what: captured === null ? 'the farm' : 'the capture', path }],
  );
  return capture === undefined
    ? versions
    : [...versions, { what: 'the capture', path: resolve(capture) }];
}

/** `change.ps1` has its rollback in `change-rollback.ps1`. */
function rollbackPath(path: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-rollback${ext}`);
}
