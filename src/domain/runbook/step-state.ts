import {
  activeBrokers,
  type Farm,
  primaryOf,
  sameName,
  type Site,
  standbyBrokers,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import type { EditStep } from '../edits/index.js';

/** A site at one moment of a plan. */
export interface SiteState {
  site: string;
  primary: string;
  /** In priority order, the primary first. */
  active: string[];
  standby: string[];
  tolerance: Tolerance;
}

/** A state, and the step after which the site has it; null: before the first step. */
export interface StateAt extends SiteState {
  step: number | null;
}

/** The state of one site. */
export function siteState(site: Site): SiteState {
  return {
    site: site.name,
    primary: primaryOf(site).server,
    active: activeBrokers(site).map(({ server }) => server),
    standby: standbyBrokers(site).map(({ server }) => server),
    tolerance: toleranceOf(site),
  };
}

/** The site that a step is about, as it is after the step; null for a step of the farm, or if the site is deleted. */
export function stateAfter(step: EditStep, after: Farm): SiteState | null {
  if (!('site' in step)) return null;
  const name = step.kind === 'rename-site' ? step.to : step.site;
  const site = after.sites.find((one) => sameName(one.name, name));
  return site === undefined ? null : siteState(site);
}

/** The first of the moments at which a site tolerates least, counted without standbys first. */
export function weakestOf(states: readonly StateAt[]): StateAt | null {
  const figure = ({ tolerance }: StateAt): [number, number] => [
    tolerance.withoutStandbys,
    tolerance.withStandbys,
  ];
  return states.reduce<StateAt | null>((weakest, state) => {
    if (weakest === null) return state;
    const [without, withThem] = figure(state);
    const [least, leastWith] = figure(weakest);
    return without < least || (without === least && withThem < leastWith) ? state : weakest;
  }, null);
}
