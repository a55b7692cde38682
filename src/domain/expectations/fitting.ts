import {
  commandsIn,
  type NextStep,
  FarmError,
  type Path,
  type Problem,
  activeBrokers,
  type Farm,
  sameName,
  type Site,
  findBroker,
  findProvider,
  findSite,
  counted,
} from '../model/index.js';
import { brokerEdits, type Expectations, type Failure, type FarmTest } from './expectations.js';
import { allRules, findRule } from '../readiness/index.js';
import { type FailureEvent, printEvent, resolveEvents } from '../simulate/index.js';
import { isWord, noPrimary } from './after-failure.js';
import { withGiven } from './given.js';
import { breakable, countScenarios, mostTestScenarios } from './scenarios.js';

/** Whether a test fits its farm: every name in it is there, and every edit allowed. */

/** A test made fit: the farm as given, and names spelt as in it. */
export interface Fitted {
  farm: Farm;
  site: Site;
  failure: Failure;
  expect: Expectations;
}

/** The test made fit for its farm, or everything that keeps it from being judged. */
export function fit(farm: Farm, test: FarmTest): Fitted | { problems: Problem[] } {
  const found = finding(() => findSite(farm, test.site ?? undefined), ['site']);
  if ('problems' in found) {
    const names = farm.sites.map((site) => JSON.stringify(site.name)).join(', ');
    return {
      problems: found.problems.map((one) => ({ ...one, expected: `"site": one of ${names}` })),
    };
  }
  const { name } = found.value;
  const given = asGiven(farm, name, test);
  if ('problems' in given) return given;
  const site = findSite(given.farm, name);
  const failure = fitFailure(site, test.when);
  const problems = [
    ...('problems' in failure ? failure.problems : sizeProblems(site, failure)),
    ...expectationProblems(site, test.expect),
  ];
  if (problems.length > 0 || 'problems' in failure) return { problems };
  return { farm: given.farm, site, failure, expect: test.expect };
}

/** The farm as a test gives it; or what keeps it from being given, such as an edit that is refused. */
export function farmAsGiven(farm: Farm, test: FarmTest): { farm: Farm } | { problems: Problem[] } {
  const found = finding(() => findSite(farm, test.site ?? undefined), ['site']);
  return 'problems' in found ? found : asGiven(farm, found.value.name, test);
}

/** With its edits made in a site; or the first edit that is refused. */
function asGiven(
  farm: Farm,
  siteName: string,
  { given }: Pick<FarmTest, 'given'>,
): { farm: Farm } | { problems: Problem[] } {
  let now = farm;
  for (const [index, edit] of given.entries()) {
    try {
      now = withGiven(now, siteName, edit);
    } catch (error) {
      const problem = asProblem(error, ['given', index]);
      const expected = error instanceof FarmError ? sayAsEdits(error.nextStep) : null;
      return { problems: [expected === null ? problem : { ...problem, expected }] };
    }
  }
  return { farm: now };
}

/** The way out of a refusal as a test file has it: as edits, not as commands. Null for any other way out. */
function sayAsEdits(nextStep: NextStep): string | null {
  const commands = commandsIn(nextStep);
  if (commands.some(({ options }) => options.some(({ flag }) => flag === '--reassign')))
    return 'say who takes that over: "reassign": "automatic", or a broker';
  const edits = commands.flatMap(({ name: [topic, verb = ''], args: [first] }) =>
    topic === 'broker' && brokerEdits.some((one) => one === verb) && first?.kind === 'value'
      ? [`${JSON.stringify(verb)}: ${JSON.stringify(first.text)}`]
      : [],
  );
  if (edits.length === 0 || edits.length < commands.length) return null;
  return `before it in "given": ${edits.join(', then ')}`;
}

