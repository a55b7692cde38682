import { applyStep, commandsOf, type EditStep } from '../edits/index.js';
import {
  type Farm,
  isBelow,
  sameName,
  type Site,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { followSite, type FollowedSite, followStep, stateOfSite } from './follow-site.js';
import type { PlanStep } from './plan-types.js';
import { type PlacedStep, reasonsOf } from './reasons.js';
import type { OrderedStep } from './site-steps.js';
import { lostMeanwhile } from './upgrade.js';

/** Goes through a plan on the farm itself, whatever the search believed: each step is applied and what it leaves is looked at. */

/** A plan that was gone through. */
export interface Followed {
  farm: Farm;
  steps: PlanStep[];
}

/** Applies the steps one after the other. @param floors what each site must keep, by its name in the steps */
export function follow(
  from: Farm,
  steps: readonly OrderedStep[],
  floors: ReadonlyMap<string, Tolerance>,
): Followed {
  let farm = from;
  const followed = new Map(from.sites.map((site) => [site.name, followSite(from, site)]));
  const placed: (PlacedStep & { step: PlanStep })[] = [];
  steps.forEach(({ edit, why }, at) => {
    const commands = commandsOf(edit, farm);
    const before = farm;
    farm = applyStep(farm, edit).farm;
    const [old, now] = [siteBefore(before, edit), siteAfter(farm, edit)];
    const effects = effectsOn(followed, farm, old, now, edit);
    const after = now === null ? null : stateOfSite(now);
    const floor = now === null ? undefined : floors.get(now.name);
    placed.push({
      edit,
      before: old,
      after: now,
      step: {
        number: at + 1,
        site: now?.name ?? old?.name ?? null,
        edit,
        commands,
        why: [...why],
        after,
        ...effects,
        belowFloor: after !== null && floor !== undefined && isBelow(after.tolerance, floor),
        meanwhile: edit.kind === 'upgrade' && now !== null ? lostMeanwhile(farm, now, edit) : null,
      },
    });
  });
  return { farm, steps: withReasons(placed) };
}

/** The reasons of each step, which depend on the later steps of its site. */
function withReasons(placed: readonly (PlacedStep & { step: PlanStep })[]): PlanStep[] {
  const later = new Map<string, PlacedStep[]>();
  const steps: PlanStep[] = [];
  for (const one of placed.toReversed()) {
    const { step } = one;
    const rest = later.get(step.site ?? '') ?? [];
    // The nearest step comes last: reasons look for any later step, and departures for the first one.
    steps.push({ ...step, why: [...reasonsOf(one, rest.toReversed()), ...step.why] });
    later.set(step.site ?? '', [...rest, one]);
  }
  return steps.toReversed();
}

function siteBefore(farm: Farm, edit: EditStep): Site | null {
  if (!('site' in edit) || edit.kind === 'add-site') return null;
  return farm.sites.find(({ name }) => sameName(name, edit.site)) ?? null;
}

function siteAfter(farm: Farm, edit: EditStep): Site | null {
  if (!('site' in edit)) return null;
  const name = edit.kind === 'rename-site' ? edit.to : edit.site;
  return farm.sites.find((site) => sameName(site.name, name)) ?? null;
}

function effectsOn(
  followed: Map<string, FollowedSite>,
  farm: Farm,
  old: Site | null,
  now: Site | null,
  edit: EditStep,
): Pick<PlanStep, 'agentsReconnect' | 'providersMove'> {
  const nothing = { agentsReconnect: 0, providersMove: [] };
  if (now === null) return nothing;
  const before = old === null ? undefined : followed.get(old.name);
  if (old !== null) followed.delete(old.name);
  if (before === undefined) {
    followed.set(now.name, followSite(farm, now));
    return nothing;
  }
  const { next, ...effects } = followStep(before, farm, now, edit);
  followed.set(now.name, next);
  return effects;
}

/** Where a site is weakest: before the first step, or after one. */
export function weakestOf(
  start: Tolerance | null,
  steps: readonly PlanStep[],
): { step: number | null; tolerance: Tolerance } | null {
  let weakest = start === null ? null : { step: null as number | null, tolerance: start };
  for (const { number, after } of steps) {
    if (after === null) continue;
    const { tolerance } = after;
    if (weakest === null || isWeaker(tolerance, weakest.tolerance))
      weakest = { step: number, tolerance };
  }
  return weakest;
}

function isWeaker(one: Tolerance, other: Tolerance): boolean {
  return (
    one.withoutStandbys < other.withoutStandbys ||
    (one.withoutStandbys === other.withoutStandbys && one.withStandbys < other.withStandbys)
  );
}

/** The tolerance of a site that may not be there. */
export function toleranceOrNone(site: Site | null): Tolerance {
  return site === null ? { withoutStandbys: 0, withStandbys: 0 } : toleranceOf(site);
}
