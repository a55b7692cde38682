import {
  activeBrokers,
  type Farm,
  findBroker,
  findProvider,
  findSite,
  type Path,
  sameName,
  type Site,
} from '../model/index.js';
import type { Expectations, Failure, FarmTest, StateKey } from './expectations.js';
import { allRules, findRule } from '../readiness/index.js';
import { type FailureEvent, printEvent, resolveEvents } from '../simulate/index.js';
import { isWord, noPrimary } from './after-failure.js';
import { withGiven } from './given.js';
import { type Misfit, tried } from './misfit.js';
import { findProcess, processNames, processWord } from './processes.js';
import { resolveDomains } from './down-domains.js';
import { breakable, countScenarios, mostTestScenarios } from './scenarios.js';

/** Whether a test fits its farm: every name in it exists, and every edit is allowed. */

/** A test made fit: the farm as given, and names spelled as in it. */
export interface Fitted {
  farm: Farm;
  site: Site;
  failure: Failure;
  expect: Expectations;
}

/** The test fitted to its farm, or all problems that prevent it from running. */
export function fit(farm: Farm, test: FarmTest): Fitted | { misfits: Misfit[] } {
  const given = farmAsGiven(farm, test);
  if ('misfits' in given) return given;
  const site = findSite(given.farm, given.site);
  const failure = fitFailure(site, test.when);
  const misfits = [
    ...('misfits' in failure ? failure.misfits : sizeMisfits(site, failure)),
    ...expectationMisfits(site, test.expect),
  ];
  if (misfits.length > 0 || 'misfits' in failure) return { misfits };
  return { farm: given.farm, site, failure, expect: test.expect };
}

/**
 * The farm with the edits of a test made, and the name of the test's site; or what keeps it from being made, such as an
 * edit that is refused.
 */
export function farmAsGiven(
  farm: Farm,
  test: FarmTest,
): { farm: Farm; site: string } | { misfits: Misfit[] } {
  const found = tried(() => findSite(farm, test.site ?? undefined));
  if ('refusal' in found) {
    const sites = farm.sites.map(({ name }) => name);
    return { misfits: [{ path: ['site'], reason: { kind: 'site', sites, ...found } }] };
  }
  const { name } = found.value;
  let now = farm;
  for (const [index, edit] of test.given.entries()) {
    const next = tried(() => withGiven(now, name, edit));
    if ('refusal' in next)
      return { misfits: [{ path: ['given', index], reason: { kind: 'edit', ...next } }] };
    now = next.value;
  }
  return { farm: now, site: name };
}

function fitFailure(site: Site, failure: Failure): Failure | { misfits: Misfit[] } {
  const down = spelledAsInSite(
    site,
    failure.down.map((server) => ({ kind: 'down', brokers: [server] })),
    ['when', 'down'],
  );
  const groups = failure.groups.map((group) => [...group]);
  const split = spelledAsInSite(site, groups.length === 0 ? [] : [{ kind: 'partition', groups }], [
    'when',
    'partition',
  ]);
  const events = spelledAsInSite(site, failure.events, ['when', 'events']);
  const inDomains = resolveDomains(site, failure.domains);
  const misfits = [down, inDomains, split, events].flatMap((one) =>
    'misfits' in one ? one.misfits : [],
  );
  if ('misfits' in down || 'misfits' in split || 'misfits' in events || 'misfits' in inDomains)
    return { misfits };
  const named = down.events.flatMap((event) => ('brokers' in event ? event.brokers : []));
  return {
    ...failure,
    down: [...new Set([...named, ...inDomains.servers])],
    domains: [],
    ...(inDomains.domains.length === 0 ? {} : { downDomains: inDomains.domains }),
    groups: split.events.flatMap((event) => ('groups' in event ? event.groups : [])),
    events: events.events,
  };
}

