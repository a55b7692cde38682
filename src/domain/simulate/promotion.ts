import { isActive, primaryOf, type Site } from '../model/index.js';
import { statements } from '../facts/index.js';
import { majorityGroup, type MajorityCount, type Standing, standingOf } from './standing.js';

/**
 * Which broker would become primary, and when.
 */

/** Why the primary is away. */
export type Away = 'offline' | 'cut-off';

/**
 * What happens to the primary's role. 'none': the primary is there. Else it is away, and: 'due': RAS promotes `candidate`
 * in `inMinutes`; 'off': auto-promotion is off; 'ignored': it is on, but RAS ignores it with fewer active brokers than
 * `activeNeeded`; 'no-majority': no broker is promoted until a group of brokers holds a majority.
 *
 * `primary` has the role, there or away. `candidate` is next in line: promoted by RAS where 'due', by hand otherwise; null
 * where no broker is. `wouldBeTwo`: two brokers would then work as the primary, as the present one is merely cut off (A12).
 */
export type PromotionForecast = { primary: string } & (
  | { state: 'none'; away: null; candidate: null; inMinutes: null; wouldBeTwo: false }
  | { state: 'due'; away: Away; candidate: string; inMinutes: number; wouldBeTwo: boolean }
  | { state: 'no-majority'; away: Away; candidate: null; inMinutes: null; wouldBeTwo: false }
  | { state: 'off'; away: Away; candidate: string | null; inMinutes: null; wouldBeTwo: boolean }
  | {
      state: 'ignored';
      away: Away;
      candidate: string | null;
      inMinutes: null;
      wouldBeTwo: boolean;
      activeNeeded: number;
    }
);

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

/** Whether RAS uses the setting at all: it is on, and enough brokers are active. */
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

/** What happens to the primary's role in the current state. `awayMinutes`: how long the primary has been away already. */
export function promotionForecast(
  site: Site,
  standings: readonly Standing[],
  majority: MajorityCount,
  awayMinutes: number,
): PromotionForecast {
  const primary = primaryOf(site).server;
  const noCandidate = { candidate: null, inMinutes: null, wouldBeTwo: false } as const;
  if (!isPrimaryAway(site, standings, majority))
    return { primary, state: 'none', away: null, ...noCandidate };
  const wouldBeTwo = standingOf(standings, primary).up;
  const away = wouldBeTwo ? 'cut-off' : 'offline';
  if (promotesByItself(site, majority)) {
    const next = candidateOf(site, standings, majority);
    if (next === null) return { primary, state: 'no-majority', away, ...noCandidate };
    const inMinutes = Math.max(0, site.autoPromotion.afterMinutes - awayMinutes);
    return { primary, state: 'due', away, candidate: next.broker.server, inMinutes, wouldBeTwo };
  }
  const byHand = { candidate: handPromotion(standings, site), inMinutes: null, wouldBeTwo };
  if (!site.autoPromotion.enabled) return { primary, state: 'off', away, ...byHand };
  return { primary, state: 'ignored', away, ...byHand, activeNeeded: statements.R12.number };
}

/** The broker that an administrator would promote: the highest active secondary that is up, in any group. */
function handPromotion(standings: readonly Standing[], site: Site): string | null {
  const next = standings.find(
    ({ broker, up }) => up && isActive(broker) && broker !== primaryOf(site),
  );
  return next?.broker.server ?? null;
}
