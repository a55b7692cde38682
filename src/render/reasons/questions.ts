import { statements } from '../../domain/facts/index.js';
import {
  command,
  commandAt,
  compressNames,
  type EventFault,
  isOwnRuleId,
  listed,
  printDuration,
  type QuestionReason,
  sentence,
} from '../../domain/model/index.js';
import type { WordsOf } from './words.js';

/** The words for questions that can't be answered. */
export const questionWords: WordsOf<QuestionReason> = {
  'bad-plan': ({ brokers, agents, mostBrokers, mostAgents }) => ({
    message: `a split of ${agents} agents over ${brokers} brokers can't be planned.`,
    why: `Valid: 1 to ${mostBrokers} brokers, 0 to ${mostAgents} agents, in whole numbers.`,
    nextStep: command`load --brokers 3 --agents 40`,
  }),
  'no-events': ({ source }) => ({
    message: `${source} contains no events.`,
    nextStep: 'write events such as: down CB1; after 30m; up CB1',
  }),
  'unknown-event': ({ word, forms }) => ({
    message: `"${word}" is not an event.`,
    nextStep: `write one of: ${forms.join('; ')}`,
  }),
  'bad-event': ({ verb, fault, form }) => ({
    message: `"${verb}" ${sayFault(fault)}.`,
    nextStep: `write it as: ${form}`,
  }),
  'bad-split': ({ text }) => ({
    message: `"${text}" is not a network split: it needs at least two groups of brokers.`,
    nextStep:
      'write the groups with / between them, such as CB1,CB2/CB3; brokers not named stay with the first group',
  }),
  'repeated-in-split': ({ broker, split }) => ({
    message: `broker "${broker}" is named twice in the network split ${split}.`,
    why: 'A broker is on one side of a split only.',
    nextStep: 'name each broker once; brokers not named stay with the first group',
  }),
  'unknown-service': ({ service, services }) => ({
    message: `"${service}" is not a service that can be required.`,
    nextStep: `choose one of ${services.join(', ')}`,
  }),
  'no-failure': ({ primary, siteOption }) => ({
    message: 'no failure specified.',
    nextStep: commandAt({ siteOption })`simulate --down ${primary}`,
  }),
  'promoted-offline': ({ broker, at, statement }) => ({
    message: `broker "${broker}" is offline${at === 0 ? '' : ` after ${printDuration(at)}`}, so it can't be promoted.`,
    why: statements[statement].says,
    nextStep: `bring it up first: up ${broker}`,
  }),
  'bad-failures': ({ text }) => ({
    message: `"${text}" is not a number of brokers.`,
    nextStep: 'specify a whole number, such as --failures 2, or --failures all',
  }),
  'unknown-goal': ({ text }) => ({
    message: `"${text}" is not a goal.`,
    nextStep:
      'choose one of ready, tolerance=N, no-warnings, no-findings, domain=KEY, such as --goal domain=rack',
  }),
  'goal-too-high': ({ most }) => ({
    message: `a tolerance of more than ${most} can't be a goal.`,
    nextStep: `specify ${most} or less`,
  }),
  'unknown-domain-key': ({ key, known }) => ({
    message: `no broker has a failure domain "${key}".`,
    why: 'Without it, farm does not know which brokers fail together.',
    nextStep:
      known.length === 0
        ? command`broker set SERVER --domain ${`${key}=VALUE`}`
        : sentence`use ${listed(known)}, or set it: ${command`broker set SERVER --domain ${`${key}=VALUE`}`}`,
  }),
  'too-many-brokers': ({ site, brokers, most, command: nextStep }) => ({
    message: `site "${site}" has ${brokers} brokers that can serve; every set can be tried for at most ${most}.`,
    nextStep,
  }),
  'too-many-scenarios': ({ site, scenarios, most, command: nextStep }) => ({
    message: `site "${site}" needs ${scenarios} scenarios; at most ${most} can be tried.`,
    nextStep,
  }),
  'no-rule-left': () => ({
    message: 'no rule is left to run: every selected rule is skipped.',
    why: 'A check without rules would always pass.',
    nextStep: 'remove a --skip',
  }),
  'unknown-rule': ({ rule }) => ({
    message: `there is no rule "${rule}".`,
    nextStep: command`explain`,
  }),
  'bad-date': ({ text }) => ({
    message: `"${text}" is not a date.`,
    nextStep: 'write it as year, month and day: --today 2027-01-31',
  }),
  'no-captured-broker': ({ sources, failure }) => ({
    message: `the capture has no Connection Broker${failure === null ? sayOnly(sources) : sayFailure(failure)}`,
    why: 'A new farm needs at least the primary of a site.',
    nextStep: 'add the output of Get-RASBroker, or a capture that holds it',
  }),
  'other-farm-captured': ({ farm, captured }) => ({
    message: `no Connection Broker of farm "${farm}" is in the capture, which has ${compressNames(captured)}.`,
    why: 'It is probably the capture of another farm: importing it would replace all brokers.',
    nextStep: 'specify the right farm file, or import it all the same: --replace',
  }),
  'bad-condition': ({ text, subjects, operators }) => ({
    message: `"${text}" is not a condition.`,
    why: `A condition is a subject (${subjects.join(', ')}, or a rule such as RAS104), an operator (${operators.join(' ')}) and a whole number; a rule alone means that it has a finding.`,
    nextStep: "write it in quotes, such as --when 'tolerance<1' or --when RAS104",
  }),
  'unknown-subject': ({ subject, subjects }) => ({
    message: `"${subject}" is not a subject of a condition, and no rule.`,
    why: `Subjects: ${subjects.join(', ')}, and the id or name of a rule.`,
    nextStep: "write a condition such as --when 'tolerance<1' or --when RAS104",
  }),
  'unknown-topic': ({ topic }) =>
    isOwnRuleId(topic)
      ? {
          message: `${topic} is a rule of a policy: its own-rules say what it requires.`,
          nextStep: command`explain policy`,
        }
      : { message: `there is no topic "${topic}".`, nextStep: command`explain` },
};

function sayFault(fault: EventFault): string {
  switch (fault.kind) {
    case 'nothing-after-it':
      return 'takes nothing after it';
    case 'no-broker':
      return 'needs a broker';
    case 'several-brokers':
      return 'takes one broker';
    case 'wait-out-of-range':
      return `takes ${printDuration(fault.least)} to ${printDuration(fault.most)}`;
  }
}

function sayOnly(sources: readonly string[]): string {
  return sources.length === 0 ? '.' : `, only ${listed(sources)}.`;
}

function sayFailure({
  source,
  kind,
  message,
}: NonNullable<Extract<QuestionReason, { kind: 'no-captured-broker' }>['failure']>): string {
  switch (kind) {
    case 'missing':
      return `: the PowerShell module of the farm lacks ${source}.`;
    case 'unnamed':
      return `: nothing in ${source} has a name. farm reads the output of ConvertTo-Json and Export-Csv.`;
    case 'empty':
      return `: ${source} is empty.`;
    case 'failed':
      return `: ${source} failed: ${message}`;
  }
}
