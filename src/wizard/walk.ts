import { Refusal } from '../domain/model/index.js';
import { describeRefusal } from '../render/reason-words.js';
import type { Theme } from '../render/theme.js';
import { renderMisfit } from '../render/review.js';
import { escapeText } from '../render/text.js';
import { left, type Prompts } from './prompts.js';

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
}

/** What is asked, and how it is reviewed and saved. */
export interface Wizard<A> {
  steps: readonly Step<A>[];
  /** The answers to begin with: flags that were given, and defaults. */
  start: A;
  /** The review page. @throws Refusal when the answers don't go together */
  review: (answers: A, theme: Theme) => string;
  /** The label of the choice that saves. */
  save: string;
}

type Next<A> = { do: 'save' } | { do: 'cancel' } | { do: 'change'; step: Step<A> };

/**
 * Asks until the user saves.
 * @throws FarmError E_INTERRUPTED when they cancel; Inquirer's ExitPromptError on Ctrl-C
 */
export async function walk<A>(wizard: Wizard<A>, prompts: Prompts, theme: Theme): Promise<A> {
  let answers = await askAll(wizard.steps, wizard.start, prompts);
  for (;;) {
    const fits = await review(wizard, answers, prompts, theme);
    const next = await askNext(wizard, answers, fits, prompts);
    if (next.do === 'save') return answers;
    if (next.do === 'cancel') throw left();
    answers = await change(wizard.steps, next.step, answers, prompts);
  }
}

async function askAll<A>(steps: readonly Step<A>[], start: A, prompts: Prompts): Promise<A> {
  let answers = start;
  for (const step of steps) {
    if (applies(step, answers)) answers = await step.ask(answers, prompts);
  }
  return answers;
}

/** Asks for one answer again, and then the questions that only apply because of it, or that it opened. */
async function change<A>(
  steps: readonly Step<A>[],
  step: Step<A>,
  before: A,
  prompts: Prompts,
): Promise<A> {
  let answers = await step.ask(before, prompts);
  for (const one of steps) {
    const isFresh = !applies(one, before) || one.isOpen?.(answers) === true;
    if (one !== step && isFresh && applies(one, answers)) answers = await one.ask(answers, prompts);
  }
  return answers;
}

/** Shows the review page; false if the answers contradict each other, which can happen after a change. */
async function review<A>(
  wizard: Wizard<A>,
  answers: A,
  prompts: Prompts,
  theme: Theme,
): Promise<boolean> {
  try {
    await prompts.show(wizard.review(answers, theme));
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await prompts.show(renderMisfit(escapeText(refusalText(error)), theme));
    return false;
  }
}

async function askNext<A>(
  { steps, save }: Wizard<A>,
  answers: A,
  fits: boolean,
  prompts: Prompts,
): Promise<Next<A>> {
  const next = await prompts.choose<Next<A>['do']>('What now?', [
    ...(fits ? [{ value: 'save' as const, name: save }] : []),
    { value: 'change', name: 'Change an answer' },
    { value: 'cancel', name: 'Cancel, save nothing' },
  ]);
  if (next !== 'change') return { do: next };
  const step = await prompts.choose(
    'Which answer?',
    steps
      .filter((one) => applies(one, answers))
      .map((one) => ({ value: one, name: `${one.title}: ${one.say(answers)}` })),
  );
  return { do: 'change', step };
}

/** The answers that apply, in words, for the review page. */
export function sayAnswers<A>(
  steps: readonly Step<A>[],
  answers: A,
): [title: string, answer: string][] {
  return steps
    .filter((step) => applies(step, answers))
    .map((step) => [step.title, step.say(answers)]);
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
