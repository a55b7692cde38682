import { type CommandContext, printCommands } from '../render/command-line.js';
import { describeEdit } from '../domain/diff/index.js';
import { addSite } from '../domain/edits/index.js';
import {
  addOptions,
  type Farm,
  siteFields,
  type SuggestedCommand,
  suggestedCommand,
} from '../domain/model/index.js';
import type { Theme } from '../render/theme.js';
import { sayEditNotes } from '../render/note-words.js';
import { renderEditReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import { nameStep, networkStep } from './name-steps.js';
import { openPrompts } from './prompts.js';
import { ipStep, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import { sayAnswers, type Step, walk } from './walk.js';

/** The wizard of `farm site add`: the site, and its primary. */

/** The answers: a site and its primary. */
export interface SiteAnswers extends ServerAnswers {
  name: string;
  network: string | null;
}

export interface SiteWizard {
  farm: Farm;
  /** Where the farm is kept, as people read it. */
  file: string;
  /** The preset answers. */
  start: SiteAnswers;
  dryRun: boolean;
  resolve: Resolve;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/** Asks for a new site of a farm. @throws FarmError E_INTERRUPTED when the user leaves */
export async function askSite(wizard: SiteWizard): Promise<SiteAnswers> {
  const { farm, file, start, dryRun, today, theme } = wizard;
  const steps = siteSteps(wizard);
  return walk(
    {
      steps,
      start,
      review: (now) => {
        const { farm: after, notes } = addSite(farm, siteOf(now));
        const effects = describeEdit(farm, after, notes, today);
        const page = {
          ...effects,
          notes: sayEditNotes(effects.notes),
          farm: farm.name,
          file,
          ...sayAnswers(steps, now),
          command: siteCommand(now),
        };
        return renderEditReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      save: dryRun ? 'Finish (dry run: nothing is saved)' : 'Save',
    },
    await openPrompts(theme),
    theme,
  );
}

/** The site that the answers ask for. */
export function siteOf({ name, network, server, ip }: SiteAnswers): Parameters<typeof addSite>[1] {
  return { name, network, primary: { server, ip } };
}

/** Each answer is tried without those that come after it: what is wrong must be the answer just given. */
function siteSteps({ farm, resolve }: SiteWizard): Step<SiteAnswers>[] {
  const none = { network: null, server: 'server', ip: null };
  const attempt = (answers: Pick<SiteAnswers, 'name'> & Partial<SiteAnswers>): unknown =>
    addSite(farm, siteOf({ ...none, ...answers }));
  return [
    nameStep('Site name', 'name', ({ name }) => attempt({ name })),
    serverStep('Primary Connection Broker', ({ name, server }) => attempt({ name, server })),
    ipStep(resolve, false, ({ name, server, ip }) => attempt({ name, server, ip })),
    networkStep(({ name, network }) => attempt({ name, network })),
  ];
}

/** The command that adds the site without a question. */
function siteCommand({ name, network, server, ip }: SiteAnswers): SuggestedCommand {
  const primary: [flag: string, value: string][] = [
    ['--broker', server],
    ...(ip === null ? [] : [['--ip', ip] as [string, string]]),
  ];
  const options = [...primary, ...addOptions(siteFields, { network })];
  return suggestedCommand('site add', { args: [name], options });
}
