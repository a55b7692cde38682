import { assumptions, statements } from '../facts/index.js';
import {
  commandIn,
  FarmError,
  type Farm,
  primaryOf,
  type Site,
  stateOf,
  findBroker,
} from '../model/index.js';
import { type Edit, withSite } from './edit.js';
import { inOrder, refuseForPrimary, toPromote } from './primary.js';

/**
 * The order of a site's brokers: which is the primary, and the priority of the secondaries.
 */

/**
 * A secondary becomes the primary; the old primary becomes the first secondary (assumption A2).
 * @throws FarmError E_NOT_FOUND; E_REFUSED for the primary itself and for a broker that isn't active
 */
export function promoteBroker(farm: Farm, site: Site, server: string): Edit {
  const broker = findBroker(site, server);
  const primary = primaryOf(site);
  if (broker === primary) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" is the primary of site "${site.name}" already.`,
      why: statements.R28.says,
      nextStep: commandIn(farm, site)`broker list`,
    });
  }
  const state = stateOf(broker);
  if (state !== 'active') {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" is ${state === 'standby' ? 'in standby' : 'disabled'}, so it can't be promoted.`,
      why: `${assumptions.A14} (assumption A14)`,
      nextStep: broker.enabled
        ? commandIn(farm, site)`broker activate ${broker.server}`
        : commandIn(farm, site)`broker enable ${broker.server}`,
    });
  }
  const others = site.brokers.filter((one) => one !== broker);
  return withSite(farm, site, { ...site, brokers: [broker, ...others] }, [
    `${primary.server} becomes the first secondary (assumption A2).`,
    statements.R29.says,
    `${statements.R30.says} ${statements['promotion-account'].says}`,
  ]);
}

/**
 * A secondary to another place of the priority order, counted from 1 (the primary's place).
 * @throws FarmError E_NOT_FOUND; E_REFUSED for the primary, its place, and a place that is not there
 */
export function moveBroker(farm: Farm, site: Site, server: string, move: Move): Edit {
  const broker = findBroker(site, server);
  refuseForPrimary(farm, site, broker, 'moved');
  const from = site.brokers.indexOf(broker) + 1;
  const to = move.to ?? (move.direction === 'up' ? from - 1 : from + 1);
  const last = site.brokers.length;
  if (to === 1) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" can't be moved to place 1: that is the primary's.`,
      why: statements.R25.says,
      nextStep: inOrder('', toPromote(farm, site, broker)),
    });
  }
  const there = Number.isInteger(to) && to >= 1 && to <= last;
  // Asking for what is so already is no refusal.
  if (to === from) return { farm, notes: [] };
  if (!there || to < from !== (move.direction === 'up')) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" is at place ${from} of ${last} and can't be moved ${move.direction} to place ${to}.`,
      why: statements.R26.says,
      nextStep: commandIn(farm, site)`broker list`,
    });
  }
  const brokers = site.brokers.filter((one) => one !== broker);
  brokers.splice(to - 1, 0, broker);
  return withSite(farm, site, { ...site, brokers });
}

/** One step up or down, or to a place. */
export interface Move {
  direction: 'up' | 'down';
  /** Place in the list, counted from 1; left out: one step. */
  to?: number | undefined;
}
