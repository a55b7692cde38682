import type { FarmReport } from '../../domain/report/index.js';
import { describeGraph, type GraphDocument } from '../graph/graph-words.js';
import { describeMaintenance, type MaintenanceDocument } from '../maintenance-words.js';
import { describePorts, type PortsDocument } from '../note-words.js';
import type { PlanResult } from '../plan-result.js';

/** The result of `farm report`, as `--json` prints it: each part as its own command prints it. The findings are beside it. */
export interface ReportResult extends Omit<
  FarmReport,
  'findings' | 'summary' | 'graph' | 'maintenance' | 'ports' | 'plan'
> {
  /** The farm file as it is shown, and the earlier version; null with pseudonyms. */
  file: string | null;
  against: string | null;
  /** Of the farm file, in hexadecimal; null for a capture and with pseudonyms. */
  sha256: string | null;
  /** Whether the farm was read from a capture of a live farm. */
  captured: boolean;
  /** The version of farm. */
  farmVersion: string;
  /** Whether names, addresses and texts are replaced. */
  pseudonyms: boolean;
  graph: GraphDocument;
  maintenance: MaintenanceDocument;
  ports: PortsDocument;
  plan: PlanResult | null;
  /** The file that the report was written to; null if it was printed. */
  written: string | null;
}

/** What only the program knows of a report. */
export type ReportOrigin = Pick<
  ReportResult,
  'file' | 'against' | 'sha256' | 'captured' | 'farmVersion' | 'pseudonyms' | 'written'
>;

/** A report with its words. */
export function describeReport(report: FarmReport, origin: ReportOrigin): ReportResult {
  const {
    findings: _findings,
    summary: _summary,
    graph,
    maintenance,
    ports,
    plan,
    ...rest
  } = report;
  const from = origin.against ?? 'the earlier version';
  const to = origin.file ?? 'the farm';
  return {
    ...rest,
    ...origin,
    graph: describeGraph(graph, null),
    maintenance: describeMaintenance(maintenance),
    ports: describePorts(ports),
    plan: plan === null ? null : { from, to, ...plan, runbook: null },
  };
}
