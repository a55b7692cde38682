import { type CommandContext, printCommands } from '../render/command-line.js';
import { type RasVersion, rasVersions } from '../domain/facts/index.js';
import {
  beginCommand,
  type NewFarmPlace,
  beginFarm,
  type NewFarmInput,
  newFarmDefaults,
  statusOf,
} from '../domain/status/index.js';
import { valueOrNone } from '../cli/values.js';
import type { Theme } from '../render/theme.js';
import { renderNewFarmReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import { sayValue } from '../render/words.js';
import { openPrompts } from './prompts.js';
import { ipStep, optional, type Resolve, serverStep } from './server-steps.js';
import { problemOf, sayAnswers, type Step, walk } from './walk.js';

/**
 * The wizard of `farm init`: the farm, its first site and the primary, as the first server installed is.
 */

export interface NewFarmWizard {
  /** The preset answers: from flags, and defaults. */
  start: NewFarmInput;
  /** Where the farm will be kept, and how the command line names it. */
  file: string;
  place: NewFarmPlace;
  dryRun: boolean;
  resolve: Resolve;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/**
 * Asks for a new farm.
 * @throws FarmError E_INTERRUPTED when the user leaves
 */
export async function askNewFarm(wizard: NewFarmWizard): Promise<NewFarmInput> {
  const { start, file, place, dryRun, resolve, today, theme } = wizard;
  const steps = newFarmSteps(resolve);
  return walk(
    {
      steps,
      start,
      review: (answers) => {
        const page = {
          farm: answers.name,
          file,
          answers: sayAnswers(steps, answers),
          status: statusOf(beginFarm(answers), { today }),
          command: beginCommand(answers, place),
        };
        return renderNewFarmReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      save: dryRun ? 'Finish (dry run: nothing is saved)' : 'Save',
    },
    await openPrompts(theme),
    theme,
  );
}

/** An answer is tried on a farm that is otherwise valid: what is wrong must be the answer just given. */
function attempt(answer: Partial<NewFarmInput>): unknown {
  return beginFarm({ ...newFarmDefaults, server: 'server', ...answer });
}

function newFarmSteps(resolve: Resolve): Step<NewFarmInput>[] {
  return [
    nameStep('Farm name', 'name'),
    rasStep,
    nameStep('Site', 'site'),
    serverStep('Primary Connection Broker', ({ server }) => attempt({ server })),
    ipStep(resolve, false, ({ ip }) => attempt({ ip })),
    networkStep,
  ];
}

function nameStep(title: string, key: 'name' | 'site'): Step<NewFarmInput> {
  return {
    title,
    ask: async (answers, prompts) => ({
      ...answers,
      [key]: await prompts.text({
        message: `${title}:`,
        preset: answers[key],
        problem: (text) => problemOf(() => attempt({ [key]: text })),
      }),
    }),
    say: (answers) => answers[key],
  };
}

const rasStep: Step<NewFarmInput> = {
  title: 'RAS version',
  ask: async (answers, prompts) => {
    const choices = rasVersions.toReversed().map((value) => ({ value, name: `RAS ${value}` }));
    const rasVersion: RasVersion = await prompts.choose(
      'RAS version:',
      choices,
      answers.rasVersion,
    );
    return { ...answers, rasVersion };
  },
  say: (answers) => String(answers.rasVersion),
};

const networkStep: Step<NewFarmInput> = {
  title: 'Network',
  ask: async (answers, prompts) => {
    const preset = answers.network ?? '';
    const typed = await prompts.text({
      message: optional('Network of its brokers, such as 10.1.0.0/24', preset),
      preset,
      problem: (text) => problemOf(() => attempt({ network: valueOrNone(text) })),
    });
    return { ...answers, network: valueOrNone(typed) };
  },
  say: ({ network }) => sayValue(network),
};
