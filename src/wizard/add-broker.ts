import { type CommandContext, printCommands } from '../render/command-line.js';
import { describeEdit } from '../domain/diff/index.js';
import {
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
import { splitAddresses, valueOrNone } from '../cli/flags.js';
import type { Theme } from '../render/theme.js';
import { sayEditNotes } from '../render/note-words.js';
import { renderEditReview } from '../render/review.js';
import { escapeAll } from '../render/text.js';
import { sayValue } from '../render/words.js';
import { openPrompts } from './prompts.js';
import { ipStep, optional, type Resolve, type ServerAnswers, serverStep } from './server-steps.js';
import { problemOf, sayAnswers, type Step, walk } from './walk.js';

/**
 * The console's wizard "Add a Connection Broker": its steps, and at the end what the new broker would do to the site.
 */

/** What the console's wizard calls its options, word for word: people compare the two. */
const consoleLabels = {
  installGateway: 'Install a Secure Gateway with a Connection Broker',
  enableHtml5: 'Enable HTML5 Gateway',
  addFirewallRules: 'Add Firewall Rules',
};

/** Marks a question that farm asks beyond the console's wizard. */
const notInConsole = "not in the console's wizard";

/** The answers so far: a broker, and the site that it goes to. */
interface BrokerAnswers extends ServerAnswers {
  site: string;
  /** What is known of the broker beside its server and IP. */
  more: Omit<NewBroker, 'server' | 'ip'>;
}

/** What the questions for a new broker begin with. */
export interface BrokerWizard {
  farm: Farm;
  /** Where the farm is kept, as people read it. */
  file: string;
  /** What flags said of the broker: the preset answers. */
  given: Partial<NewBroker>;
  flags: {
    site?: string | undefined;
    file?: string | undefined;
    resolve: boolean | undefined;
    'dry-run': boolean;
  };
  /** The site that flags or preferences name. */
  site: string | undefined;
  resolve: Resolve;
  /** The day of asking, YYYY-MM-DD. */
  today: string;
  theme: Theme;
  /** For whom commands are printed. */
  context: CommandContext;
}

/**
 * Asks for a new broker of a farm.
 * @throws FarmError E_NOT_FOUND for a --site that isn't there; E_INTERRUPTED when the user leaves
 */
export async function askBroker(
  wizard: BrokerWizard,
): Promise<{ site: string; broker: NewBroker }> {
  const { farm, file, flags, theme, today } = wizard;
  const { server = '', ip = null, ...more } = wizard.given;
  const steps = brokerSteps(wizard);
  const answers = await walk(
    {
      steps,
      start: { site: presetSite(wizard), server, ip, more },
      review: (now) => {
        const { farm: after, notes } = attemptTo(farm, now);
        const effects = describeEdit(farm, after, notes, today);
        const command = brokerCommand(farm, now);
        const page = {
          ...effects,
          notes: sayEditNotes(effects.notes),
          farm: farm.name,
          file,
          answers: sayAnswers(steps, now),
          command,
        };
        return renderEditReview(escapeAll(printCommands(page, wizard.context)), theme);
      },
      save: flags['dry-run'] ? 'Finish (dry run: nothing is saved)' : 'Save',
    },
    await openPrompts(theme),
    theme,
  );
  return { site: answers.site, broker: brokerOf(answers) };
}

/** A preferred site that this farm doesn't have is no mistake: preferences count for every farm. */
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

/** Each answer is tried without those that came after it: what is wrong must be the answer just given. */
function brokerSteps({ farm, resolve, flags }: BrokerWizard): Step<BrokerAnswers>[] {
  return [
    siteStep(farm),
    serverStep('Server', (answers) => attemptTo(farm, { ...answers, ip: null, more: {} })),
    ipStep(resolve, flags.resolve === true, (answers) => attemptTo(farm, { ...answers, more: {} })),
    alternativeIpsStep(farm),
    yesNoStep('Gateway', `${consoleLabels.installGateway}?`, 'installGateway'),
    {
      ...yesNoStep('HTML5', `${consoleLabels.enableHtml5}?`, 'enableHtml5'),
      applies: ({ more }) => more.installGateway === true,
    },
    yesNoStep('Firewall rules', `${consoleLabels.addFirewallRules}?`, 'addFirewallRules'),
    descriptionStep,
    standbyStep(farm),
  ];
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

function alternativeIpsStep(farm: Farm): Step<BrokerAnswers> {
  const parse = (text: string): string[] => splitAddresses([valueOrNone(text) ?? '']);
  return {
    title: 'Alternative IPs',
    ask: async (answers, prompts) => {
      const preset = (answers.more.alternativeIps ?? []).join(';');
      await prompts.note(statements['alternative-ips'].says);
      const text = await prompts.text({
        message: optional('Alternative IPs, with ; between', preset),
        preset,
        problem: (typed) => {
          const more = { alternativeIps: parse(typed) };
          return problemOf(() => attemptTo(farm, { ...answers, ip: null, more }));
        },
      });
      return withMore(answers, { alternativeIps: parse(text) });
    },
    say: ({ more }) => sayValue((more.alternativeIps ?? []).join('; ')),
  };
}

const descriptionStep: Step<BrokerAnswers> = {
  title: 'Description',
  ask: async (answers, prompts) => {
    const preset = answers.more.description ?? '';
    const message = optional(`Description, ${notInConsole}`, preset);
    const text = await prompts.text({ message, preset, problem: () => null });
    return withMore(answers, { description: valueOrNone(text) ?? '' });
  },
  say: ({ more }) => sayValue(more.description ?? ''),
};

function yesNoStep(
  title: string,
  question: string,
  option: 'installGateway' | 'enableHtml5' | 'addFirewallRules',
): Step<BrokerAnswers> {
  return {
    title,
    ask: async (answers, prompts) => {
      const yes = await prompts.yesNo(question, answers.more[option] ?? false);
      const without = option === 'installGateway' && !yes ? { enableHtml5: false } : {};
      return withMore(answers, { [option]: yes, ...without });
    },
    say: ({ more }) => (more[option] === true ? 'yes' : 'no'),
  };
}

/**
 * An answer that is the preset is not kept: the broker then starts as RAS presets it, and is told so, also when the
 * site is changed afterwards.
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
      return withMore(answers, { standby: standby === preset ? undefined : standby });
    },
    say: ({ site, more: { standby } }) => {
      if (standby !== undefined) return standby ? 'yes' : 'no';
      return `${presetStandby(findSite(farm, site)) ? 'yes' : 'no'}, the RAS default`;
    },
  };
}

function withMore(answers: BrokerAnswers, more: BrokerAnswers['more']): BrokerAnswers {
  return { ...answers, more: { ...answers.more, ...more } };
}

/** The command that adds the broker without a question; flags that would say the default are left out. */
function brokerCommand(farm: Farm, { site, server, ip, more }: BrokerAnswers): SuggestedCommand {
  const { alternativeIps = [], description = '', failureDomains = {}, standby } = more;
  const options: [flag: string, value: string | null][] = [];
  if (ip !== null) options.push(['--ip', ip]);
  if (alternativeIps.length > 0) options.push(['--alternative-ips', alternativeIps.join(';')]);
  if (more.installGateway === true) options.push(['--install-gateway', null]);
  if (more.enableHtml5 === true) options.push(['--enable-html5', null]);
  if (more.addFirewallRules === true) options.push(['--add-firewall-rules', null]);
  if (description !== '') options.push(['--description', description]);
  for (const [key, value] of Object.entries(failureDomains))
    options.push(['--domain', `${key}=${value}`]);
  if (standby !== undefined) options.push([standby ? '--standby' : '--no-standby', null]);
  return suggestedCommand('broker add', {
    args: [server],
    options,
    site: siteToName(farm, findSite(farm, site)),
  });
}
