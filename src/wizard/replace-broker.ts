import { type CommandContext, printCommands } from '../render/command-line.js';
import { describeEdit } from '../domain/diff/index.js';
import { type Edit, replaceBroker } from '../domain/edits/index.js';
import {
  addOptions,
  brokerFields,
  type Farm,
  findBroker,
  findSite,
  siteToName,
  stateOf,
  type SuggestedCommand,
  suggestedCommand,
} from '../domain/model/index.js';
import type { Theme } from '../render/theme.js';
import { sayEditNotes } from '../render/note-words.js';
import { renderEditReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import { openPrompts } from './prompts.js';
import { ipStep, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import { sayAnswers, type Step, walk } from './walk.js';

/** The wizard of `farm broker replace`: which broker, and the server that takes its place. */

/** The answers: a broker, and another server. */
export interface ReplacementAnswers extends ServerAnswers {
  site: string;
  old: string;
  /** Of the new server; none unless flags give some. */
  alternativeIps: readonly string[];
}

export interface ReplacementWizard {
  farm: Farm;
  /** Where the farm is kept, as people read it. */
  file: string;
  /** The preset answers. */
  start: ReplacementAnswers;
  dryRun: boolean;
  resolve: Resolve;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/** Asks for the replacement of a broker. @throws FarmError E_INTERRUPTED when the user leaves */
export async function askReplacement(wizard: ReplacementWizard): Promise<ReplacementAnswers> {
  const { farm, file, start, dryRun, today, theme } = wizard;
  const steps = replacementSteps(wizard);
  return walk(
    {
      steps,
      start,
      review: (now) => {
        const { farm: after, notes } = attemptTo(farm, now);
        const effects = describeEdit(farm, after, notes, today);
        const page = {
          ...effects,
          notes: sayEditNotes(effects.notes),
          farm: farm.name,
          file,
          ...sayAnswers(steps, now),
          command: replaceCommand(farm, now),
        };
        return renderEditReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      save: dryRun ? 'Finish (dry run: nothing is saved)' : 'Save',
    },
    await openPrompts(theme),
    theme,
  );
}

function attemptTo(farm: Farm, { site, old, ...by }: ReplacementAnswers): Edit {
  return replaceBroker(farm, findSite(farm, site), old, by);
}

/** An address that no farm has: it is for documentation only (RFC 5737). */
const anyAddress = '192.0.2.254';

function replacementSteps({ farm, resolve }: ReplacementWizard): Step<ReplacementAnswers>[] {
  return [
    oldStep(farm),
    // Tried with an address that is another one, because it is asked next.
    serverStep('New server', (answers) => attemptTo(farm, { ...answers, ip: anyAddress })),
    ipStep(resolve, true, (answers) => attemptTo(farm, answers), { isRequired: true }),
  ];
}

/** The broker to replace, of all sites, in the order of the file. */
function oldStep(farm: Farm): Step<ReplacementAnswers> {
  const brokers = farm.sites.flatMap((site) =>
    site.brokers.map((broker, place) => ({ site: site.name, broker, place })),
  );
  return {
    title: 'Replace',
    ask: async (answers, prompts) => {
      const choices = brokers.map((one) => {
        const role = one.place === 0 ? 'primary' : stateOf(one.broker);
        return { value: one, name: `${one.broker.server} (${one.site}, ${role})` };
      });
      const before = brokers.find(
        ({ site, broker }) => site === answers.site && broker.server === answers.old,
      );
      const chosen = await prompts.choose('Replace which broker?', choices, before);
      return { ...answers, site: chosen.site, old: chosen.broker.server };
    },
    say: ({ site, old }) => `${old} of ${site}`,
  };
}

/** The command that replaces the broker without a question. */
function replaceCommand(farm: Farm, answers: ReplacementAnswers): SuggestedCommand {
  const { old, server, ip, alternativeIps } = answers;
  const site = findSite(farm, answers.site);
  return suggestedCommand('broker replace', {
    args: [findBroker(site, old).server, server],
    options: addOptions(brokerFields, { ip, alternativeIps }),
    site: siteToName(farm, site),
  });
}
