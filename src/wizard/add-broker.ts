import {
  addOptions,
  brokerFields,
  type Fields,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  type Farm,
  sameName,
  findSite,
  counted,
} from '../domain/model/index.js';
import { addBroker, type NewBroker, presetStandby, type Edit } from '../domain/edits/index.js';
import { statements } from '../domain/facts/index.js';
import { askForEdit, type EditWizard } from './edit-wizard.js';
import { askedKeys, fieldStep, type Kept, notInConsole } from './field-steps.js';
import { ipStep, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import { problemOf, type Step } from './walk.js';

/**
 * The console's wizard "Add a Connection Broker": its steps, and at the end what the new broker would do to the site.
 */

/** The answers so far: a broker and its site. */
interface BrokerAnswers extends ServerAnswers {
  site: string;
  /** The other properties of the broker. */
  more: Omit<NewBroker, 'server' | 'ip'>;
}

/** What the questions for a new broker begin with. */
export interface BrokerWizard extends EditWizard {
  /** The properties that flags give: the preset answers. */
  given: Partial<NewBroker>;
  flags: { site?: string | undefined; resolve: boolean | undefined };
  /** The site that flags or preferences name. */
  site: string | undefined;
  resolve: Resolve;
}

/**
 * Asks for a new broker of a farm.
 * @throws Refusal E_NOT_FOUND for a --site that isn't there; FarmError E_INTERRUPTED when the user leaves
 */
export async function askBroker(
  wizard: BrokerWizard,
): Promise<{ site: string; broker: NewBroker }> {
  const { farm } = wizard;
  const { server = '', ip = null, ...more } = wizard.given;
  const answers = await askForEdit(wizard, {
    steps: brokerSteps(wizard),
    start: { site: presetSite(wizard), server, ip, more },
    edit: (now) => attemptTo(farm, now),
    command: (now) => brokerCommand(farm, now),
  });
  return { site: answers.site, broker: brokerOf(answers) };
}

/** A preferred site that this farm doesn't have is no mistake: preferences apply to every farm. */
function presetSite({ farm, flags, site }: BrokerWizard): string {
  if (flags.site !== undefined) return findSite(farm, flags.site).name;
  const preferred = farm.sites.find(({ name }) => site !== undefined && sameName(name, site));
  return (preferred ?? farm.sites[0])?.name ?? '';
}

function brokerOf({ server, ip, more }: BrokerAnswers): NewBroker {
  return { ...more, server, ip };
}

function attemptTo(farm: Farm, answers: BrokerAnswers): Edit {
  return addBroker(farm, findSite(farm, answers.site), brokerOf(answers));
}

/** Each answer is tried without those that come after it: what is wrong must be the answer just given. */
function brokerSteps({ farm, resolve, flags }: BrokerWizard): Step<BrokerAnswers>[] {
  const kept: Kept<BrokerAnswers> = {
    get: ({ more }) => more,
    set: (answers, more) => ({ ...answers, more: withoutUseless(more) }),
    problem: (answers, key, value) =>
      problemOf(() => attemptTo(farm, { ...answers, ip: null, more: { [key]: value } })),
  };
  const own: Partial<Record<keyof typeof brokerFields, Step<BrokerAnswers>>> = {
    server: serverStep('Server', (answers) => attemptTo(farm, { ...answers, ip: null, more: {} })),
    ip: ipStep(resolve, flags.resolve === true, (answers) =>
      attemptTo(farm, { ...answers, more: {} }),
    ),
    standby: standbyStep(farm),
  };
  const steps = askedKeys(brokerFields).map(
    (key) => own[key] ?? fieldStep(key, brokerFields[key], kept),
  );
  return [siteStep(farm), ...steps];
}

/** The answers without those that another answer rules out, such as HTML5 without a gateway. */
function withoutUseless(more: Readonly<Record<string, unknown>>): BrokerAnswers['more'] {
  const fields: Fields = brokerFields;
  return Object.fromEntries(
    Object.entries(more).filter(([key]) => {
      const needs = fields[key]?.question?.needs;
      return needs === undefined || more[needs] === true;
    }),
  );
}

function siteStep(farm: Farm): Step<BrokerAnswers> {
  return {
    title: 'Site',
    applies: () => farm.sites.length > 1,
    ask: async (answers, prompts) => {
      const choices = farm.sites.map(({ name }) => ({ value: name, name }));
      return { ...answers, site: await prompts.choose('Site:', choices, answers.site) };
    },
    say: (answers) => answers.site,
  };
}

/**
 * The default isn't kept as an answer: the broker then starts as RAS presets it, also if the site is changed afterwards,
 * and the answer says so.
 */
function standbyStep(farm: Farm): Step<BrokerAnswers> {
  return {
    title: 'Standby',
    ask: async (answers, prompts) => {
      const site = findSite(farm, answers.site);
      const preset = presetStandby(site);
      const why = `site "${site.name}" has ${counted(site.brokers.length, 'broker')}. ${statements.R22.says}`;
      await prompts.note(`The RAS default is ${preset ? 'yes' : 'no'}: ${why}`);
      const standby = await prompts.yesNo(
        `Start in standby (${notInConsole})?`,
        answers.more.standby ?? preset,
      );
      const { standby: _, ...more } = answers.more;
      return { ...answers, more: standby === preset ? more : { ...more, standby } };
    },
    say: ({ site, more: { standby } }) => {
      if (standby !== undefined) return standby ? 'yes' : 'no';
      return `${presetStandby(findSite(farm, site)) ? 'yes' : 'no'}, the RAS default`;
    },
  };
}

/** The command that adds the broker without a question; flags with their default are left out. */
function brokerCommand(farm: Farm, { site, server, ip, more }: BrokerAnswers): SuggestedCommand {
  return suggestedCommand('broker add', {
    args: [server],
    options: addOptions(brokerFields, { ip, ...more }),
    site: siteToName(farm, findSite(farm, site)),
  });
}
