import {
  type AppliedProposal,
  applyProposal,
  adviseFarm,
  type Proposal,
  type ProposalNames,
  type SiteAdvice,
} from '../domain/advise/index.js';
import type { Edit } from '../domain/edits/index.js';
import { counted, type Farm, findSite, sameName } from '../domain/model/index.js';
import { valueOrNone } from '../cli/values.js';
import { renderSiteAdvice, sayProposal } from '../render/advise.js';
import { type CommandContext, printCommands } from '../render/command-line.js';
import { renderEditReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import type { Theme } from '../render/theme.js';
import { openPrompts } from './prompts.js';
import { optional } from './server-steps.js';
import { problemOf, sayAnswers, type Step, walk } from './walk.js';

/**
 * The wizard "make a site ready": the site, a goal with what it takes, one of the proposals, and the names that only the user
 * knows. All of it is one edit.
 */

/** What is asked for in a site. */
interface GoalChoice {
  says: string;
  goals: readonly string[];
  withStandbys: boolean;
  advice: SiteAdvice;
}

interface AdviceAnswers {
  site: string;
  goal: GoalChoice | null;
  proposal: Proposal | null;
  names: ProposalNames;
}

/** What the questions begin with. */
export interface AdviceWizard {
  farm: Farm;
  /** Where the farm is kept, as people read it. */
  file: string;
  /** The site that flags or preferences name. */
  site: string | undefined;
  dryRun: boolean;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/** Most proposals to choose from. */
const mostShown = 3;

/**
 * Asks for a site, a goal and a proposal.
 * @returns the edit, which can be made again on the farm as it is then
 * @throws Refusal E_NOT_FOUND for a site that isn't there; FarmError E_INTERRUPTED when the user leaves
 */
export async function askAdvice(wizard: AdviceWizard): Promise<(farm: Farm) => Edit> {
  const { farm, file, theme, dryRun } = wizard;
  const steps = adviceSteps(wizard);
  const start: AdviceAnswers = {
    site: presetSite(wizard),
    goal: null,
    proposal: null,
    names: { brokers: {}, domains: {} },
  };
  const answers = await walk(
    {
      steps,
      start,
      review: (now) => {
        const { effects, commands } = applied(farm, now, wizard.today);
        const page = {
          ...effects,
          notes: [],
          farm: farm.name,
          file,
          ...sayAnswers(steps, now),
          command: commands,
        };
        return renderEditReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      save: dryRun ? 'Finish (dry run: nothing is saved)' : 'Save',
    },
    await openPrompts(theme),
    theme,
  );
  return (now) => applied(now, answers, wizard.today).edit;
}

function applied(farm: Farm, answers: AdviceAnswers, today: string): AppliedProposal {
  const { site, goal, proposal, names } = answers;
  const goals = goal?.advice.goals ?? [];
  return applyProposal(farm, site, proposal ?? { changes: [] }, { names, goals, today });
}

/** The named site; without one the first that is not ready. */
function presetSite({ farm, site, today }: AdviceWizard): string {
  if (site !== undefined) return findSite(farm, site).name;
  const asked = { goals: [], withStandbys: false, most: 1, today };
  const [first] = farm.sites;
  const open = farm.sites.find(
    ({ name }) => adviseFarm(farm, { ...asked, site: name }).sites[0]?.verdict !== 'met',
  );
  return (open ?? first)?.name ?? '';
}

function adviceSteps(wizard: AdviceWizard): Step<AdviceAnswers>[] {
  return [
    siteStep(wizard),
    goalStep(wizard),
    proposalStep(wizard),
    ...Array.from({ length: mostPlaceholders }, (_, at) => [
      serverStep(wizard, at),
      ipStep(wizard, at),
    ]).flat(),
    ...Array.from({ length: mostPlaceholders }, (_, at) => domainStep(wizard, at)),
  ];
}

/** Proposals with more new servers than these are not what a wizard is for: their commands can be copied. */
const mostPlaceholders = 9;

function siteStep({ farm, site }: AdviceWizard): Step<AdviceAnswers> {
  return {
    title: 'Site',
    applies: () => farm.sites.length > 1 && site === undefined,
    ask: async (answers, prompts) => {
      const choices = farm.sites.map(({ name }) => ({ value: name, name }));
      const chosen = await prompts.choose('Site:', choices, answers.site);
      return chosen === answers.site
        ? answers
        : { ...answers, site: chosen, goal: null, proposal: null };
    },
    say: (answers) => answers.site,
  };
}

/** The goals, each with what it takes: whoever chooses sees the price. One that is met leaves nothing to do. */
function goalStep(wizard: AdviceWizard): Step<AdviceAnswers> {
  return {
    title: 'Goal',
    isOpen: ({ goal }) => goal === null,
    ask: async (answers, prompts) => {
      const choices = goalChoices(wizard, answers.site);
      for (;;) {
        const chosen = await prompts.choose(
          'Goal:',
          choices.map((one) => ({ value: one, name: `${one.says} (${sayPrice(one.advice)})` })),
          choices.find(({ advice }) => advice.proposals.length > 0),
        );
        if (chosen.advice.proposals.length > 0) {
          return { ...answers, goal: chosen, proposal: null, names: { brokers: {}, domains: {} } };
        }
        await prompts.note(
          chosen.advice.verdict === 'met'
            ? 'This goal is met: there is nothing to change. Choose another one, or press Ctrl-C to leave.'
            : 'No change reaches this goal. Choose another one, or press Ctrl-C to leave.',
        );
      }
    },
    say: ({ goal }) => goal?.says ?? 'none',
  };
}

function goalChoices({ farm, today }: AdviceWizard, site: string): GoalChoice[] {
  const keys = new Map(
    findSite(farm, site)
      .brokers.flatMap(({ failureDomains }) => Object.keys(failureDomains))
      .map((key) => [key.toLowerCase(), key]),
  );
  const choices: Omit<GoalChoice, 'advice'>[] = [
    { says: 'Ready: can lose any 1 broker, no warnings', goals: ['ready'], withStandbys: false },
    {
      says: 'Ready, and can lose any 2 brokers, standbys counted',
      goals: ['no-warnings', 'tolerance=2'],
      withStandbys: true,
    },
    {
      says: 'Can lose any 2 brokers, standbys not counted',
      goals: ['tolerance=2'],
      withStandbys: false,
    },
    ...[...keys.values()].map((key) => ({
      says: `Can lose any one ${key}`,
      goals: [`domain=${key}`],
      withStandbys: false,
    })),
    { says: 'No findings, notes included', goals: ['no-findings'], withStandbys: false },
  ];
  return choices.flatMap((choice) => {
    const { goals, withStandbys } = choice;
    const [advice] = adviseFarm(farm, { site, goals, withStandbys, most: mostShown, today }).sites;
    return advice === undefined ? [] : [{ ...choice, advice }];
  });
}

/** "met", "2 changes", "1 new broker, 1 other change". */
function sayPrice({ verdict, proposals }: SiteAdvice): string {
  if (verdict === 'met') return 'met';
  const [best] = proposals;
  if (best === undefined) return 'no way found';
  const added = best.newBrokers.length;
  const others = best.changes.length - added;
  const parts = [
    ...(added === 0 ? [] : [counted(added, 'new broker')]),
    ...(others === 0 ? [] : [counted(others, added === 0 ? 'change' : 'other change')]),
  ];
  return parts.join(', ');
}

function proposalStep({ theme, context }: AdviceWizard): Step<AdviceAnswers> {
  return {
    title: 'Proposal',
    isOpen: ({ proposal }) => proposal === null,
    ask: async (answers, prompts) => {
      const advice = answers.goal?.advice;
      if (advice === undefined) return answers;
      const shown = escapeAll(printCommands(advice, context));
      await prompts.show(() => `\n${renderSiteAdvice(shown, theme)}\n`);
      const choices = advice.proposals.map((proposal, at) => ({
        value: proposal,
        name: `${at + 1}. ${sayProposal(proposal)}`,
      }));
      const [first] = advice.proposals;
      const proposal = await prompts.choose('Proposal:', choices, answers.proposal ?? first);
      return { ...answers, proposal, names: { brokers: {}, domains: {} } };
    },
    say: ({ proposal }) => (proposal === null ? 'none' : sayProposal(proposal)),
  };
}

/** The name of a new server, in place of its placeholder. */
function serverStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const placeholderOf = (answers: AdviceAnswers): string => answers.proposal?.newBrokers[at] ?? '';
  const withServer = (answers: AdviceAnswers, server: string): AdviceAnswers => ({
    ...answers,
    names: {
      ...answers.names,
      brokers: {
        ...answers.names.brokers,
        [placeholderOf(answers)]: { ...answers.names.brokers[placeholderOf(answers)], server },
      },
    },
  });
  return {
    title: at === 0 ? 'New broker' : `New broker ${at + 1}`,
    isOpen: ({ proposal, names }) => names.brokers[proposal?.newBrokers[at] ?? ''] === undefined,
    applies: (answers) => placeholderOf(answers) !== '',
    ask: async (answers, prompts) => {
      const server = await prompts.text({
        message: `${at === 0 ? 'New broker' : `New broker ${at + 1}`} (FQDN, NetBIOS name or IP):`,
        preset: answers.names.brokers[placeholderOf(answers)]?.server ?? '',
        problem: (text) => problemOf(() => applied(farm, withServer(answers, text), today)),
      });
      return withServer(answers, server);
    },
    say: (answers) => answers.names.brokers[placeholderOf(answers)]?.server ?? 'none',
  };
}

function ipStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const placeholderOf = (answers: AdviceAnswers): string => answers.proposal?.newBrokers[at] ?? '';
  const withIp = (answers: AdviceAnswers, ip: string | null): AdviceAnswers => {
    const name = placeholderOf(answers);
    const known = answers.names.brokers[name] ?? { server: name };
    const brokers = { ...answers.names.brokers, [name]: { ...known, ip } };
    return { ...answers, names: { ...answers.names, brokers } };
  };
  return {
    title: at === 0 ? 'IP' : `IP ${at + 1}`,
    isOpen: ({ proposal, names }) =>
      names.brokers[proposal?.newBrokers[at] ?? '']?.ip === undefined,
    applies: (answers) => placeholderOf(answers) !== '',
    ask: async (answers, prompts) => {
      const before = answers.names.brokers[placeholderOf(answers)];
      const preset = before?.ip ?? '';
      const typed = await prompts.text({
        message: optional(`IP of ${before?.server ?? ''}`, preset),
        preset,
        problem: (text) =>
          problemOf(() => applied(farm, withIp(answers, valueOrNone(text)), today)),
      });
      return withIp(answers, valueOrNone(typed));
    },
    say: (answers) => answers.names.brokers[placeholderOf(answers)]?.ip ?? 'none',
  };
}

/** A failure domain that the site doesn't have; one with which the goal is missed is refused. */
function domainStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const openOf = (answers: AdviceAnswers) => answers.proposal?.newDomains[at];
  const withDomain = (answers: AdviceAnswers, text: string): AdviceAnswers => ({
    ...answers,
    names: {
      ...answers.names,
      domains: { ...answers.names.domains, [openOf(answers)?.value ?? '']: text },
    },
  });
  const problem = (answers: AdviceAnswers, text: string): string | null => {
    if (text === '') return 'Type its name.';
    let isMissed = false;
    const refused = problemOf(() => {
      isMissed = applied(farm, withDomain(answers, text), today).unmet.length > 0;
    });
    return refused ?? (isMissed ? 'With this one the goal is not reached: use another one.' : null);
  };
  return {
    title: at === 0 ? 'New failure domain' : `New failure domain ${at + 1}`,
    isOpen: ({ proposal, names }) =>
      names.domains[proposal?.newDomains[at]?.value ?? ''] === undefined,
    applies: (answers) => openOf(answers) !== undefined,
    ask: async (answers, prompts) => {
      const { key = '', value = '' } = openOf(answers) ?? {};
      const text = await prompts.text({
        message: `Another ${key} for ${whoMoves(answers, value)}:`,
        preset: answers.names.domains[value] ?? '',
        problem: (typed) => problem(answers, typed),
      });
      return withDomain(answers, text);
    },
    say: (answers) => {
      const { key = '', value = '' } = openOf(answers) ?? {};
      return `${key} ${answers.names.domains[value] ?? 'none'}`;
    },
  };
}

/** The broker that a new failure domain is for. */
function whoMoves({ proposal, names }: AdviceAnswers, value: string): string {
  for (const change of proposal?.changes ?? []) {
    if (change.kind === 'domain' && sameName(change.to, value)) return change.broker;
    if (change.kind === 'add' && Object.values(change.failureDomains).includes(value)) {
      return names.brokers[change.broker]?.server ?? change.broker;
    }
  }
  return 'the broker';
}
