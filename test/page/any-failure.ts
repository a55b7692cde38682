import * as fc from 'fast-check';
import { domainMembers, type Farm, type Site, wordOfDomain } from '../../src/domain/model/index.js';
import { printEvent } from '../../src/domain/simulate/index.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyBrokers, anyFailures as anyEvents } from '../simulate/any-events.js';

/** What a test clicks in a page, and the question that it means. */
export interface Failure {
  farm: Farm;
  site: Site;
  /** Brokers, by their place in the list of buttons. */
  brokers: number[];
  /** Failure domains, by their place in the list of buttons, and as they are typed. */
  domains: { at: number; word: string }[];
  /** The side of each broker that is enabled; empty for no split. */
  sides: number[];
  events: string;
}

/** So many failures of one farm, whichever sites they are of. */
export function anyFailures(count: number): fc.Arbitrary<Failure[]> {
  return anyFarm({ brokers: 6, agents: 10 }).chain((farm) =>
    fc.array(anyFailureOf(farm), { minLength: count, maxLength: count }),
  );
}

/** A failure of one site: brokers, failure domains, a cut, a timeline, or several at once. */
function anyFailureOf(farm: Farm): fc.Arbitrary<Failure> {
  return fc.constantFrom(...farm.sites).chain((site) => {
    const words = [...new Set(domainMembers(site).map(wordOfDomain))];
    const enabled = site.brokers.filter(({ enabled: is }) => is);
    const none = <T>(some: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> =>
      fc.oneof({ arbitrary: fc.constant<T[]>([]), weight: 2 }, { arbitrary: some, weight: 1 });
    return fc
      .record({
        farm: fc.constant(farm),
        site: fc.constant(site),
        brokers: fc.oneof(
          fc.constant<number[]>([]),
          anyBrokers(site).map((servers) =>
            servers.map((server) => site.brokers.findIndex((one) => one.server === server)),
          ),
        ),
        domains: none(fc.subarray(words.map((word, at) => ({ at, word })))),
        sides: none(anySides(enabled.length)),
        events: fc.oneof(fc.constant(''), anyEventsText(site)),
      })
      .filter(
        ({ brokers, domains, sides, events }) =>
          brokers.length + domains.length > 0 || new Set(sides).size > 1 || events !== '',
      );
  });
}

/** Failures and returns; and here and there what an administrator does, which RAS may not allow. */
function anyEventsText(site: Site): fc.Arbitrary<string> {
  const server = fc.constantFrom(...site.brokers.map((broker) => broker.server));
  const act = fc
    .tuple(fc.constantFrom('promote', 'standby', 'activate'), server)
    .map(([verb, name]) => `; ${verb} ${name}`);
  const end = fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: act, weight: 1 });
  return fc
    .tuple(anyEvents(site), end)
    .filter(([written]) => written.length > 0)
    .map(([written, more]) => written.map(({ event }) => printEvent(event)).join('; ') + more);
}

/** The side of each of so many brokers; empty where they can't be apart. */
function anySides(brokers: number): fc.Arbitrary<number[]> {
  if (brokers < 2) return fc.constant([]);
  const side = fc.integer({ min: 1, max: Math.min(3, brokers) });
  return fc.array(side, { minLength: brokers, maxLength: brokers }).map(numbered);
}

/** The same sides, those in use counted from 1. */
function numbered(sides: readonly number[]): number[] {
  const used = [...new Set(sides)].toSorted((a, b) => a - b);
  return sides.map((side) => used.indexOf(side) + 1);
}