function fitFailure(site: Site, failure: Failure): Failure | { problems: Problem[] } {
  const down = spelt(
    site,
    failure.down.map((server) => ({ kind: 'down', brokers: [server] })),
    ['when', 'down'],
  );
  const groups = failure.groups.map((group) => [...group]);
  const split = spelt(site, groups.length === 0 ? [] : [{ kind: 'partition', groups }], [
    'when',
    'partition',
  ]);
  const events = spelt(site, failure.events, ['when', 'events']);
  const problems = [down, split, events].flatMap((one) => ('problems' in one ? one.problems : []));
  if ('problems' in down || 'problems' in split || 'problems' in events) return { problems };
  return {
    ...failure,
    down: down.events.flatMap((event) => ('brokers' in event ? event.brokers : [])),
    groups: split.events.flatMap((event) => ('groups' in event ? event.groups : [])),
    events: events.events,
  };
}

/** Events with their brokers spelt as in the site; each that can't be is a problem of its own. */
function spelt(
  site: Site,
  events: readonly FailureEvent[],
  path: Path,
): { events: FailureEvent[] } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const resolved = events.flatMap((event) => {
    const found = finding(() => resolveEvents(site, [{ event, location: null }]), path);
    if ('value' in found) return found.value.map((written) => written.event);
    const prefix = path.at(-1) === 'events' ? `event "${printEvent(event)}": ` : '';
    problems.push(...found.problems.map((one) => ({ ...one, message: prefix + one.message })));
    return [];
  });
  return problems.length > 0 ? { problems } : { events: resolved };
}

function sizeProblems(site: Site, failure: Failure): Problem[] {
  const scenarios = countScenarios(site, failure);
  const active = activeBrokers(site).length;
  const path = ['when', failure.anySplit ? 'any-split' : 'any-down'];
  if (scenarios > mostTestScenarios) {
    return [
      {
        path,
        message: `site "${site.name}" would need ${scenarios} scenarios.`,
        expected: `at most ${mostTestScenarios}`,
      },
    ];
  }
  if (scenarios > 0) return [];
  if (failure.anySplit) {
    return [
      {
        path,
        message: `site "${site.name}" has ${counted(active, 'active broker')}, which no network split can divide.`,
      },
    ];
  }
  const left = breakable(site, failure).length;
  return [
    {
      path,
      message: `site "${site.name}" has no ${counted(failure.anyDown, 'active broker')} to go down.`,
      expected: left === 0 ? 'a site with more active brokers' : `1 to ${left}`,
    },
  ];
}

function expectationProblems(site: Site, expect: Expectations): Problem[] {
  const { primary, providers = {}, 'findings-absent': rules = [] } = expect;
  const path = (...rest: Path): Path => ['then', ...rest];
  return [
    ...(primary === undefined || sameName(primary, noPrimary)
      ? []
      : problemsOf(() => findBroker(site, primary), path('primary'))),
    ...(typeof providers === 'string'
      ? []
      : Object.entries(providers).flatMap(([name, wanted]) => [
          ...problemsOf(() => findProvider(site, name), path('providers', name)),
          ...(isWord(wanted)
            ? []
            : problemsOf(() => findBroker(site, wanted), path('providers', name))),
        ])),
    ...rules.flatMap((rule, index) =>
      findRule(rule) === undefined ? [noRule(rule, path('findings-absent', index))] : [],
    ),
  ];
}

function noRule(rule: string, path: Path): Problem {
  return {
    path,
    message: `there is no rule "${rule}".`,
    typed: rule,
    candidates: allRules.flatMap(({ id, slug }) => [id, slug]),
  };
}

function problemsOf(look: () => unknown, path: Path): Problem[] {
  const found = finding(look, path);
  return 'problems' in found ? found.problems : [];
}

function finding<T>(look: () => T, path: Path): { value: T } | { problems: Problem[] } {
  try {
    return { value: look() };
  } catch (error) {
    return { problems: [asProblem(error, path)] };
  }
}

/** What an edit or a look-up refused, as a problem of the test file; anything else is thrown on. */
export function asProblem(error: unknown, path: Path): Problem {
  if (!(error instanceof FarmError)) throw error;
  const { message, why, typed, candidates } = error;
  return {
    path,
    message: why === undefined ? message : `${message} ${why}`,
    ...(typed === undefined ? {} : { typed, candidates }),
  };
}
