import {
  commandIn,
  findSite,
  forFarmFile,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  type Farm,
  type Path,
  type Site,
} from '../model/index.js';
import type {
  ExpectationKey,
  Expectations,
  FarmTest,
  JudgedTest,
  Miss,
  MomentExpectations,
  RefusalKind,
} from './expectations.js';
import { afterFailure, type AfterKey } from './after-failure.js';
import type { AfterDifference, RefusalDifference } from './difference.js';
import { fit } from './fitting.js';
import { type Misfit, refusalIn } from './misfit.js';
import { judgeRefusal } from './refused.js';
import { ofSite, type SiteKey, type SiteMiss } from './of-site.js';
import {
  type Ended,
  endedAt,
  play,
  sayScenario,
  type Scenario,
  scenarioUntil,
  scenariosOf,
  simulateOptions,
} from './scenarios.js';

/** Judging one test: the farm as given, every scenario of its failure, every expectation. */

/** What running a test needs besides the farm and the test. */
export interface Judging {
  /** The date used to decide which suppressions have expired, ISO date. */
  today: string;
  /** How commands name the two files. */
  farmFile: string;
  testFile: string;
}

/**
 * The test judged; or what is wrong with it for this farm, such as a broker that isn't there: then it can't be judged.
 * Of each expectation the first scenario is reported that does not meet it, which is one with the fewest brokers down.
 */
export function judgeTest(farm: Farm, test: FarmTest, judging: Judging): JudgedTest | Misfit[] {
  const { refused } = test.expect;
  if (refused !== undefined) return judgeRefused(farm, test, refused, judging);
  const fitted = fit(farm, test);
  if ('misfits' in fitted) return fitted.misfits;
  const { site, failure, expect } = fitted;
  const commands = new Commands(fitted.farm, site, test, judging);
  const checks = checksOf(expect);
  const misses = new Map<Check, Miss>();
  const miss = (check: Check, found: Omit<Miss, 'expectation' | 'path' | 'at'>): void => {
    const { key, at, path } = check;
    misses.set(check, { expectation: key, at: at?.minutes ?? null, ...found, path });
  };

  for (const check of checks) {
    const { key } = check;
    if (!isOfSite(key)) continue;
    const found = judgeSite(key, fitted.farm, site, expect, judging.today);
    if (found === null) continue;
    const { command, ...shown } = found;
    miss(check, { ...shown, replay: commands.complete(command) });
  }
  let scenarios = 0;
  for (const scenario of scenariosOf(site, failure)) {
    scenarios += 1;
    const open = checks.filter((check) => isAfter(check.key) && !misses.has(check));
    if (open.length === 0 && scenarios > 1) break;
    const ended = tried(fitted.farm, site, scenario);
    if ('reason' in ended) return [ended];
    for (const check of open) {
      const difference = judgeAfter(check, ended);
      if (difference === null) continue;
      const { key, at } = check;
      const until = at === null ? scenario : scenarioUntil(scenario, at.minutes);
      miss(check, {
        difference,
        counterexample: sayScenario(scenario),
        replay: commands.replay(until, key),
        assumptions: ended.assumptions,
      });
    }
  }
  const inOrder = checks.flatMap((check) => misses.get(check) ?? []);
  const { name } = test;
  const passed = inOrder.length === 0;
  return { name, site: site.name, passed, scenarios, expectations: checks.length, misses: inOrder };
}

/** One expectation, and the moment for which it is expected; null for the end. */
interface Check {
  key: ExpectationKey;
  at: MomentExpectations | null;
  expected: unknown;
  path: Path;
}

/** Every expectation, in the order written. */
function checksOf(expect: Expectations): Check[] {
  return Object.entries(expect).flatMap(([written, expected]): Check[] => {
    const key = written as ExpectationKey;
    if (key !== 'at') return [{ key, at: null, expected, path: ['then', key] }];
    return (expect.at ?? []).flatMap((at) =>
      Object.entries(at.expect).map(([inner, value]) => ({
        key: inner as ExpectationKey,
        at,
        expected: value as unknown,
        path: ['then', 'at', at.written, inner],
      })),
    );
  });
}

