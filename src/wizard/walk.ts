import { Refusal } from '../domain/model/index.js';
import { describeRefusal } from '../render/reason-words.js';
import type { Theme } from '../render/theme.js';
import { type Review, renderMisfit } from '../render/review.js';
import { escapeText } from '../render/text.js';
import type { Prompts } from './prompts.js';
import { GoBack, left } from './screen.js';

/**
 * The flow of every wizard: the steps in order, then a review page with save, change an answer, or cancel. It doesn't depend
 * on the questions; answers are a value that each step returns with its part filled in.
 */

export interface Step<A> {
  /** What the answer is called on the review page and in the list of answers to change. */
  title: string;
  /** Whether it is asked, given the other answers; left out: always. */
  applies?: (answers: A) => boolean;
  /** Whether its answer was dropped, because another one changed: then it is asked again. */
  isOpen?: (answers: A) => boolean;
  /** Asks; what was answered before is the preset. */
  ask: (answers: A, prompts: Prompts) => Promise<A>;
  /** The answer in words. */
  say: (answers: A) => string;
  /** Whether the answer is what it would be without the question; left out: never. */
  isDefault?: (answers: A) => boolean;
}

/** What is asked, and how it is reviewed and saved. */
export interface Wizard<A> {
  steps: readonly Step<A>[];
  /** The answers to begin with: flags that were given, and defaults. */
  start: A;
  /** The review page. @throws Refusal when the answers don't go together */
  review: (answers: A, theme: Theme) => string;
  /** Whether nothing is saved: the choice that saves says so. */
  dryRun: boolean;
}

type Next<A> = { do: 'save' } | { do: 'cancel' } | { do: 'change'; step: Step<A> };

/**
 * Asks until the user saves.
 * @throws FarmError E_INTERRUPTED when they cancel; Inquirer's ExitPromptError on Ctrl-C
 */
export async function walk<A>(wizard: Wizard<A>, prompts: Prompts, theme: Theme): Promise<A> {
  await prompts.note('Esc goes back one question. Nothing is saved before the review.');
  let answers = await askAll(wizard.steps, wizard.start, prompts);
  for (;;) {
    const fits = await review(wizard, answers, prompts, theme);
    const next = await askNext(wizard, answers, fits, prompts);
    if (next.do === 'save') return answers;
    if (next.do === 'cancel') throw left();
    answers = await change(wizard.steps, next.step, answers, prompts);
  }
}

/** Asks each question that applies. Going back from the first one asks it again. */
async function askAll<A>(steps: readonly Step<A>[], start: A, prompts: Prompts): Promise<A> {
  let answers = start;
  const asked: number[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined || !applies(step, answers)) continue;
    try {
      answers = await step.ask(answers, prompts);
      asked.push(index);
    } catch (error) {
      if (!(error instanceof GoBack)) throw error;
      index = (asked.pop() ?? index) - 1;
    }
  }
  return answers;
}

/**
 * Asks for one answer again, and then the questions that only apply because of it, or that it opened. Going back keeps the
 * answers as they were.
 */
async function change<A>(
  steps: readonly Step<A>[],
  step: Step<A>,
  before: A,
  prompts: Prompts,
): Promise<A> {
  let answers = before;
  try {
    answers = await step.ask(before, prompts);
    for (const one of steps) {
      const isFresh = !applies(one, before) || one.isOpen?.(answers) === true;
      if (one !== step && isFresh && applies(one, answers))
        answers = await one.ask(answers, prompts);
    }
    return answers;
  } catch (error) {
    if (error instanceof GoBack) return before;
    throw error;
  }
}

/** Shows the review page; false if the answers contradict each other, which can happen after a change. */
async function review<A>(
  wizard: Wizard<A>,
  answers: A,
  prompts: Prompts,
  theme: Theme,
): Promise<boolean> {
  try {
    // Here rather than when it is drawn: the answers may contradict each other.
    wizard.review(answers, theme);
    await prompts.show(() => wizard.review(answers, theme));
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = escapeText(refusalText(error));
    await prompts.show(() => renderMisfit(problem, theme));
    return false;
  }
}

/** What to do after the review. Going back from there leads to the last question, as from any other. */
async function askNext<A>(
  wizard: Wizard<A>,
  answers: A,
  fits: boolean,
  prompts: Prompts,
): Promise<Next<A>> {
  const steps = wizard.steps.filter((one) => applies(one, answers));
  const last = steps.at(-1);
  for (;;) {
    const next = await orBack(
      prompts.choose<Next<A>['do']>('What now?', [
        ...(fits ? [{ value: 'save' as const, name: saveLabel(wizard) }] : []),
        { value: 'change', name: 'Change an answer' },
        { value: 'cancel', name: 'Cancel, save nothing' },
      ]),
    );
    if (next === null && last !== undefined) return { do: 'change', step: last };
    if (next === null) continue;
    if (next !== 'change') return { do: next };
    const choices = steps.map((one) => ({ value: one, name: `${one.title}: ${one.say(answers)}` }));
    const step = await orBack(prompts.choose('Which answer?', choices));
    if (step !== null) return { do: 'change', step };
  }
}

function saveLabel({ dryRun }: Pick<Wizard<unknown>, 'dryRun'>): string {
  return dryRun ? 'Finish (dry run: nothing is saved)' : 'Save';
}

/** The answer, or null if the user goes back. */
async function orBack<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GoBack) return null;
    throw error;
  }
}

/** The answers for the review page: in words those that say something, by their titles those that don't. */
export function sayAnswers<A>(
  steps: readonly Step<A>[],
  answers: A,
): Pick<Review, 'answers' | 'defaults' | 'notAsked'> {
  const asked = steps.filter((step) => applies(step, answers));
  const isDefault = (step: Step<A>): boolean => step.isDefault?.(answers) === true;
  return {
    answers: asked
      .filter((step) => !isDefault(step))
      .map((step) => [step.title, step.say(answers)]),
    defaults: asked.filter(isDefault).map(({ title }) => title),
    notAsked: steps
      .filter((step) => step.isDefault !== undefined && !applies(step, answers))
      .map(({ title }) => title),
  };
}

/** Why the domain refuses an answer, tried on a copy of the farm; null if it accepts it. */
export function problemOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return refusalText(error);
    throw error;
  }
}

/** What is wrong and what is expected; other next steps are commands, which are useless within a wizard. */
function refusalText(refusal: Refusal): string {
  const { code, message, nextStep } = describeRefusal(refusal);
  return code === 'E_USAGE' && typeof nextStep === 'string'
    ? `${message} ${nextStep.charAt(0).toUpperCase()}${nextStep.slice(1)}.`
    : message;
}

function applies<A>(step: Step<A>, answers: A): boolean {
  return step.applies?.(answers) ?? true;
}
