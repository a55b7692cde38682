import { type Finding, findingsOfSite } from '../readiness/index.js';
import { proveDomains, untaggedBrokers } from '../prove/index.js';
import {
  type Farm,
  Refusal,
  sameName,
  selectedSites,
  severities,
  shortened,
  type Site,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { isDecidedHere } from './influences.js';

/** What a site should reach, and what is missing. docs/advise.md lists the goals. */

/** One goal. */
export type Goal =
  /** The site can lose any so many brokers. */
  | { kind: 'tolerance'; tolerance: number; withStandbys: boolean }
  /** No finding of this severity or worse that the arrangement of brokers decides. */
  | { kind: 'findings'; severity: 'warning' | 'info' }
  /** Losing all brokers of any one failure domain of this kind loses neither sessions nor providers. */
  | { kind: 'domain'; key: string };

/** A finding, as far as an answer shows it. */
export type AdviceFinding = Pick<
  Finding,
  'rule' | 'slug' | 'severity' | 'target' | 'message' | 'observed' | 'required'
>;

/** What keeps a site from its goals. */
export type Unmet =
  | { kind: 'tolerance'; required: number; withStandbys: boolean; tolerance: Tolerance }
  /** `domainKey`: the kind of failure domain that it is about, if any. */
  | { kind: 'finding'; finding: AdviceFinding; domainKey: string | null }
  | {
      kind: 'domain';
      key: string;
      value: string;
      brokers: string[];
      sessionsLost: boolean;
      providersLost: string[];
    }
  /** Brokers that can serve and have no failure domain of this kind, so it is not known what they fail with. */
  | { kind: 'untagged'; key: string; brokers: string[] };

/** The largest tolerance that can be a goal: it takes more than twice as many brokers. */
export const mostTolerance = 10;

/** The goals where none is named: any one broker may fail, and nothing against the vendor's recommendations. */
const readyGoals: readonly Goal[] = [
  { kind: 'tolerance', tolerance: 1, withStandbys: false },
  { kind: 'findings', severity: 'warning' },
];

const plainGoals: ReadonlyMap<string, readonly Goal[]> = new Map([
  ['ready', readyGoals],
  ['no-warnings', [{ kind: 'findings', severity: 'warning' }]],
  ['no-findings', [{ kind: 'findings', severity: 'info' }]],
]);

/** Goals that are a word without a value. */
export const goalWords: readonly string[] = [...plainGoals.keys()];

/** How goals are asked for: as typed, and whether standbys count for the tolerance. */
export interface AskedGoals {
  goals: readonly string[];
  tolerance?: number | undefined;
  withStandbys: boolean;
}

/**
 * The goals of a question; the default where none is named.
 * @throws Refusal E_USAGE
 */
export function parseGoals({ goals, tolerance, withStandbys }: AskedGoals): Goal[] {
  const asked = [
    ...(tolerance === undefined ? [] : [`tolerance=${tolerance}`]),
    ...(goals.length === 0 && tolerance === undefined ? ['ready'] : goals),
  ];
  return asked
    .flatMap((text) => parseGoal(text, withStandbys))
    .filter((goal, at, all) => all.findIndex((one) => goalKey(one) === goalKey(goal)) === at);
}

/** A goal as it is typed. */
export function goalText(goal: Goal): string {
  switch (goal.kind) {
    case 'tolerance':
      return `tolerance=${goal.tolerance}`;
    case 'findings':
      return goal.severity === 'warning' ? 'no-warnings' : 'no-findings';
    case 'domain':
      return `domain=${goal.key}`;
  }
}

function goalKey(goal: Goal): string {
  return JSON.stringify(goal).toLowerCase();
}

function parseGoal(text: string, withStandbys: boolean): readonly Goal[] {
  const typed = text.trim();
  const [, name = '', value = ''] = /^([^=]*)=?(.*)$/su.exec(typed) ?? [];
  const word = name.toLowerCase();
  const plain = typed === name ? plainGoals.get(word) : undefined;
  if (plain !== undefined) {
    return plain.map((goal) => (goal.kind === 'tolerance' ? { ...goal, withStandbys } : goal));
  }
  if (word === 'domain' && value.trim() !== '') return [{ kind: 'domain', key: value.trim() }];
  if (word === 'tolerance' && /^\d{1,6}$/u.test(value)) {
    const tolerance = Number(value);
    if (tolerance > mostTolerance) {
      throw new Refusal('E_USAGE', { kind: 'goal-too-high', most: mostTolerance });
    }
    return [{ kind: 'tolerance', tolerance, withStandbys }];
  }
  throw new Refusal('E_USAGE', { kind: 'unknown-goal', text: shortened(typed) });
}

/**
 * Refuses a kind of failure domain that no broker of the selected sites has.
 * @throws Refusal E_NOT_FOUND
 */
export function requireDomainKeys(
  farm: Farm,
  site: string | undefined,
  goals: readonly Goal[],
): void {
  const brokers = selectedSites(farm, site).flatMap((one) => one.brokers);
  const known = new Map(
    brokers
      .flatMap((broker) => Object.keys(broker.failureDomains))
      .map((key) => [key.toLowerCase(), key]),
  );
  for (const goal of goals) {
    if (goal.kind !== 'domain' || known.has(goal.key.toLowerCase())) continue;
    const keys = [...known.values()];
    throw new Refusal(
      'E_NOT_FOUND',
      { kind: 'unknown-domain-key', key: shortened(goal.key), known: keys },
      { typed: goal.key, candidates: keys },
    );
  }
}

/**
 * What keeps the site from its goals; empty where it reaches all of them. `today`: the date used to decide which
 * suppressions have expired, ISO date.
 */
export function unmetGoals(farm: Farm, site: Site, goals: readonly Goal[], today: string): Unmet[] {
  return goals.flatMap((goal): Unmet[] => {
    switch (goal.kind) {
      case 'tolerance':
        return unmetTolerance(site, goal);
      case 'findings':
        return findingsAgainst(farm, site, goal.severity, today)
          .filter(({ rule }) => isDecidedHere(rule))
          .map((finding) => ({
            kind: 'finding',
            finding: shownFinding(finding),
            domainKey: keyInPath(finding),
          }));
      case 'domain':
        return unmetDomain(farm, site, goal.key);
    }
  });
}

/** The findings that count against a goal about findings but that no change of brokers, agents or providers resolves. */
export function findingsLeft(
  farm: Farm,
  site: Site,
  goals: readonly Goal[],
  today: string,
): AdviceFinding[] {
  const asked = goals.flatMap((goal) => (goal.kind === 'findings' ? [goal.severity] : []));
  if (asked.length === 0) return [];
  return findingsAgainst(farm, site, asked.includes('info') ? 'info' : 'warning', today)
    .filter(({ rule }) => !isDecidedHere(rule))
    .map(shownFinding);
}

function findingsAgainst(
  farm: Farm,
  site: Site,
  severity: 'warning' | 'info',
  today: string,
): Finding[] {
  const least = severities.indexOf(severity);
  return findingsOfSite(farm, site, today).filter(
    (one) => one.suppressed === null && severities.indexOf(one.severity) <= least,
  );
}

/** A finding about a failure domain is placed at it. */
function keyInPath({ path }: Finding): string | null {
  const at = path.indexOf('failureDomains');
  const key = at === -1 ? undefined : path[at + 1];
  return key === undefined ? null : String(key);
}

/** The kind of failure domain that something missing is about; null if it is about none. */
export function domainKeyOf(unmet: Unmet): string | null {
  if (unmet.kind === 'finding') return unmet.domainKey;
  return unmet.kind === 'tolerance' ? null : unmet.key;
}

/** A finding without its commands and sources. */
export function shownFinding(finding: Finding): AdviceFinding {
  const { rule, slug, severity, target, message, observed, required } = finding;
  return { rule, slug, severity, target, message, observed, required };
}

function unmetTolerance(
  site: Site,
  { tolerance: required, withStandbys }: Goal & { kind: 'tolerance' },
): Unmet[] {
  const tolerance = toleranceOf(site);
  const figure = withStandbys ? tolerance.withStandbys : tolerance.withoutStandbys;
  return figure >= required ? [] : [{ kind: 'tolerance', required, withStandbys, tolerance }];
}

function unmetDomain(farm: Farm, site: Site, wanted: string): Unmet[] {
  const lost = proveDomains(farm, site)
    .filter(({ key }) => sameName(key, wanted))
    .filter(({ sessionsLost, providersLost }) => sessionsLost || providersLost.length > 0)
    .map(({ key, value, brokers, sessionsLost, providersLost }): Unmet => ({
      kind: 'domain',
      key,
      value,
      brokers,
      sessionsLost,
      providersLost,
    }));
  return [...lost, ...untagged(site, wanted)];
}

/** Also where no broker of the site has one. */
function untagged(site: Site, key: string): Unmet[] {
  const hasKey = site.brokers.some(
    (one) => one.enabled && Object.keys(one.failureDomains).some((own) => sameName(own, key)),
  );
  if (!hasKey) {
    const brokers = site.brokers.filter((one) => one.enabled).map(({ server }) => server);
    return [{ kind: 'untagged', key, brokers }];
  }
  return untaggedBrokers(site)
    .filter((one) => sameName(one.key, key))
    .map(({ brokers }) => ({ kind: 'untagged', key, brokers }));
}
