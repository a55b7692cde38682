import type { AssumptionId } from '../facts/index.js';
import { diffFarms } from '../diff/index.js';
import { loadRuleOf } from '../load/index.js';
import { type Farm, isBelow, mapAtPace, noPace, type Pace, sameName } from '../model/index.js';
import { follow, toleranceOrNone, weakestOf } from './follow.js';
import { merge, movesOfStep, type MovingStep, objectsIn, type Row } from './merge.js';
import { plannedBrokers, plannedSites } from './pairs.js';
import type { Plan, PlannedRename, PlanStep, SitePlan } from './plan-types.js';
import { isSameForRas } from './real-part.js';
import {
  type OrderedStep,
  type SiteSteps,
  stepsOfDeletedSite,
  stepsOfNewSite,
  stepsOfSite,
} from './site-steps.js';
import { upgradeSteps } from './upgrade.js';

/** How a plan is made. */
export interface PlanOptions {
  /** The tolerance without standbys that every site must keep; left out: the lower of both ends. */
  floor?: number | undefined;
  pace?: Pace | undefined;
}

/**
 * The steps from one farm to another in a safe order: after each one all invariants hold, and no site tolerates fewer failures than
 * at its worse end. Where no such order exists, the best one.
 * New sites come first, then those that are there already, in the order of the file; sites are deleted after that, and the
 * RAS version changes at the end.
 */
export function planFarms(from: Farm, to: Farm, { floor, pace = noPace }: PlanOptions = {}): Plan {
  const sites = siteStepsOf(from, to, { floor: floor ?? null, pace });
  const floors = new Map(
    sites.flatMap(({ site, old, now, floor }) =>
      old !== null && now !== null ? [[site, floor] as const] : [],
    ),
  );
  const changes = changeSteps(from, to, sites);
  const changed = follow(from, changes, floors);
  const { farm, steps } =
    from.rasVersion === to.rasVersion
      ? changed
      : follow(from, [...changes, ...versionSteps(changed.farm, to)], floors);
  if (!isSameForRas(farm, to)) throw new Error('the steps of the plan do not lead to the farm');
  const plans = sites.map((one) => sitePlan(one, steps));
  const verdict = verdictOf(plans, steps);
  return {
    verdict,
    floor: floor ?? null,
    steps,
    sites: plans,
    renames: sites.flatMap(renamesIn),
    modelOnly: diffFarms(farm, to, 'edit'),
    loadRule:
      from.rasVersion === to.rasVersion
        ? null
        : { before: loadRuleOf(from.rasVersion).says, after: loadRuleOf(to.rasVersion).says },
    assumptions: assumptionsOf(steps),
  };
}

function verdictOf(sites: readonly SitePlan[], steps: readonly PlanStep[]): Plan['verdict'] {
  if (steps.length === 0) return 'same';
  if (sites.some(({ holds }) => !holds)) return 'below-floor';
  const isLost = steps.some(
    ({ meanwhile }) =>
      meanwhile !== null && (!meanwhile.sessions || meanwhile.providersLost.length > 0),
  );
  return isLost ? 'interrupts' : 'safe';
}

function siteStepsOf(
  from: Farm,
  to: Farm,
  { floor, pace }: { floor: number | null; pace: Pace },
): SiteSteps[] {
  const wanted = objectsIn(to.sites);
  const isWanted = (key: string): boolean => wanted.has(key.toLowerCase());
  const pairs = plannedSites(from, to);
  const added = pairs.flatMap(([old, now]) =>
    old === undefined && now !== undefined ? [stepsOfNewSite(from, now)] : [],
  );
  const kept = mapAtPace(pairs, pace, ([old, now]) =>
    old === undefined || now === undefined ? [] : [stepsOfSite(old, now, floor)],
  ).flat();
  const deleted = pairs.flatMap(([old, now]) =>
    old !== undefined && now === undefined ? [stepsOfDeletedSite(old, isWanted)] : [],
  );
  return [...added, ...kept, ...deleted];
}

