import { applyStep, commandsOf, type EditStep } from '../edits/index.js';
import { type BeforeAfter, type EditAnswer, describeEdit } from '../diff/index.js';
import { type LoadSplit, splitLoad } from '../load/index.js';
import { proveTolerance } from '../prove/index.js';
import {
  activeBrokers,
  domainToSet,
  type Farm,
  findSite,
  isActive,
  placeholder,
  placeIn,
  sameName,
  type Site,
  type SuggestedCommand,
  type Tolerance,
} from '../model/index.js';
import { type Change, changedSite, inOrder, stepsOf } from './change.js';
import { valuesOf } from './candidates.js';
import { type AdviceFinding, type Goal, shownFinding, unmetGoals } from './goal.js';

/** One set of changes that reaches the goals, with its proof and consequences. */
export interface Proposal {
  changes: Change[];
  /** The same as edits, for a program that applies them. */
  steps: EditStep[];
  commands: SuggestedCommand[];
  /** New servers: the names in `changes` are placeholders for them. */
  newBrokers: string[];
  /** Failure domains that the site doesn't have yet: their names are placeholders. */
  newDomains: { key: string; value: string }[];
  /** Brokers that move to another failure domain. */
  brokersMoved: number;
  /** Agents that the configured split gives to another broker than before. */
  agentsMoved: number;
  active: BeforeAfter<number>;
  /** `tried`: the tolerance after was found by trying every set of brokers, not calculated. */
  tolerance: BeforeAfter<Tolerance> & { tried: boolean };
  load: BeforeAfter<LoadSplit>;
  findings: { gained: AdviceFinding[]; resolved: AdviceFinding[]; changed: AdviceFinding[] };
}

/** Names that only the user knows. */
type Placeholders = Pick<Proposal, 'newBrokers' | 'newDomains'>;

/** The goals of a farm's site, and the day that suppressions are judged by. */
export interface AdviceQuestion {
  goals: readonly Goal[];
  /** ISO date. */
  today: string;
}

/**
 * A set of changes, made as edits of the farm and proven there.
 * @throws Error if the changed farm doesn't reach the goals: a fault of the search
 */
export function proposalOf(
  farm: Farm,
  site: Site,
  found: readonly Change[],
  question: AdviceQuestion,
): Proposal {
  const changes = inOrder(withKnownDomains(farm, site, found, question));
  const made = makeChanges(farm, site, changes);
  const after = findSite(made.farm, site.name);
  if (unmetGoals(made.farm, after, question.goals, question.today).length > 0) {
    throw new Error(`a proposal for site ${site.name} does not reach its goal`);
  }
  const proof = proveTolerance(after);
  const load = { before: splitLoad(farm, site), after: splitLoad(made.farm, after) };
  return {
    changes,
    ...placeholdersOf(site, changes),
    steps: made.steps,
    commands: made.commands,
    brokersMoved: new Set(
      changes.flatMap((change) =>
        change.kind === 'domain' && change.from !== null ? [change.broker] : [],
      ),
    ).size,
    agentsMoved: countMoved(load),
    active: { before: activeBrokers(site).length, after: activeBrokers(after).length },
    tolerance: {
      before: proveTolerance(site).tolerance,
      after: proof.tolerance,
      tried: proof.tried,
    },
    load,
    findings: findingsOfEdit(farm, site, after, changes, question.today),
  };
}

/**
 * The changes as edits of the farm, their commands, and the farm after them. `open`: the names that are placeholders.
 * @throws Refusal of an edit
 */
