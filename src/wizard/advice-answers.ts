import {
  type AppliedProposal,
  applyProposal,
  type Proposal,
  type ProposalNames,
  type SiteAdvice,
} from '../domain/advise/index.js';
import type { Farm } from '../domain/model/index.js';
import type { EditWizard } from './edit-wizard.js';

/** What the wizard of `farm advise` asks about, and what the answers come to. */

/** What is asked for in a site. */
export interface GoalChoice {
  says: string;
  goals: readonly string[];
  withStandbys: boolean;
  advice: SiteAdvice;
}

/** The answers so far. */
export interface AdviceAnswers {
  site: string;
  goal: GoalChoice | null;
  proposal: Proposal | null;
  names: ProposalNames;
}

/** What the questions begin with. */
export interface AdviceWizard extends EditWizard {
  /** The site that flags or preferences name. */
  site: string | undefined;
}

/** No name is given yet: those of another proposal mean nothing. */
export const noNames: ProposalNames = { brokers: {}, domains: {} };

/** The proposal on a farm, with the names given so far. @throws Refusal of an edit, such as E_EXISTS */
export function applied(farm: Farm, answers: AdviceAnswers, today: string): AppliedProposal {
  const { site, goal, proposal, names } = answers;
  const goals = goal?.advice.goals ?? [];
  return applyProposal(farm, site, proposal ?? { changes: [] }, { names, goals, today });
}
