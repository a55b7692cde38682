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
import { askForEdit, type EditWizard } from './edit-wizard.js';
import { ipStep, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import type { Step } from './walk.js';

/** The wizard of `farm broker replace`: which broker, and the server that takes its place. */

/** The answers: a broker, and another server. */
export interface ReplacementAnswers extends ServerAnswers {
  site: string;
  old: string;
  /** Of the new server; none unless flags give some. */
  alternativeIps: readonly string[];
}

export interface ReplacementWizard extends EditWizard {
  /** The preset answers. */
  start: ReplacementAnswers;
  resolve: Resolve;
}

/** Asks for the replacement of a broker. @throws FarmError E_INTERRUPTED when the user leaves */
export async function askReplacement(wizard: ReplacementWizard): Promise<ReplacementAnswers> {
  const { farm, start } = wizard;
  return askForEdit(wizard, {
    steps: replacementSteps(wizard),
    start,
    edit: (answers) => attemptTo(farm, answers),
    command: (answers) => replaceCommand(farm, answers),
  });
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
