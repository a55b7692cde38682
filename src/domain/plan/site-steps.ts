import { statements } from '../facts/index.js';
import { type EditStep, newFarm } from '../edits/index.js';
import { isEqual } from '../diff/index.js';
import {
  activeBrokers,
  type Farm,
  sameName,
  type Site,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { addedBroker } from './broker-tasks.js';
import { isSameSiteForRas } from './real-part.js';
import { type SiteEnds, siteEnds } from './site-ends.js';
import { orderOf, type SiteOrder } from './site-order.js';
import type { StepReason, Task } from './task.js';

/** A step that is ordered, with the reasons that are known without its neighbours. */
export interface OrderedStep {
  edit: EditStep;
  why: readonly StepReason[];
}

/** The steps of one site, and how they were found. */
export interface SiteSteps {
  /** The name by which the steps call it once it is renamed. */
  site: string;
  old: Site | null;
  now: Site | null;
  steps: readonly OrderedStep[];
  floor: Tolerance;
  search: Omit<SiteOrder, 'tasks'>;
}

const noFloor: Tolerance = { withoutStandbys: 0, withStandbys: 0 };
const nothingCompared = { compared: { states: 1, orders: 1 }, proved: true };

/** A new site: it is added with its primary, then grown. It has no tolerance to keep. */
export function stepsOfNewSite(farm: Farm, now: Site): SiteSteps {
  const [primary] = now.brokers;
  if (primary === undefined) throw new Error(`site ${now.name} has no broker`);
  const broker = addedBroker(primary);
  const { name: site } = now;
  const { name, rasVersion } = farm;
  const [added] = newFarm({ name, rasVersion, site, primary: broker }).sites;
  if (added === undefined) throw new Error(`site ${site} was not added`);
  const { steps, search } = changes(siteEnds(added, now, site), noFloor);
  const first: OrderedStep = { edit: { kind: 'add-site', site, broker }, why: [] };
  return { site, old: null, now, steps: [first, ...steps], floor: noFloor, search };
}

/** A site of both ends. `least`: the tolerance without standbys to keep, if one was asked for. */
export function stepsOfSite(old: Site, now: Site, least: number | null): SiteSteps {
  const isRenamed = !sameName(old.name, now.name);
  const site = isRenamed ? now.name : old.name;
  const floor = floorOf(old, now, least);
  const rename: OrderedStep[] = isRenamed
    ? [{ edit: { kind: 'rename-site', site: old.name, to: site }, why: [] }]
    : [];
  if (isSameSiteForRas(old, now))
    return { site, old, now, steps: rename, floor, search: nothingCompared };
  const { steps, search } = changes(siteEnds(old, now, site), floor);
  return { site, old, now, steps: [...rename, ...steps], floor, search };
}

/** The lower of both ends, figure by figure; what is asked for takes the place of the first. */
function floorOf(old: Site, now: Site, least: number | null): Tolerance {
  const [before, after] = [toleranceOf(old), toleranceOf(now)];
  return {
    withoutStandbys: least ?? Math.min(before.withoutStandbys, after.withoutStandbys),
    withStandbys: Math.min(before.withStandbys, after.withStandbys),
  };
}

/** A site that is deleted. What another site gets leaves it first; the rest goes with it. */
export function stepsOfDeletedSite(old: Site, isWanted: (key: string) => boolean): SiteSteps {
  const { name: site } = old;
  const agents = old.agents.filter(({ name }) => isWanted(`agent ${name}`));
  const edits: EditStep[] = [
    ...(agents.length === 0
      ? []
      : [{ kind: 'delete-agents' as const, site, names: agents.map(({ name }) => name) }]),
    ...old.providers
      .filter(({ name }) => isWanted(`provider ${name}`))
      .map(({ name }): EditStep => ({ kind: 'delete-provider', site, provider: name })),
    ...old.gateways
      .filter(({ server }) => isWanted(`gateway ${server}`))
      .map(({ server }): EditStep => ({ kind: 'delete-gateway', site, gateway: server })),
  ];
  const steps: OrderedStep[] = [
    ...edits.map((edit) => ({ edit, why: [] })),
    { edit: { kind: 'delete-site', site }, why: [{ kind: 'sites-leave-last' }] },
  ];
  return { site, old, now: null, steps, floor: noFloor, search: nothingCompared };
}

/** Everything that is done within a site: auto-promotion off, the tasks, auto-promotion on. */
function changes(ends: SiteEnds, floor: Tolerance): Pick<SiteSteps, 'steps' | 'search'> {
  const { tasks, ...search } = orderOf(ends, floor);
  const { site, old, now } = ends;
  const pauses = mustPause(ends, tasks);
  const off = now.autoPromotion.enabled ? { ...settings(old), enabled: false } : settings(now);
  const paused = pauses ? off : settings(old);
  const steps: OrderedStep[] = [];
  if (pauses) {
    const edit: EditStep = { kind: 'auto-promotion', site, autoPromotion: paused };
    steps.push({ edit, why: [{ kind: 'auto-promotion-paused' }] });
  }
  steps.push(...inWords(ends, tasks));
  if (!isEqual(paused, settings(now))) {
    const edit: EditStep = { kind: 'auto-promotion', site, autoPromotion: settings(now) };
    const isOn = now.autoPromotion.enabled && tasks.length > 0;
    steps.push({ edit, why: isOn ? [{ kind: 'auto-promotion-last' }] : [] });
  }
  return { steps, search };
}

function settings({ autoPromotion: { enabled, afterMinutes, failback } }: Site) {
  return { enabled, afterMinutes, failback };
}

/** Whether auto-promotion could act while brokers leave, change their role or their name. */
function mustPause({ old, now }: SiteEnds, tasks: readonly Task[]): boolean {
  const active = Math.max(activeBrokers(old).length, activeBrokers(now).length);
  if (!old.autoPromotion.enabled || active < statements.R12.number) return false;
  return tasks.some(({ change, renames }) => {
    if (renames !== undefined || change.kind === 'promote' || change.kind === 'delete') return true;
    return change.kind === 'flag' && change.to === (change.flag === 'standby');
  });
}

/** The edits with the names that brokers have by then. */
function inWords({ brokers }: SiteEnds, tasks: readonly Task[]): OrderedStep[] {
  const names = brokers.map(({ old, now }) => (old ?? now)?.server ?? '');
  return tasks.map(({ edit, why, renames }) => {
    const step = { edit: edit((id) => names[id] ?? ''), why };
    if (renames !== undefined) names[renames.broker] = renames.to;
    return step;
  });
}
