import { addSite } from '../domain/edits/index.js';
import {
  addOptions,
  siteFields,
  type SuggestedCommand,
  suggestedCommand,
} from '../domain/model/index.js';
import { askForEdit, type EditWizard } from './edit-wizard.js';
import { nameStep, networkStep } from './name-steps.js';
import { ipStep, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import type { Step } from './walk.js';

/** The wizard of `farm site add`: the site, and its primary. */

/** The answers: a site and its primary. */
export interface SiteAnswers extends ServerAnswers {
  name: string;
  network: string | null;
}

export interface SiteWizard extends EditWizard {
  /** The preset answers. */
  start: SiteAnswers;
  resolve: Resolve;
}

/** Asks for a new site of a farm. @throws FarmError E_INTERRUPTED when the user leaves */
export async function askSite(wizard: SiteWizard): Promise<SiteAnswers> {
  return askForEdit(wizard, {
    steps: siteSteps(wizard),
    start: wizard.start,
    edit: (answers) => addSite(wizard.farm, siteOf(answers)),
    command: siteCommand,
  });
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