/** The last edit of the test is expected to be refused: nothing fails, and nothing else is expected. */
function judgeRefused(
  farm: Farm,
  test: FarmTest,
  expected: true | RefusalKind,
  { farmFile, testFile }: Judging,
): JudgedTest | Misfit[] {
  const judged = judgeRefusal(farm, test, expected);
  if ('misfits' in judged) return judged.misfits;
  const { site, difference } = judged;
  // A refused edit leaves nothing to show but the site that it was asked of.
  const shown =
    difference?.got === null
      ? suggestedCommand('test', { args: [testFile], options: [['--given', test.name]] })
      : commandIn(farm, findSite(farm, site))`broker list`;
  const miss = (found: RefusalDifference): Miss => ({
    expectation: 'refused',
    at: null,
    difference: found,
    counterexample: null,
    replay: forFarmFile(shown, farmFile),
    assumptions: [],
    path: ['then', 'refused'],
  });
  const misses = difference === null ? [] : [miss(difference)];
  const passed = difference === null;
  return { name: test.name, site, passed, scenarios: 0, expectations: 1, misses };
}

function isAfter(key: ExpectationKey): key is AfterKey {
  return Object.hasOwn(afterFailure, key);
}

function isOfSite(key: ExpectationKey): key is SiteKey {
  return Object.hasOwn(ofSite, key);
}

function judgeSite(
  key: SiteKey,
  farm: Farm,
  site: Site,
  expect: FarmTest['expect'],
  today: string,
): SiteMiss | null {
  // The key and its value belong together by the type of `expect`; TypeScript can't follow that over a union.
  const judge = ofSite[key] as (
    expected: unknown,
    ...rest: [Farm, Site, string]
  ) => SiteMiss | null;
  return judge(expect[key], farm, site, today);
}

function judgeAfter({ key, at, expected }: Check, ended: Ended): AfterDifference | null {
  const judge = afterFailure[key as AfterKey] as (
    expected: unknown,
    ended: Ended,
  ) => AfterDifference | null;
  return judge(expected, at === null ? ended : endedAt(ended, at.minutes));
}

/** A test with an event that RAS would refuse can't be judged. */
function tried(farm: Farm, site: Site, scenario: Scenario): Ended | Misfit {
  try {
    return play(farm, site, scenario);
  } catch (error) {
    const refusal = refusalIn(error);
    const reason = { kind: 'scenario', refusal, scenario: sayScenario(scenario) } as const;
    return { path: ['when', 'events'], reason };
  }
}

/** The commands that show the result, each complete with site and farm file. */
class Commands {
  readonly #farm: Farm;
  readonly #site: Site;
  readonly #test: FarmTest;
  readonly #judging: Judging;

  constructor(farm: Farm, site: Site, test: FarmTest, judging: Judging) {
    this.#farm = farm;
    this.#site = site;
    this.#test = test;
    this.#judging = judging;
  }

  /** Replays a scenario; if nothing fails, shows the current site. */
  replay(scenario: Scenario, key: ExpectationKey): SuggestedCommand {
    const options = simulateOptions(scenario);
    const site = siteToName(this.#farm, this.#site);
    if (options !== null) return this.complete(suggestedCommand('simulate', { options, site }));
    const suggest = commandIn(this.#farm, this.#site);
    return this.complete(key === 'load-share-at-most' ? suggest`load` : suggest`roles`);
  }

  /** The command with the farm file; a farm that the test edits is piped into it. */
  complete(command: SuggestedCommand): SuggestedCommand {
    const { farmFile, testFile } = this.#judging;
    if (this.#test.given.length === 0) return forFarmFile(command, farmFile);
    const from = suggestedCommand('test', {
      args: [testFile],
      options: [['--given', this.#test.name]],
    });
    return { ...command, farm: { kind: 'piped', from } };
  }
}
