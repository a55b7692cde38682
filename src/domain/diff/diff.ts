import type { Farm, RuleSetting, Site, Suppression } from '../model/index.js';
import { findRule } from '../readiness/index.js';
import {
  type Change,
  type ComparedList,
  diffObjects,
  diffOne,
  merged,
  placesIn,
  type PropertyValues,
  valuesOf,
  wholeObject,
} from './object-changes.js';
import { movedBrokers, reordered } from './order-changes.js';
import { pair, type Pair, pairBrokers, pairSites, type RenameCertainty } from './pairing.js';
import { type Rename, renamesOf, targetNow } from './renames.js';

/**
 * Everything that differs, in the order of the farm file. The changes are enough to make the farm after from the farm before.
 */
export function diffFarms(
  before: Farm,
  after: Farm,
  certainty: RenameCertainty = 'edit',
  renames: readonly Rename[] = renamesOf(before, after, certainty),
): Change[] {
  return [
    ...diffOne(null, 'farm', after.name, valuesOf('farm', before), valuesOf('farm', after)),
    ...diffPolicy(before, after, renames),
    ...diffSites(before, after, certainty),
  ];
}

/** Rule settings and suppressions. */
function diffPolicy(before: Farm, after: Farm, renames: readonly Rename[]): Change[] {
  return [
    ...diffObjects({
      site: null,
      object: 'rule',
      // A file has them as an object: their order means nothing.
      before: [],
      after: [],
      pairs: pairSettings(before, after),
      nameOf: ({ rule }) => rule,
    }),
    ...diffObjects({
      site: null,
      object: 'suppression',
      before: before.suppressions,
      after: after.suppressions,
      pairs: pairSuppressions(before, after, renames),
      nameOf: ({ rule, target }) => `${rule} on ${target}`,
    }),
  ];
}

/** A farm's setting of a rule, with the name by which the farm file calls it. */
export type NamedSetting = RuleSetting & { rule: string };

/** The settings of each rule before and after. A rule is the same by its id and by its slug. */
export function pairSettings(before: Farm, after: Farm): Pair<NamedSetting>[] {
  const settings = (farm: Farm): NamedSetting[] =>
    Object.entries(farm.rules).map(([rule, setting]) => ({ rule, ...setting }));
  return pair(settings(before), settings(after), ({ rule }) => idOf(rule), never);
}

/**
 * The suppressions before and after. One whose target was renamed is the same one, unless the file after also has the one with
 * the old name.
 */
export function pairSuppressions(
  before: Farm,
  after: Farm,
  renames: readonly Rename[],
): Pair<Suppression>[] {
  const subject = (rule: string, target: string): string => `${idOf(rule)} on ${target}`;
  const nameOf = (one: Suppression): string => subject(one.rule, one.target);
  const byTarget = pair(before.suppressions, after.suppressions, nameOf, never);
  const left = byTarget.flatMap(([old, now]) =>
    old !== undefined && now === undefined ? [old] : [],
  );
  const added = byTarget.flatMap(([old, now]) =>
    old === undefined && now !== undefined ? [now] : [],
  );
  const renamed = pair(left, added, nameOf, {
    ...never,
    nameNow: (one) => subject(one.rule, targetNow(renames, one.target)),
  });
  return [...renamed, ...byTarget.filter((one) => !one.includes(undefined))];
}

/** A setting of another rule, or a suppression of another target, is never a renamed one. */
const never = { marks: [], isRename: () => false };

function idOf(rule: string): string {
  return findRule(rule)?.id ?? rule;
}

function diffSites(before: Farm, after: Farm, certainty: RenameCertainty): Change[] {
  const list: ComparedList<Site> = {
    site: null,
    object: 'site',
    before: before.sites,
    after: after.sites,
    pairs: pairSites(before, after),
    nameOf: byName,
  };
  const placeBefore = placesIn(before.sites);
  const placeAfter = placesIn(after.sites);
  const changes = list.pairs.flatMap(([old, now]): Change[] => {
    if (old === now) return [];
    if (old !== undefined && now !== undefined) {
      const own = diffOne(null, 'site', old.name, ownValues(old), ownValues(now));
      return [...own, ...diffMembers(old, now, certainty)];
    }
    const one = now ?? old;
    if (one === undefined) return [];
    const empty: Site = { ...one, brokers: [], gateways: [], agents: [], providers: [] };
    const whole = wholeObject(list, {
      kind: now === undefined ? 'removed' : 'added',
      name: one.name,
      place: (now === undefined ? placeBefore : placeAfter)(one),
      values: ownValues(one),
    });
    return [{ ...whole, contents: diffMembers(old ?? empty, now ?? empty, certainty) }];
  });
  return [...changes, ...reordered(list)];
}

/** The properties of the site itself, with those of auto-promotion by the name that changes use. */
function ownValues(site: Site): PropertyValues {
  const autoPromotion = Object.entries(valuesOf('auto-promotion', site.autoPromotion));
  return {
    ...valuesOf('site', site),
    ...Object.fromEntries(autoPromotion.map(([key, value]) => [`autoPromotion.${key}`, value])),
  };
}

const byServer = ({ server }: { server: string }): string => server;
const byName = ({ name }: { name: string }): string => name;

/** The objects in a site. */
function diffMembers(old: Site, now: Site, certainty: RenameCertainty): Change[] {
  const site = now.name;
  const list = <T>(
    object: ComparedList<T>['object'],
    [before, after]: readonly [readonly T[], readonly T[]],
    nameOf: (one: T) => string,
    pairs = pair(before, after, nameOf),
  ): ComparedList<T> => ({ site, object, before, after, pairs, nameOf });
  const pairs = pairBrokers(old, now, certainty);
  const brokers = list('broker', [old.brokers, now.brokers], byServer, pairs);
  const gateways = list('gateway', [old.gateways, now.gateways], byServer);
  const agents = list('agent', [old.agents, now.agents], byName);
  const providers = list('provider', [old.providers, now.providers], byName);
  return [
    ...diffObjects(brokers),
    ...movedBrokers(brokers),
    ...diffObjects(gateways),
    ...reordered(gateways),
    ...merged(diffObjects(agents)),
    ...reordered(agents),
    ...diffObjects(providers),
    ...reordered(providers),
  ];
}
