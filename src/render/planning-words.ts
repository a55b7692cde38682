import { statements } from '../domain/facts/index.js';
import type {
  PlannedSite,
  PlanningResult,
  Remark,
  RemarkStatement,
} from '../domain/prove/index.js';

/** The words of the planning table: what `farm prove --table --json` prints beside the facts, and the text prints alone. */

/** The planning table with the words of its remarks. */
export interface PlanningDocument extends Omit<PlanningResult, 'sites'> {
  sites: PlannedSiteDocument[];
}

/** A size with the words of its remarks. */
export interface PlannedSiteDocument extends Omit<PlannedSite, 'remarks'> {
  remarks: RemarkDocument[];
}

/** A remark in two or three words, and what the vendor says. */
export type RemarkDocument = Remark & { text: string; says: string };

/** The table as `--json` prints it. */
export function describePlanning(result: PlanningResult): PlanningDocument {
  const sites = result.sites.map((site) => ({
    ...site,
    remarks: site.remarks.map(describeRemark),
  }));
  return { ...result, sites };
}

const texts: Readonly<Record<RemarkStatement, string>> = {
  R1: 'no N+1',
  R2: 'no HA for VDI',
  R4: 'even',
  R8: 'recommended',
  R9: 'may be slow',
  R22: 'standby too early',
};

function describeRemark({ statement, good }: Remark): RemarkDocument {
  return { text: texts[statement], good, says: statements[statement].says, statement };
}