/** Events with their brokers spelled as in the site; each event that fails is reported by itself. */
function spelledAsInSite(
  site: Site,
  events: readonly FailureEvent[],
  path: Path,
): { events: FailureEvent[] } | { misfits: Misfit[] } {
  const misfits: Misfit[] = [];
  const resolved = events.flatMap((event) => {
    const found = tried(() => resolveEvents(site, [{ event, location: null }]));
    if ('value' in found) return found.value.map((written) => written.event);
    const isWritten = path.at(-1) === 'events';
    const written = isWritten ? printEvent(event) : null;
    misfits.push({ path, reason: { kind: 'name', event: written, ...found } });
    return [];
  });
  return misfits.length > 0 ? { misfits } : { events: resolved };
}

function sizeMisfits(site: Site, failure: Failure): Misfit[] {
  const { name } = site;
  const scenarios = countScenarios(site, failure);
  const path = ['when', failure.anySplit ? 'any-split' : 'any-down'];
  if (scenarios > mostTestScenarios) {
    const most = mostTestScenarios;
    return [{ path, reason: { kind: 'too-many-scenarios', site: name, scenarios, most } }];
  }
  if (scenarios > 0) return [];
  if (failure.anySplit) {
    const active = activeBrokers(site).length;
    return [{ path, reason: { kind: 'no-split', site: name, active } }];
  }
  const left = breakable(site, failure).length;
  const down = failure.anyDown;
  return [{ path, reason: { kind: 'too-few-brokers', site: name, down, left } }];
}

function expectationMisfits(site: Site, expect: Expectations): Misfit[] {
  const { 'findings-absent': absent = [], 'findings-present': present = [], at = [] } = expect;
  return [
    ...stateMisfits(site, expect, ['then']),
    ...unknownRules(absent, ['then', 'findings-absent']),
    ...unknownRules(present, ['then', 'findings-present']),
    ...at.flatMap((moment) => stateMisfits(site, moment.expect, ['then', 'at', moment.written])),
  ];
}

function stateMisfits(
  site: Site,
  {
    primary,
    providers = {},
    processes = {},
    'load-share': shares = {},
  }: Pick<Expectations, StateKey>,
  base: Path,
): Misfit[] {
  const path = (...rest: Path): Path => [...base, ...rest];
  return [
    ...(primary === undefined || sameName(primary, noPrimary)
      ? []
      : misfitsOf(() => findBroker(site, primary), path('primary'))),
    ...(typeof providers === 'string'
      ? []
      : Object.entries(providers).flatMap(([name, wanted]) => [
          ...misfitsOf(() => findProvider(site, name), path('providers', name)),
          ...(isWord(wanted)
            ? []
            : misfitsOf(() => findBroker(site, wanted), path('providers', name))),
        ])),
    ...Object.entries(processes).flatMap(([name, wanted]) => [
      ...(findProcess(name) === undefined ? [unknownProcess(name, path('processes', name))] : []),
      ...(processWord(wanted) === undefined
        ? misfitsOf(() => findBroker(site, wanted), path('processes', name))
        : []),
    ]),
    ...Object.keys(shares).flatMap((name) =>
      misfitsOf(() => findBroker(site, name), path('load-share', name)),
    ),
  ];
}

function unknownProcess(process: string, path: Path): Misfit {
  return { path, reason: { kind: 'unknown-process', process, processes: processNames() } };
}

function unknownRules(named: readonly string[], path: Path): Misfit[] {
  const rules = allRules.flatMap(({ id, slug }) => [id, slug]);
  return named.flatMap((rule, index): Misfit[] =>
    findRule(rule) === undefined
      ? [{ path: [...path, index], reason: { kind: 'unknown-rule', rule, rules } }]
      : [],
  );
}

function misfitsOf(look: () => unknown, path: Path): Misfit[] {
  const found = tried(look);
  return 'refusal' in found ? [{ path, reason: { kind: 'name', event: null, ...found } }] : [];
}
