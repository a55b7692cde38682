import { planFarms } from '../../../../src/domain/plan/plan.js';
import type {
  Meanwhile,
  Plan,
  PlanStep,
  SitePlan,
} from '../../../../src/domain/plan/plan-types.js';
import type { StepReason } from '../../../../src/domain/plan/task.js';
import { rasVersions } from '../../../../src/domain/facts/ras-versions.js';
import type { Tolerance } from '../../../../src/domain/model/tolerance.js';
import { sayStep } from '../../../../src/render/plan-words.js';
import type { Verbs } from '../verb.js';

/** The steps from one farm to another. */
export const planVerbs: Verbs = {
  /** plan [back] [floor=N]: from the kept farm to what became of it; `back`: the other way round */
  plan: (line, farm, kept) => {
    const [from, to] = line.flag('back') ? [farm, kept] : [kept, farm];
    const floor = line.number('floor');
    return { output: sayPlan(planFarms(from, to, { floor })) };
  },
  /** plan-upgrade VERSION: of the farm */
  'plan-upgrade': (line, farm) => {
    const word = line.word('version');
    const version = rasVersions.find((one) => String(one) === word) ?? farm.rasVersion;
    return { output: sayPlan(planFarms(farm, { ...farm, rasVersion: version })) };
  },
};

function sayPlan({ verdict, steps, sites, renames, modelOnly }: Plan): string[] {
  return [
    `${verdict}: ${steps.length} steps`,
    ...sites.filter(({ change }) => change !== 'unchanged').map(saySite),
    ...renames.map(({ kind, from, to }) => `renamed ${kind} ${from} -> ${to}`),
    ...steps.map((step) => sayOne(step, sites.length > 1)),
    ...modelOnly.map(
      ({ object, name, property, kind }) => `model only: ${object} ${name} ${property ?? kind}`,
    ),
  ];
}

function saySite({ site, change, before, after, weakest, floor, search }: SitePlan): string {
  const found = search.proved ? `best of ${search.orders}` : 'not proved';
  const where = weakest.step === null ? 'the start' : `step ${weakest.step}`;
  return `${site} ${change}: tolerance ${figures(before)} -> ${figures(after)}, floor ${figures(floor)}, weakest ${figures(weakest.tolerance)} at ${where}, ${found}`;
}

function figures({ withoutStandbys, withStandbys }: Tolerance): string {
  return `${withoutStandbys}/${withStandbys}`;
}

function sayOne(
  { number, site, edit, after, why, ...effects }: PlanStep,
  several: boolean,
): string {
  const where = several && site !== null ? `${site}: ` : '';
  const state =
    after === null
      ? ''
      : ` | ${after.primary}, ${after.active.length}+${after.standby.length}${after.even ? ' even' : ''}, ${figures(after.tolerance)}${effects.belowFloor ? ' below' : ''}`;
  const moves = [
    ...(effects.agentsReconnect === 0 ? [] : [`${effects.agentsReconnect} agents`]),
    ...effects.providersMove.map(({ provider, from, to }) => `${provider} ${from}->${to}`),
  ];
  const moved = moves.length === 0 ? '' : ` | ${moves.join(', ')}`;
  const reasons = why.length === 0 ? '' : ` (${why.map(sayWhy).join(', ')})`;
  const lost = effects.meanwhile === null ? '' : ` | meanwhile ${sayLost(effects.meanwhile)}`;
  return `${number}. ${where}${sayStep(edit)}${state}${moved}${lost}${reasons}`;
}

function sayWhy(reason: StepReason): string {
  return [reason.kind, ...Object.values(reason).slice(1)].join(' ');
}

function sayLost(lost: Meanwhile): string {
  return [
    ...(lost.sessions ? [] : ['no sessions']),
    ...lost.providersLost.map((name) => `lost ${name}`),
    `${lost.processesStopped.length} processes stopped`,
    `${lost.agentsReconnect} reconnect`,
    ...(lost.agentsWithoutBroker === 0 ? [] : [`${lost.agentsWithoutBroker} without broker`]),
    figures(lost.tolerance),
  ].join(', ');
}
