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
import type { Theme } from '../render/theme.js';
import { renderNewFarmReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import { nameStep, networkStep } from './name-steps.js';
import { openPrompts } from './prompts.js';
import { ipStep, type Resolve, serverStep } from './server-steps.js';
import { sayAnswers, type Step, walk } from './walk.js';

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
          ...sayAnswers(steps, answers),
          status: statusOf(beginFarm(answers), { today }),
          command: beginCommand(answers, place),
        };
        return renderNewFarmReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      dryRun,
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
    nameStep('Farm name', 'name', ({ name }) => attempt({ name })),
    rasStep,
    nameStep('Site', 'site', ({ site }) => attempt({ site })),
    serverStep('Primary Connection Broker', ({ server }) => attempt({ server })),
    ipStep(resolve, false, ({ ip }) => attempt({ ip })),
    networkStep(({ network }) => attempt({ network })),
  ];
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
