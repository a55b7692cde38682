import { adviseFarm, type SiteAdvice } from '../domain/advise/index.js';
import { counted, findSite } from '../domain/model/index.js';
import { renderSiteAdvice, sayProposal } from '../render/advise.js';
import { printCommands } from '../render/command-line.js';
import { escapeAll } from '../render/text.js';
import {
  type AdviceAnswers,
  type AdviceWizard,
  type GoalChoice,
  noNames,
} from './advice-answers.js';
import type { Step } from './walk.js';

/** The steps of the wizard of `farm advise` up to the proposal: the site, the goal, and how to reach it. */

/** Most proposals to choose from. */
const mostShown = 3;

/** The named site; without one the first that is not ready. */
export function presetSite({ farm, site, today }: AdviceWizard): string {
  if (site !== undefined) return findSite(farm, site).name;
  const asked = { goals: [], withStandbys: false, most: 1, today };
  const [first] = farm.sites;
  const open = farm.sites.find(
    ({ name }) => adviseFarm(farm, { ...asked, site: name }).sites[0]?.verdict !== 'met',
  );
  return (open ?? first)?.name ?? '';
}

/** The site to make ready. */
export function siteStep({ farm, site }: AdviceWizard): Step<AdviceAnswers> {
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
export function goalStep(wizard: AdviceWizard): Step<AdviceAnswers> {
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
          return { ...answers, goal: chosen, proposal: null, names: noNames };
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

/** The ways to reach the goal, shown before they are asked for. */
export function proposalStep({ theme, context }: AdviceWizard): Step<AdviceAnswers> {
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
      return { ...answers, proposal, names: noNames };
    },
    say: ({ proposal }) => (proposal === null ? 'none' : sayProposal(proposal)),
  };
}