/** The steps of all sites, and those of the farm. */
function changeSteps(from: Farm, to: Farm, sites: readonly SiteSteps[]): OrderedStep[] {
  const rowOf = (one: SiteSteps): Row<OrderedStep & MovingStep> => ({
    steps: one.steps.map((step) => ({ ...step, ...movesOfStep(step.edit, one), waitsFor: [] })),
    needs: [],
  });
  const rows = sites.map((one) => ({ one, row: rowOf(one) }));
  const licensing = licensingRow(from, rows);
  const ordered = rows.map(({ one, row }) =>
    one.now === null && one.old?.licensing === true && licensing !== null
      ? { ...row, needs: [{ row: licensing, steps: 1 }] }
      : row,
  );
  const isDeleted = (at: number): boolean => rows[at]?.one.now === null;
  const merged = merge([
    ...ordered.filter((_, at) => !isDeleted(at)),
    ...(licensing === null ? [] : [licensing]),
    ...ordered.filter((_, at) => isDeleted(at)),
  ]);
  const rename: OrderedStep[] = sameName(from.name, to.name)
    ? []
    : [{ edit: { kind: 'rename-farm', name: to.name }, why: [] }];
  return [
    ...rename,
    ...merged.map(({ edit, why, waitsFor }) => ({ edit, why: [...why, ...comesBehind(waitsFor)] })),
  ];
}

/** The step that makes another site the Licensing Site, once that site has its name. */
function licensingRow(
  from: Farm,
  rows: readonly { one: SiteSteps; row: Row<OrderedStep & MovingStep> }[],
): Row<OrderedStep & MovingStep> | null {
  const found = rows.find(({ one }) => one.now?.licensing === true);
  if (found === undefined || found.one.old?.licensing === true) return null;
  const former = from.sites.find((site) => site.licensing);
  const stays = rows.some(({ one }) => one.old === former && one.now !== null);
  const { site } = found.one;
  const why: OrderedStep['why'] =
    stays || former === undefined ? [] : [{ kind: 'licensing-before-delete', site: former.name }];
  const first = found.one.steps[0]?.edit.kind;
  const isNamed = first === 'add-site' || first === 'rename-site';
  return {
    steps: [{ edit: { kind: 'licensing-site', site }, why, leaves: [], arrives: [], waitsFor: [] }],
    needs: isNamed ? [{ row: found.row, steps: 1 }] : [],
  };
}

/** Objects that left another site before. */
function comesBehind(waitsFor: readonly MovingStep[]): OrderedStep['why'] {
  return waitsFor.flatMap((one): OrderedStep['why'] => {
    const { edit } = one as MovingStep & OrderedStep;
    return 'site' in edit ? [{ kind: 'one-site-at-a-time', site: edit.site }] : [];
  });
}

/** A later version is an upgrade of every host. No source describes the way to an earlier one: it is one step. */
function versionSteps(farm: Farm, to: Farm): OrderedStep[] {
  const { rasVersion: version } = to;
  if (version === farm.rasVersion) return [];
  if (version < farm.rasVersion)
    return [{ edit: { kind: 'ras-version', version }, why: [{ kind: 'earlier-version' }] }];
  return upgradeSteps(farm, version);
}

function sitePlan(
  { site, old, now, floor, search }: SiteSteps,
  all: readonly PlanStep[],
): SitePlan {
  const steps = all.filter((step) => step.site !== null && sameName(step.site, site));
  const before = toleranceOrNone(old);
  const weakest = weakestOf(old === null ? null : before, steps);
  const isKept = old !== null && now !== null;
  return {
    site,
    formerly: old !== null && !sameName(old.name, site) ? old.name : null,
    change:
      old === null ? 'new' : now === null ? 'deleted' : steps.length > 0 ? 'changed' : 'unchanged',
    steps: steps.length,
    floor,
    before,
    after: toleranceOrNone(now),
    weakest: weakest ?? { step: null, tolerance: before },
    holds:
      !isKept ||
      steps.length === 0 ||
      (steps.every(({ belowFloor }) => !belowFloor) && !isBelow(before, floor)),
    search: { proved: search.proved, ...search.compared },
  };
}

function renamesIn({ site, old, now }: SiteSteps): PlannedRename[] {
  if (old === null || now === null) return [];
  const ofSite: PlannedRename[] = sameName(old.name, site)
    ? []
    : [{ site, kind: 'site', from: old.name, to: site }];
  return [
    ...ofSite,
    ...plannedBrokers(old, now).flatMap(({ old: was, now: is }): PlannedRename[] =>
      was === null || is === null || sameName(was.server, is.server)
        ? []
        : [{ site, kind: 'broker', from: was.server, to: is.server }],
    ),
  ];
}

function assumptionsOf(steps: readonly PlanStep[]): AssumptionId[] {
  if (steps.length === 0) return [];
  const promotes = steps.some(
    ({ edit }) => edit.kind === 'broker-action' && edit.action === 'promote',
  );
  return [
    ...(promotes ? ['A2' as const] : []),
    'A4',
    ...(steps.some(({ providersMove }) => providersMove.length > 0) ? ['A8' as const] : []),
    ...(steps.some(({ agentsReconnect }) => agentsReconnect > 0) ? ['A22' as const] : []),
  ];
}
