import type { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import { FarmError, shortened, suggestedCommand } from '../../domain/model/index.js';
import { contentOf } from '../../render/help/page.js';
import { helpPages } from '../../render/help/pages.js';
import type { HelpResult } from '../../render/help/result.js';
import { usageOf } from '../../render/usage.js';
import type { CommandTree } from '../completion/command-tree.js';
import { unknownCommand } from '../usage-errors.js';
import { answersTo, certain } from './answers.js';
import { FarmHelp } from './command-help.js';

/** What `farm help` shows: the help of a command or a topic, a page, or answers to a question. */
type Shown =
  | { kind: 'command'; result: HelpResult; show: (flags: readonly string[]) => Promise<void> }
  | { kind: 'page' | 'answers'; result: HelpResult };

/**
 * The help for some words. A page comes before a command of the same name, which has --help as well.
 * @throws FarmError E_USAGE for a mistyped command, E_NOT_FOUND if no answer is found
 */
export async function helpFor(words: readonly string[], config: Config): Promise<Shown> {
  const [first = ''] = words;
  const page = helpPages.find(({ id }) => words.length === 1 && id === first.toLowerCase());
  if (page !== undefined) {
    const { title, blocks } = contentOf(page);
    return { kind: 'page', result: { kind: 'page', id: page.id, title, blocks } };
  }
  const id = words.join(':');
  const isKnown =
    words.length === 0 ||
    config.findCommand(id) !== undefined ||
    config.findTopic(id) !== undefined;
  if (isKnown) {
    return {
      kind: 'command',
      result: describe(words, config),
      show: (flags) =>
        new FarmHelp(config, config.pjson.oclif.helpOptions).showHelp([...words, ...flags]),
    };
  }
  const question = words.join(' ');
  const { answers, score } = answersTo(question, treeOf(config), helpPages);
  const typo = words.length > 2 ? undefined : unknownCommand(id, config.commandIDs);
  if (typo !== undefined && score < certain && typo.candidates.length > 0) throw typo;
  if (answers.length > 0)
    return { kind: 'answers', result: { kind: 'answers', question, answers } };
  throw new FarmError({
    code: 'E_NOT_FOUND',
    message: `no help found for "${shortened(question)}".`,
    why: `Pages: ${helpPages.map((one) => one.id).join(', ')}. farm explain lists rules and concepts.`,
    nextStep: suggestedCommand('help'),
  });
}

function treeOf(config: Config): CommandTree {
  const commands = Object.fromEntries(config.commands.map((command) => [command.id, command]));
  const topics = Object.fromEntries(config.topics.map((topic) => [topic.name, topic]));
  return { commands, topics } as unknown as CommandTree;
}

/** The same for a program: a command with what it takes, or the commands of a topic. */
function describe(words: readonly string[], config: Config): HelpResult {
  const id = words.join(':');
  const command = config.findCommand(id);
  if (command !== undefined) return { kind: 'command', ...describeCommand(command) };
  const commands = config.commands
    .filter((one) => !one.hidden && (id === '' || one.id.startsWith(`${id}:`)))
    .map((one) => ({ command: one.id.replaceAll(':', ' '), summary: one.summary ?? '' }))
    .toSorted((a, b) => (a.command < b.command ? -1 : 1));
  const pages = id === '' ? helpPages.map((one) => ({ id: one.id, about: one.about })) : [];
  return { kind: 'commands', commands, pages };
}

function describeCommand({
  id,
  summary = '',
  description = '',
  examples = [],
  args,
  flags,
  strict,
  usage,
}: Command.Loadable) {
  const words = id.replaceAll(':', ' ').split(' ');
  return {
    command: words.join(' '),
    summary,
    description,
    usage: usageOf({ words, args, flags, strict, usage }).map((line) => `farm ${line}`),
    examples: examples.map((one) =>
      (typeof one === 'string' ? one : one.command).replaceAll('<%= config.bin %>', 'farm'),
    ),
    flags: Object.values(flags)
      .filter(({ hidden }) => hidden !== true)
      .map((flag) => ({
        name: flag.name,
        about: flag.summary ?? flag.description ?? '',
        required: flag.required === true,
      })),
  };
}
