import { printDuration, isActive, primaryOf, type Site } from '../model/index.js';
import { statements } from '../facts/index.js';
import { majorityGroup, type MajorityCount, type Standing, standingOf } from './standing.js';

/**
 * Who would become primary, and when.
 */

export interface PromotionForecast {
  /**
   * 'none': the primary is there. Else it is away, and: 'due': RAS promotes `candidate` in `inMinutes`; 'off':
   * auto-promotion is off; 'ignored': it is on, but RAS ignores it with so few active brokers; 'no-majority': nobody
   * may, until a group of brokers holds a majority.
   */
  state: 'none' | 'due' | 'off' | 'ignored' | 'no-majority';
  /** The broker next in line: promoted by RAS where 'due', by hand otherwise; null where nobody is. */
  candidate: string | null;
  inMinutes: number | null;
  /** Whether two brokers would then work as the primary: the present one is merely cut off (assumption A12). */
  wouldBeTwo: boolean;
  /** The same in words. */
  says: string;
}

/**
 * Whether the primary is away: offline, or cut off from the group that holds a majority. With no such group there is
 * nothing that it could be cut off from.
 */
function isPrimaryAway(
  site: Site,
  standings: readonly Standing[],
  majority: MajorityCount,
): boolean {
  const primary = standingOf(standings, primaryOf(site).server);
  if (!primary.up) return true;
  const holder = majorityGroup(majority);
  return holder !== null && primary.group !== holder;
}

/** Whether RAS heeds the setting at all: it is on, and enough brokers are active. */
export function promotesByItself(site: Site, majority: MajorityCount): boolean {
  return site.autoPromotion.enabled && majority.base >= statements.R12.number;
}

/**
 * The broker next in line: the highest active secondary of the group that holds a majority, an activated standby after
 * all of them (assumption A6); null where no group holds one.
 */
function candidateOf(
  site: Site,
  standings: readonly Standing[],
  majority: MajorityCount,
): Standing | null {
  const holder = majorityGroup(majority);
  const inLine = standings.filter(
    ({ broker, serves, group }) => serves && group === holder && broker !== primaryOf(site),
  );
  return inLine.find(({ broker }) => isActive(broker)) ?? inLine[0] ?? null;
}

/** What becomes of the primary's role as things stand. `awayMinutes`: how long the primary has been away already. */
export function promotionForecast(
  site: Site,
  standings: readonly Standing[],
  majority: MajorityCount,
  awayMinutes: number,
): PromotionForecast {
  const primary = primaryOf(site).server;
  if (!isPrimaryAway(site, standings, majority)) {
    return forecast('none', null, null, false, `${primary} is the primary`);
  }
  const { up } = standingOf(standings, primary);
  const away = up ? `${primary} is cut off from the majority` : `${primary} is offline`;
  const next = candidateOf(site, standings, majority);
  const server = next?.broker.server ?? null;
  if (promotesByItself(site, majority)) {
    if (server === null) {
      return forecast(
        'no-majority',
        null,
        null,
        false,
        `${away}; nobody is promoted while no group holds a majority`,
      );
    }
    const inMinutes = Math.max(0, site.autoPromotion.afterMinutes - awayMinutes);
    const hazard = up ? ', and then two brokers work as the primary' : '';
    return forecast(
      'due',
      server,
      inMinutes,
      up,
      `${away}; RAS promotes ${server} ${inMinutes === 0 ? 'now' : `in ${printDuration(inMinutes)}`}${hazard}`,
    );
  }
  const why = site.autoPromotion.enabled
    ? `RAS ignores auto-promotion with fewer than ${statements.R12.number} active brokers`
    : 'auto-promotion is off';
  const byHand = handPromotion(standings, site);
  const way =
    up || byHand === null ? '' : `; an administrator has to promote another, such as ${byHand}`;
  return forecast(
    site.autoPromotion.enabled ? 'ignored' : 'off',
    byHand,
    null,
    up,
    `${away}; nobody is promoted: ${why}${way}`,
  );
}

/** Whom an administrator would promote: the highest active secondary that is up, wherever it stands. */
function handPromotion(standings: readonly Standing[], site: Site): string | null {
  const next = standings.find(
    ({ broker, up }) => up && isActive(broker) && broker !== primaryOf(site),
  );
  return next?.broker.server ?? null;
}

function forecast(
  state: PromotionForecast['state'],
  candidate: string | null,
  inMinutes: number | null,
  wouldBeTwo: boolean,
  says: string,
): PromotionForecast {
  return { state, candidate, inMinutes, wouldBeTwo, says };
}
