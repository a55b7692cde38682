import type { AssumptionId } from '../facts/index.js';
import { type Farm, sameName, type Site } from '../model/index.js';
import { expectSite, hostsOf, type Look } from './expected-site.js';
import { proofOf, type Proofs } from './proof.js';
import type { CmdletCall, ConsoleAction, RunbookAction, RunbookPart } from './runbook-types.js';

/** A step of a site, with the farm before and after it. */
export interface StepAt<S> {
  step: S;
  before: Farm;
  after: Farm;
  site: Site;
  proofs: Proofs;
}

/** What one part does, and what is compared before and after it. */
export interface PartDraft {
  look?: Look;
  /** What is compared before, where it differs. */
  lookBefore?: Look;
  calls?: readonly CmdletCall[];
  /** The calls work on the site of the session. */
  onlyInSite?: string;
  console: ConsoleAction;
  check?: RunbookPart['check'];
  assumptions?: readonly AssumptionId[];
  /** The site's name afterwards, where it changes. */
  siteAfter?: string;
  /** Whether the farm before the part is already the farm after the step: the part completes one before it. */
  completes?: boolean;
}

/** One part: cmdlets if they are proven, the console otherwise. */
export function part(at: StepAt<{ site: string }>, draft: PartDraft): RunbookPart {
  const { look = {}, lookBefore = look, completes = false, siteAfter = at.step.site } = draft;
  const action = actionOf(at, draft);
  return {
    before: expectSite(completes ? at.after : at.before, at.step.site, lookBefore),
    action,
    after: expectSite(at.after, siteAfter, look),
    apply: true,
    check: draft.check ?? 'read-back',
    assumptions: [...(draft.assumptions ?? []), ...assumptionsOf(at, action)],
  };
}

function actionOf(at: StepAt<{ site: string }>, draft: PartDraft): RunbookAction {
  const { calls = [], console } = draft;
  const confirmedBy = calls.length === 0 ? null : proofOf(at.proofs, calls);
  if (confirmedBy === null || calls.some((call) => isAmbiguous(at, call))) {
    return { kind: 'console', ...console };
  }
  const { onlyInSite = null } = draft;
  return { kind: 'cmdlet', calls: [...calls], confirmedBy, onlyInSite, console };
}

/** Whether another site has an object of that name too: a call that names no site could change the wrong one. */
function isAmbiguous(
  { before, step }: StepAt<{ site: string }>,
  { cmdlet, arguments: given }: CmdletCall,
): boolean {
  const { Server: server } = given;
  if (typeof server !== 'string' || 'SiteId' in given) return false;
  const namesIn = (site: Site): string[] => {
    if (cmdlet.endsWith('Gateway')) return site.gateways.map((one) => one.server);
    if (cmdlet.endsWith('RDSHost')) return hostsOf(site).map(({ name }) => name);
    return site.brokers.map((one) => one.server);
  };
  return before.sites.some(
    (site) =>
      !sameName(site.name, step.site) && namesIn(site).some((name) => sameName(name, server)),
  );
}

/** What a call depends on: its site, and what a parameter does that only its name says. */
function assumptionsOf(
  { before }: StepAt<{ site: string }>,
  action: RunbookAction,
): AssumptionId[] {
  if (action.kind !== 'cmdlet') return [];
  const severalSites = before.sites.length > 1;
  const namesSite = action.calls.every((call) => 'SiteId' in call.arguments);
  return [
    ...(severalSites && action.onlyInSite !== null ? (['A26'] as const) : []),
    ...(severalSites && action.onlyInSite === null && !namesSite ? (['A27'] as const) : []),
    ...(action.confirmedBy === 'module' ? (['A28'] as const) : []),
  ];
}
