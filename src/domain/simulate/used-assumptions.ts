import type { AssumptionId } from '../facts/index.js';
import { type Farm, isActive, primaryOf, sameName, type Site } from '../model/index.js';
import { loadRuleOf } from '../load/index.js';
import type { Outcome } from './outcome-types.js';
import type { Situation } from './standing.js';

/** The assumptions that the verdict on a situation uses, in the order of their ids. */
export function assumptionsOf(
  farm: Farm,
  site: Site,
  situation: Situation,
  outcome: Omit<Outcome, 'assumptions'>,
): AssumptionId[] {
  const { brokers, majority, providers, primaries, placement, load, promotion } = outcome;
  const idle = site.brokers.some((broker) => !isActive(broker));
  const split = situation.groups.length > 1;
  const primaryServes = brokers.some(({ role, serves }) => role === 'primary' && serves);
  // Automatic: named by no preference, or by one that didn't count when homes were dealt.
  const automatic = site.providers.filter(({ preferredBroker }, index) => {
    const home = providers[index]?.home;
    return preferredBroker === null || home === undefined || !sameName(home, preferredBroker);
  });
  const stoodIn = brokers.some((one) => one.inPlaceOf !== null);
  const used: [AssumptionId, boolean][] = [
    ['A1', idle && load.length > 0],
    ['A3', !primaryServes && load.length > 0 && site.agents.length > 0],
    ['A4', majority.armed && (providers.length > 0 || promotion.state !== 'none')],
    ['A5', stoodIn || (split && site.brokers.some((broker) => broker.enabled && broker.standby))],
    ['A6', promotion.state === 'due'],
    ['A8', automatic.length > 0],
    ['A9', primaries.length !== 1 || !site.licensing],
    ['A12', split],
    ['A14', idle],
    [
      'A15',
      majority.armed &&
        providers.some(({ home, servedBy }) => servedBy !== null && servedBy !== home),
    ],
    ['A16', !majority.armed && stoodIn && providers.some(({ servedBy }) => servedBy === null)],
    ['A18', primaries.some((server) => server !== primaryOf(site).server)],
    ...loadRuleOf(farm.rasVersion).assumptions.map((id): [AssumptionId, boolean] => [
      id,
      placement.some(({ agents }) => agents > 0),
    ]),
    ['A22', placement.some(({ agents }, index) => agents !== load[index]?.agents)],
  ];
  return used.filter(([, is]) => is).map(([id]) => id);
}
