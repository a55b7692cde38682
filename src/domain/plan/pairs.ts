import { pairBrokers, type Pair, pairSites } from '../diff/index.js';
import { type Broker, type Farm, normalIp, sameName, type Site } from '../model/index.js';
import type { PlannedBroker } from './task.js';

/**
 * Which sites and brokers of the two ends are the same ones. As in a comparison, but what shares nothing is two objects: a
 * plan that renames a server tells the administrator to keep the machine.
 */

/** The sites of both ends: those that are deleted first, then those of the later farm in its order. */
export function plannedSites(from: Farm, to: Farm): Pair<Site>[] {
  const pairs = pairSites(from, to);
  const apart = pairs.map(
    ([old, now]) =>
      old !== undefined &&
      now !== undefined &&
      !sameName(old.name, now.name) &&
      !plannedBrokers(old, now).some((one) => one.old !== null && one.now !== null),
  );
  const deleted = pairs.flatMap(([old, now], at): Pair<Site>[] =>
    now === undefined || apart[at] === true ? [[old, undefined]] : [],
  );
  const others = pairs.flatMap(([old, now], at): Pair<Site>[] =>
    now === undefined ? [] : [[apart[at] === true ? undefined : old, now]],
  );
  return [...deleted, ...others];
}

/** The brokers of both ends: those of the later site in its order, then those that are removed. */
export function plannedBrokers(old: Site | undefined, now: Site | undefined): PlannedBroker[] {
  const all: [Broker | null, Broker | null][] =
    old === undefined || now === undefined
      ? [
          ...(now?.brokers ?? []).map((one): [null, Broker] => [null, one]),
          ...(old?.brokers ?? []).map((one): [Broker, null] => [one, null]),
        ]
      : pairBrokers(old, now, 'files').flatMap(
          ([before, after]): [Broker | null, Broker | null][] =>
            before !== undefined && after !== undefined && !isSameServer(before, after)
              ? [
                  [before, null],
                  [null, after],
                ]
              : [[before ?? null, after ?? null]],
        );
  return [
    ...all.filter(([, after]) => after !== null),
    ...all.filter(([, after]) => after === null),
  ].map(([before, after], id) => ({ id, old: before, now: after }));
}

/** Another name and another address is another server, even if its description is the same. */
function isSameServer(before: Broker, after: Broker): boolean {
  if (sameName(before.server, after.server)) return true;
  if (before.ip === null || after.ip === null) return true;
  return normalIp(before.ip) === normalIp(after.ip);
}
