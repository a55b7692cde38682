import type { ProposalNames } from '../domain/advise/index.js';
import { sameName } from '../domain/model/index.js';
import { valueOrNone } from '../cli/values.js';
import { type AdviceAnswers, type AdviceWizard, applied } from './advice-answers.js';
import { optional } from './server-steps.js';
import { problemOf, type Step } from './walk.js';

/** The steps of the wizard of `farm advise` for what a proposal leaves open: new servers, and failure domains. */

/** Proposals with more new servers than these are not what a wizard is for: their commands can be copied. */
const mostPlaceholders = 9;

/** The steps for each new server, then for each new failure domain. */
export function nameSteps(wizard: AdviceWizard): Step<AdviceAnswers>[] {
  const places = Array.from({ length: mostPlaceholders }, (_, at) => at);
  return [
    ...places.flatMap((at) => [serverStep(wizard, at), ipStep(wizard, at)]),
    ...places.map((at) => domainStep(wizard, at)),
  ];
}

type NewServer = ProposalNames['brokers'][string];

/** The placeholder of a new server; empty where the proposal has fewer. */
function placeholderAt({ proposal }: AdviceAnswers, at: number): string {
  return proposal?.newBrokers[at] ?? '';
}

/** What is known of a new server. */
function serverAt(answers: AdviceAnswers, at: number): NewServer | undefined {
  return answers.names.brokers[placeholderAt(answers, at)];
}

function withServer(answers: AdviceAnswers, at: number, given: Partial<NewServer>): AdviceAnswers {
  const placeholder = placeholderAt(answers, at);
  const known = serverAt(answers, at) ?? { server: placeholder };
  const brokers = { ...answers.names.brokers, [placeholder]: { ...known, ...given } };
  return { ...answers, names: { ...answers.names, brokers } };
}

/** The name of a new server, in place of its placeholder. */
function serverStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const title = at === 0 ? 'New broker' : `New broker ${at + 1}`;
  return {
    title,
    isOpen: (answers) => serverAt(answers, at) === undefined,
    applies: (answers) => placeholderAt(answers, at) !== '',
    ask: async (answers, prompts) => {
      const server = await prompts.text({
        message: `${title} (FQDN, NetBIOS name or IP):`,
        preset: serverAt(answers, at)?.server ?? '',
        problem: (typed) =>
          problemOf(() => applied(farm, withServer(answers, at, { server: typed }), today)),
      });
      return withServer(answers, at, { server });
    },
    say: (answers) => serverAt(answers, at)?.server ?? 'none',
  };
}

/** The IP of a new server; none is an answer too. */
function ipStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const withIp = (answers: AdviceAnswers, typed: string): AdviceAnswers =>
    withServer(answers, at, { ip: valueOrNone(typed) });
  return {
    title: at === 0 ? 'IP' : `IP ${at + 1}`,
    isOpen: (answers) => serverAt(answers, at)?.ip === undefined,
    applies: (answers) => placeholderAt(answers, at) !== '',
    ask: async (answers, prompts) => {
      const { server = '', ip } = serverAt(answers, at) ?? {};
      const preset = ip ?? '';
      const typed = await prompts.text({
        message: optional(`IP of ${server}`, preset),
        preset,
        problem: (text) => problemOf(() => applied(farm, withIp(answers, text), today)),
      });
      return withIp(answers, typed);
    },
    say: (answers) => serverAt(answers, at)?.ip ?? 'none',
  };
}

/** A failure domain that the site doesn't have; one with which the goal is missed is refused. */
function domainStep({ farm, today }: AdviceWizard, at: number): Step<AdviceAnswers> {
  const openOf = (answers: AdviceAnswers) => answers.proposal?.newDomains[at];
  const withDomain = (answers: AdviceAnswers, text: string): AdviceAnswers => ({
    ...answers,
    names: {
      ...answers.names,
      domains: { ...answers.names.domains, [openOf(answers)?.value ?? '']: text },
    },
  });
  const problem = (answers: AdviceAnswers, text: string): string | null => {
    if (text === '') return 'Type its name.';
    let isMissed = false;
    const refused = problemOf(() => {
      isMissed = applied(farm, withDomain(answers, text), today).unmet.length > 0;
    });
    return refused ?? (isMissed ? 'With this one the goal is not reached: use another one.' : null);
  };
  return {
    title: at === 0 ? 'New failure domain' : `New failure domain ${at + 1}`,
    isOpen: ({ proposal, names }) =>
      names.domains[proposal?.newDomains[at]?.value ?? ''] === undefined,
    applies: (answers) => openOf(answers) !== undefined,
    ask: async (answers, prompts) => {
      const { key = '', value = '' } = openOf(answers) ?? {};
      const text = await prompts.text({
        message: `Another ${key} for ${whoMoves(answers, value)}:`,
        preset: answers.names.domains[value] ?? '',
        problem: (typed) => problem(answers, typed),
      });
      return withDomain(answers, text);
    },
    say: (answers) => {
      const { key = '', value = '' } = openOf(answers) ?? {};
      return `${key} ${answers.names.domains[value] ?? 'none'}`;
    },
  };
}

/** The broker that a new failure domain is for. */
function whoMoves({ proposal, names }: AdviceAnswers, value: string): string {
  for (const change of proposal?.changes ?? []) {
    if (change.kind === 'domain' && sameName(change.to, value)) return change.broker;
    if (change.kind === 'add' && Object.values(change.failureDomains).includes(value)) {
      return names.brokers[change.broker]?.server ?? change.broker;
    }
  }
  return 'the broker';
}
