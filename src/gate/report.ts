import { basename, isAbsolute, resolve } from 'node:path';
import {
  commandMapper,
  type Farm,
  type Pace,
  findSite,
  forFarmFile,
  type Printed,
} from '../domain/model/index.js';
import type { Finding, FindingSummary } from '../domain/readiness/index.js';
import { pseudonymsOf, reportOf } from '../domain/report/index.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import type { ReportFormat } from '../render/report/formats.js';
import { describeReport, type ReportResult } from '../render/report/report-result.js';
import { escapeAll } from '../render/text.js';
import { readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { type FarmVersion, versionOf } from '../store/farm/version.js';
import { writeReport } from '../store/fs/report-file.js';
import { shownPath } from '../store/fs/shown-path.js';
import { type Input, refuseOutputs } from './outputs.js';
import { captureWarnings, readTwo } from './two-versions.js';

/** What `farm report` does: reads the farm and an earlier version, makes the report, and writes it. */

/** The options of `farm report`. */
export interface ReportRequest {
  /** Left out: every site. */
  site?: string | undefined;
  /** The earlier version as typed. */
  against?: string | undefined;
  pseudonyms: boolean;
  format: ReportFormat;
  /** Left out or `-`: the report is printed. */
  output?: string | undefined;
  /** The day, ISO date. */
  today: string;
  farmVersion: string;
  pace: Pace;
  /** The folder of the package. */
  root: string;
}

/** A report with its text. */
export interface MadeReport {
  result: Printed<ReportResult>;
  findings: Printed<Finding>[];
  summary: FindingSummary;
  /** The document; loaded only where it is printed or written. */
  print: () => Promise<string>;
  warnings: string[];
}

/**
 * Makes the report of the farm file, and writes it with `output`.
 * @throws FarmError as `readVersion`; E_USAGE and E_CANNOT_WRITE for the file; Refusal E_NOT_FOUND
 */
export async function makeReport(
  request: ReportRequest,
  source: FarmSource,
  context: CommandContext,
): Promise<MadeReport> {
  const { site, against, pseudonyms, output, today, farmVersion } = request;
  const loaded = await readFarm(source);
  const [old, current] = await versionsOf(against, source, versionOf(loaded));
  const path = output === undefined || output === '-' ? null : resolve(output);
  if (path !== null) refuseOutputs([{ flag: '--output', path }], inputsOf([old, current]));
  const own = await ownFindingsOf({ ...loaded, farm: current.farm }, today);
  const farms = [current.farm, ...(old === null ? [] : [old.farm])];
  const shown = pseudonyms ? replaced(farms, own, site) : { farms, own, site };
  const [farm = current.farm, oldFarm] = shown.farms;
  const question = { today, site: shown.site, own: shown.own, old: oldFarm };
  const report = reportOf(farm, question, request.pace);
  // The commands of the plan change the farm at its start, which has no file if it is of git or of the history.
  const oldFile = (pseudonyms ? null : old?.file) ?? '-';
  const ofOld = commandMapper((command) => forFarmFile(command, oldFile));
  const plan = report.plan === null ? null : ofOld(report.plan);
  const { findings, summary, ...described } = {
    findings: report.findings,
    summary: report.summary,
    ...describeReport(
      { ...report, plan },
      {
        file: pseudonyms ? null : nameIn(current),
        against: pseudonyms || old === null ? null : nameIn(old),
        sha256: pseudonyms || current.captured !== null ? null : await sha256Of(loaded.text),
        captured: current.captured !== null,
        farmVersion,
        pseudonyms,
        written: path === null ? null : shownPath(path),
      },
    ),
  };
  // No command changes a capture; with pseudonyms none names the file.
  const file = pseudonyms ? null : current.captured === null ? context.file : '-';
  const print = <T>(value: T): Printed<T> => printCommands(value, { ...context, file });
  const result: Printed<ReportResult> = print(described);
  const printed: Printed<Finding>[] = print(findings);
  const found = { findings: escapeAll(printed), summary };
  const printDocument = async (): Promise<string> => {
    const { renderReport } = await import('../render/report/report.js');
    if (request.format !== 'html') return renderReport(escapeAll(result), found, request.format);
    const { livePage } = await import('./live-page.js');
    const live = livePage(farm, {
      site: result.site,
      context: { ...context, file },
      root: request.root,
    });
    return renderReport(escapeAll(result), found, request.format, live);
  };
  if (path !== null) await writeReport(path, await printDocument(), '--output FILE');
  const versions = [current, ...(old === null ? [] : [old])];
  const warnings = pseudonyms ? [] : await captureWarnings(versions);
  return { result, findings: printed, summary, print: printDocument, warnings };
}

async function versionsOf(
  against: string | undefined,
  source: FarmSource,
  current: FarmVersion,
): Promise<[old: FarmVersion | null, current: FarmVersion]> {
  return against === undefined ? [null, current] : readTwo([against, undefined], () => source);
}

/** The same with pseudonyms; a site that is not there is refused by the name that was typed. */
function replaced(
  farms: readonly Farm[],
  own: readonly Finding[],
  site: string | undefined,
): { farms: Farm[]; own: Finding[]; site: string | undefined } {
  const pseudonyms = pseudonymsOf(farms);
  const [farm] = farms;
  const named = site === undefined || farm === undefined ? undefined : findSite(farm, site);
  const at = farm?.sites.findIndex((one) => one === named) ?? -1;
  return {
    farms: pseudonyms.farms,
    own: own.map((finding) => pseudonyms.ownFinding(finding)),
    site: named === undefined ? undefined : pseudonyms.farms[0]?.sites[at]?.name,
  };
}

function inputsOf(versions: readonly (FarmVersion | null)[]): Input[] {
  return versions.flatMap((version) =>
    version === null || version.path === null
      ? []
      : [{ what: version.captured === null ? 'the farm' : 'the capture', path: version.path }],
  );
}

/** The name of a version in a document: its folder on this machine means nothing to a reader. */
function nameIn({ name }: FarmVersion): string {
  return isAbsolute(name) ? basename(name) : name;
}

async function sha256Of(text: string): Promise<string> {
  const digest = await import('../store/fs/sha256.js');
  return digest.sha256Of(text);
}

/** The findings of the rules that the policy defines. */
async function ownFindingsOf(
  loaded: Awaited<ReturnType<typeof readFarm>>,
  today: string,
): Promise<Finding[]> {
  if (loaded.ownRules.length === 0) return [];
  const { ownFindings } = await import('./own-findings.js');
  return ownFindings(loaded, { today, site: null, rules: { only: [], skip: [] } });
}
