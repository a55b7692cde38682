import * as fc from 'fast-check';
import type { Site } from '../../src/domain/model/farm.js';
import type { FailureEvent, WrittenEvent } from '../../src/domain/simulate/events.js';
import type { Situation } from '../../src/domain/simulate/standing.js';

/** Failures of a site as fast-check makes them. */

/** Any set of its brokers down, and any split of them, or none. */
export function anySituation(site: Site): fc.Arbitrary<Situation> {
  return fc.record({ down: anyBrokers(site), groups: anyGroups(site) });
}

/** Any set of the site's brokers, by server. */
export function anyBrokers(site: Site): fc.Arbitrary<string[]> {
  return fc.subarray(site.brokers.map(({ server }) => server));
}

/** No split, or two or three groups; some brokers may not be named. */
export function anyGroups(site: Site): fc.Arbitrary<string[][]> {
  return fc.tuple(...site.brokers.map(() => fc.integer({ min: -1, max: 2 }))).map((sides) => {
    const groups = [0, 1, 2].map((side) =>
      site.brokers.filter((_, at) => sides[at] === side).map(({ server }) => server),
    );
    const named = groups.filter((group) => group.length > 0);
    return named.length < 2 ? [] : named;
  });
}

/** Failures and returns with waits between them; nothing that an administrator decides. */
export function anyFailures(site: Site): fc.Arbitrary<WrittenEvent[]> {
  const brokers = fc.subarray(
    site.brokers.map(({ server }) => server),
    { minLength: 1 },
  );
  const event: fc.Arbitrary<FailureEvent> = fc.oneof(
    fc.record({ kind: fc.constantFrom('down' as const, 'up' as const), brokers }),
    anyGroups(site).map((groups): FailureEvent =>
      groups.length === 0 ? { kind: 'heal' } : { kind: 'partition', groups },
    ),
    fc.record({ kind: fc.constant('after' as const), minutes: fc.integer({ min: 1, max: 6000 }) }),
  );
  return fc
    .array(event, { maxLength: 12 })
    .map((events) => events.map((one) => ({ event: one, location: null })));
}

/** Everything healed and up. */
export function allBack(site: Site): WrittenEvent[] {
  const brokers = site.brokers.map(({ server }) => server);
  return [
    { event: { kind: 'heal' }, location: null },
    { event: { kind: 'up', brokers }, location: null },
  ];
}