export function makeChanges(
  farm: Farm,
  site: Site,
  changes: readonly Change[],
  open: Placeholders = placeholdersOf(site, changes),
): { farm: Farm; steps: EditStep[]; commands: SuggestedCommand[] } {
  let now = farm;
  const steps: EditStep[] = [];
  const commands: SuggestedCommand[] = [];
  const { newBrokers, newDomains } = open;
  for (const change of changes) {
    for (const step of stepsOf(findSite(now, site.name), change)) {
      steps.push(step);
      const kept = change.kind === 'domain' ? pairsOf(site, change.broker) : [];
      const own = commandsOf(step, now).map((one) =>
        withPlaceholders(withoutOptions(one, kept), step, newBrokers, newDomains),
      );
      commands.push(...own);
      now = applyStep(now, step).farm;
    }
  }
  return { farm: now, steps, commands };
}

/** The failure domains that a broker has: a command that sets another one need not repeat them. */
function pairsOf(site: Site, broker: string): string[] {
  const found = site.brokers.find(({ server }) => sameName(server, broker));
  return Object.entries(found?.failureDomains ?? {}).map(([key, value]) => domainToSet(key, value));
}

function withoutOptions(command: SuggestedCommand, values: readonly string[]): SuggestedCommand {
  const options = command.options.filter(
    ({ value }) => value === null || !values.includes(value.text),
  );
  return { ...command, options };
}

function placeholdersOf(site: Site, changes: readonly Change[]): Placeholders {
  const newBrokers = changes.flatMap((one) => (one.kind === 'add' ? [one.broker] : []));
  const used = changes.flatMap((one): [string, string][] => {
    if (one.kind === 'add') return Object.entries(one.failureDomains);
    return one.kind === 'domain' ? [[one.key, one.to]] : [];
  });
  const fresh = used.filter(([key, value]) => isNewIn(site, key, value) === 1);
  const newDomains = fresh.map(([key, value]) => ({ key, value }));
  const once = newDomains.filter(
    ({ key, value }, at) =>
      newDomains.findIndex((one) => one.key === key && one.value === value) === at,
  );
  return { newBrokers, newDomains: once };
}

/** A command in which names that only the user knows are placeholders; so is the IP of a new broker. */
function withPlaceholders(
  command: SuggestedCommand,
  step: EditStep,
  servers: readonly string[],
  domains: Proposal['newDomains'],
): SuggestedCommand {
  const pairs = domains.map(({ key, value }) => domainToSet(key, value));
  const args = command.args.map((word) =>
    servers.includes(word.text) ? placeholder(word.text) : word,
  );
  const options = command.options.map(({ flag, value }) => ({
    flag,
    value: value !== null && pairs.includes(value.text) ? placeholder(value.text) : value,
  }));
  const isOpen = step.kind === 'add-broker' && servers.includes(step.broker.server);
  const ip = isOpen ? [{ flag: '--ip', value: placeholder('IP') }] : [];
  return { ...command, args, options: [...ip, ...options] };
}

/**
 * The changes with failure domains that the site has, or that an earlier change needs, in place of new ones, wherever these
 * do as well: the smallest first.
 */
function withKnownDomains(
  farm: Farm,
  site: Site,
  found: readonly Change[],
  { goals, today }: AdviceQuestion,
): readonly Change[] {
  const reaches = (changes: readonly Change[]): boolean => {
    const changed = changes.reduce(changedSite, site);
    return unmetGoals({ ...farm, sites: [changed] }, changed, goals, today).length === 0;
  };
  let changes = found;
  found.forEach((change, at) => {
    for (const [key, old] of newDomainsOf(change)) {
      const others = changes.slice(0, at).reduce(changedSite, site);
      const known = valuesOf(others, key).filter(
        (value) =>
          change.kind !== 'domain' || change.from === null || !sameName(value, change.from),
      );
      const placed = known
        .toSorted(
          (a, b) =>
            isNewIn(site, key, a) - isNewIn(site, key, b) ||
            countIn(site, key, a) - countIn(site, key, b),
        )
        .map((value) => changes.with(at, inDomain(site, changes[at] ?? change, key, value)))
        .find(reaches);
      if (placed !== undefined && old !== undefined) changes = placed;
    }
  });
  return changes;
}

