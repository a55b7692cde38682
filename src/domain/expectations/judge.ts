import {
  commandIn,
  forFarmFile,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  type Farm,
  type Site,
} from '../model/index.js';
import type { ExpectationKey, FarmTest, JudgedTest, Miss } from './expectations.js';
import { afterFailure, type AfterKey } from './after-failure.js';
import type { AfterDifference } from './difference.js';
import { fit } from './fitting.js';
import { type Misfit, refusalIn } from './misfit.js';
import { ofSite, type SiteKey, type SiteMiss } from './of-site.js';
import {
  type Ended,
  play,
  sayScenario,
  type Scenario,
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
  const fitted = fit(farm, test);
  if ('misfits' in fitted) return fitted.misfits;
  const { site, failure, expect } = fitted;
  const commands = new Commands(fitted.farm, site, test, judging);
  const keys = Object.keys(expect) as ExpectationKey[];
  const misses = new Map<ExpectationKey, Miss>();
  const miss = (expectation: ExpectationKey, found: Omit<Miss, 'expectation' | 'path'>): void => {
    misses.set(expectation, { expectation, ...found, path: ['then', expectation] });
  };

  for (const key of keys.filter(isOfSite)) {
    const found = judgeSite(key, fitted.farm, site, expect, judging.today);
    if (found === null) continue;
    const { command, ...shown } = found;
    miss(key, { ...shown, replay: commands.complete(command) });
  }
  let scenarios = 0;
  for (const scenario of scenariosOf(site, failure)) {
    scenarios += 1;
    const open = keys.filter((key) => isAfter(key) && !misses.has(key)) as AfterKey[];
    if (open.length === 0 && scenarios > 1) break;
    const ended = tried(fitted.farm, site, scenario);
    if ('reason' in ended) return [ended];
    for (const key of open) {
      const difference = judgeAfter(key, expect, ended);
      if (difference === null) continue;
      const counterexample = sayScenario(scenario);
      const { assumptions } = ended;
      miss(key, {
        difference,
        counterexample,
        replay: commands.replay(scenario, key),
        assumptions,
      });
    }
  }
  const inOrder = keys.flatMap((key) => misses.get(key) ?? []);
  const { name } = test;
  const passed = inOrder.length === 0;
  return { name, site: site.name, passed, scenarios, expectations: keys.length, misses: inOrder };
}

function isAfter(key: ExpectationKey): key is AfterKey {
  return Object.hasOwn(afterFailure, key);
}

function isOfSite(key: ExpectationKey): key is SiteKey {
  return !isAfter(key);
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

function judgeAfter(
  key: AfterKey,
  expect: FarmTest['expect'],
  ended: Ended,
): AfterDifference | null {
  const judge = afterFailure[key] as (expected: unknown, ended: Ended) => AfterDifference | null;
  return judge(expect[key], ended);
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
