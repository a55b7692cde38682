import { listTopics } from '../../domain/explain/index.js';
import type { HelpPage } from '../../render/help/page.js';
import { findCommand, type CommandTree } from '../completion/command-tree.js';
import { type QuestionRow, questions } from './questions.table.js';
import { search, type Searchable } from './search.js';

/** Which commands and pages answer a question. */

/** An answer: something to type, and what it shows. */
export interface HelpAnswer {
  /** As typed, `farm` first. */
  command: string;
  about: string;
}

/** The most answers that are shown. */
const mostAnswers = 6;

/** An answer with a lower score has little to do with the question. */
const leastScore = 0.3;

/** An answer with this score is certain: the question was not a mistyped command. */
export const certain = 0.55;

/** The answers, best first, and the score of the best. */
export function answersTo(
  question: string,
  tree: CommandTree,
  pages: readonly HelpPage[],
): { answers: HelpAnswer[]; score: number } {
  const matches = search(question, searchables(tree, pages), ({ command }) => command);
  const shown = matches.filter(({ score }) => score >= leastScore);
  const best = shown[0]?.score ?? 0;
  // What is far worse than the best is noise.
  const answers = shown.filter(({ score }) => score >= best * 0.6).map(({ found }) => found);
  return { answers: oneOfEach(answers).slice(0, mostAnswers), score: best };
}

/** One example of each command is enough. */
function oneOfEach(answers: readonly HelpAnswer[]): HelpAnswer[] {
  const seen = new Set<string>();
  return answers.filter(({ command, about }) => {
    const key = /^farm (?:help|explain) /u.test(command) ? command : about;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function searchables(tree: CommandTree, pages: readonly HelpPage[]): Searchable<HelpAnswer>[] {
  const curated = questions.flatMap(({ asks, answers }) =>
    availableAnswers(answers, tree).map((typed, place) => ({
      text: asks,
      weight: 1 - place * 0.05,
      leadsTo: answerOf(typed, tree, pages),
    })),
  );
  const ofCommands = Object.values(tree.commands)
    .filter(({ hidden }) => hidden !== true)
    .map((command) => {
      const { id, summary = '', description = '', examples = [] } = command;
      const example = exampleOf(examples) ?? `farm ${id.replaceAll(':', ' ')}`;
      const leadsTo = { command: example, about: summary };
      return [
        { text: `${id} ${summary}`, weight: 0.8, leadsTo },
        { text: `${id} ${summary} ${description}`, weight: 0.55, leadsTo },
      ];
    });
  const ofPages = pages.map(({ id, title, about }) => ({
    text: `${id} ${title} ${about}`,
    weight: 0.8,
    leadsTo: { command: `farm help ${id}`, about: title },
  }));
  return [...curated, ...ofCommands.flat(), ...ofPages];
}

/** The answers whose commands and flags this build has. */
export function availableAnswers(
  answers: QuestionRow['answers'],
  tree: CommandTree,
): QuestionRow['answers'] {
  return answers.filter((typed) => {
    const words = typed.split(' ');
    const { command } = findCommand(tree, words);
    const flags = words.flatMap((word) => /^--([\w-]+)/u.exec(word)?.[1] ?? []);
    return command !== undefined && flags.every((flag) => Object.hasOwn(command.flags, flag));
  });
}

function answerOf(typed: string, tree: CommandTree, pages: readonly HelpPage[]): HelpAnswer {
  const [first, second] = typed.split(' ');
  const page = first === 'help' ? pages.find(({ id }) => id === second) : undefined;
  const topic = first === 'explain' ? titleOf(second) : undefined;
  const { command } = findCommand(tree, typed.split(' '));
  return { command: `farm ${typed}`, about: page?.title ?? topic ?? command?.summary ?? '' };
}

/** The title of a topic of `farm explain`. */
function titleOf(topic: string | undefined): string | undefined {
  return listTopics()
    .groups.flatMap(({ topics }) => topics)
    .find(({ id }) => id === topic)?.says;
}

/** The first example that is typed as it is, without a pipe or a file to write. */
function exampleOf(examples: readonly (string | { command: string })[]): string | undefined {
  return examples
    .map((one) => (typeof one === 'string' ? one : one.command))
    .map((one) => one.replaceAll('<%= config.bin %>', 'farm'))
    .find((one) => one.startsWith('farm ') && !/[|>\n]/u.test(one));
}
