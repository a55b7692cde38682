import type { Edit } from '../domain/edits/index.js';
import type { Farm } from '../domain/model/index.js';
import { type AdviceAnswers, type AdviceWizard, applied, noNames } from './advice-answers.js';
import { goalStep, presetSite, proposalStep, siteStep } from './advice-goal-steps.js';
import { nameSteps } from './advice-name-steps.js';
import { askForEdit } from './edit-wizard.js';

/**
 * The wizard "make a site ready": the site, a goal with what it takes, one of the proposals, and the names that only the user
 * knows. All of it is one edit.
 */

/**
 * Asks for a site, a goal and a proposal.
 * @returns the edit, which can be made again on the farm as it is then
 * @throws Refusal E_NOT_FOUND for a site that isn't there; FarmError E_INTERRUPTED when the user leaves
 */
export async function askAdvice(wizard: AdviceWizard): Promise<(farm: Farm) => Edit> {
  const { farm, today } = wizard;
  const start: AdviceAnswers = {
    site: presetSite(wizard),
    goal: null,
    proposal: null,
    names: noNames,
  };
  const answers = await askForEdit(wizard, {
    steps: [siteStep(wizard), goalStep(wizard), proposalStep(wizard), ...nameSteps(wizard)],
    start,
    edit: (now) => applied(farm, now, today).edit,
    command: (now) => applied(farm, now, today).commands,
  });
  return (now) => applied(now, answers, today).edit;
}