function newDomainsOf(change: Change): [key: string, value: string][] {
  if (change.kind === 'add') return Object.entries(change.failureDomains);
  return change.kind === 'domain' && change.isNew ? [[change.key, change.to]] : [];
}

/** 1 where the site has no such failure domain, 0 where it has. */
function isNewIn(site: Site, key: string, value: string): number {
  return valuesOf(site, key).some((known) => sameName(known, value)) ? 0 : 1;
}

function inDomain(site: Site, change: Change, key: string, value: string): Change {
  if (change.kind === 'add') {
    return { ...change, failureDomains: { ...change.failureDomains, [key]: value } };
  }
  return change.kind === 'domain'
    ? { ...change, to: value, isNew: isNewIn(site, key, value) === 1 }
    : change;
}

function countIn(site: Site, key: string, value: string): number {
  return site.brokers.filter(({ failureDomains }) =>
    Object.entries(failureDomains).some(([k, v]) => sameName(k, key) && sameName(v, value)),
  ).length;
}

function countMoved({ before, after }: BeforeAfter<LoadSplit>): number {
  const places = brokerOfAgent(before);
  return [...brokerOfAgent(after)].filter(([agent, server]) => places.get(agent) !== server).length;
}

function brokerOfAgent(split: LoadSplit): Map<string, string> {
  return new Map(
    split.brokers.flatMap(({ server, pinned, automatic }) =>
      [...pinned, ...automatic].map((agent): [string, string] => [agent, server]),
    ),
  );
}

/** The findings of the site that are new, resolved or changed. That a new broker has no IP yet is none. */
function findingsOfEdit(
  farm: Farm,
  before: Site,
  after: Site,
  changes: readonly Change[],
  today: string,
): Proposal['findings'] {
  const alone = (one: Site): Farm => ({ ...farm, sites: [one], suppressions: ofSite(farm, one) });
  const { findings }: EditAnswer = describeEdit(alone(before), alone(after), [], today);
  const added = new Set(changes.flatMap((one) => (one.kind === 'add' ? [one.broker] : [])));
  return {
    gained: findings.gained
      .filter(({ rule, target }) => rule !== 'RAS107' || !added.has(target.name))
      .map(shownFinding),
    resolved: findings.resolved.map(shownFinding),
    changed: findings.changed.map((one) => shownFinding(one.after)),
  };
}

function ofSite({ suppressions }: Farm, { name }: Site): Farm['suppressions'] {
  return suppressions.filter(
    ({ target }) =>
      sameName(target, name) || sameName(target.slice(0, name.length + 1), `${name}/`),
  );
}

/** How many active brokers move, and how high in priority the moved and idled ones are: low ones first, the primary last. */
function burden(site: Site, changes: readonly Change[]): number[] {
  const touched = site.brokers.filter(({ server }) =>
    changes.some(
      (change) =>
        (change.kind === 'domain' || (change.kind === 'state' && change.to === 'standby')) &&
        change.broker === server,
    ),
  );
  const places = touched.map((broker) => placeIn(site.brokers, broker));
  return [touched.filter(isActive).length, -places.reduce((sum, place) => sum + place, 0)];
}

/** Compares proposals for the ranking of docs/advise.md; negative where the first is better. */
export function compareProposals(site: Site, a: Proposal, b: Proposal): number {
  const keys = (one: Proposal): number[] => [
    one.changes.length,
    one.newBrokers.length,
    one.findings.gained.filter(({ severity }) => severity !== 'info').length,
    one.brokersMoved,
    one.changes.filter((change) => change.kind === 'prefer' && change.to !== null).length,
    one.agentsMoved,
    one.active.after % 2 === 0 ? 1 : 0,
    one.findings.gained.length - one.findings.resolved.length,
    one.newDomains.length,
    ...burden(site, one.changes),
  ];
  const left = keys(a);
  const right = keys(b);
  const at = left.findIndex((value, place) => value !== right[place]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
