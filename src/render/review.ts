import { counted, type Printed } from '../domain/model/index.js';
import type { EditAnswer } from '../domain/diff/index.js';
import type { FarmStatus } from '../domain/status/index.js';
import { renderEffects } from './edit.js';
import type { Theme } from './theme.js';
import type { Note } from './note-words.js';
import { renderStatus } from './status.js';
import { heightOf, padded } from './text.js';
import { paragraph, sayWithCommand } from './words.js';

/**
 * The last page of a wizard: the answers, the effects of saving them, and the equivalent command.
 */

export interface Review {
  farm: string;
  /** The farm file, as shown to the user. */
  file: string;
  answers: readonly (readonly [title: string, answer: string])[];
  /** Titles of the answers that are the default, and of the questions that didn't apply. */
  defaults: readonly string[];
  notAsked: readonly string[];
  /** The command line with the same effect; several where it takes as many. */
  command: string | readonly string[];
}

/** The review of an edit: with its effects on the sites, before → after. */
export function renderEditReview(
  review: Review & Printed<Pick<EditAnswer, 'sites' | 'findings'> & { notes: Note[] }>,
  theme: Theme,
): string {
  return page(review, theme, [
    ...renderEffects(review, theme),
    ...review.notes.map((note) => sayWithCommand(`Note: ${note}`, theme)),
  ]);
}

/** The review of a new farm: with its status. */
export function renderNewFarmReview(review: Review & { status: FarmStatus }, theme: Theme): string {
  return page(review, theme, [renderStatus(review.status, theme)]);
}

/** Why the answers can't be saved together. */
export function renderMisfit(problem: string, theme: Theme): string {
  return `\n${theme.wrap(`${theme.bad('These answers do not fit together:')} ${problem}`)}\n`;
}

/** The lines that the question below the page needs: itself, three choices, and the keys. */
const linesOfQuestion = 6;
/** Effects of which fewer lines are shown say nothing. */
const fewestEffects = 3;

/** The richest page that fits the screen together with the question below it. */
function page(review: Review, theme: Theme, effects: readonly string[]): string {
  const room = theme.rows - linesOfQuestion;
  const fits = (text: string): boolean => heightOf(text, theme.width) <= room;
  const rich = laidOut(review, theme, sayList(review, theme), effects, '\n');
  if (fits(rich)) return rich;
  const tight = sayInOneParagraph(review, theme);
  const lines = effects.flatMap((effect) => effect.split('\n'));
  for (let shown = lines.length; shown > fewestEffects; shown -= 1) {
    const hidden = lines.length - shown;
    const more = hidden === 0 ? [] : [theme.faint(`  … ${counted(hidden, 'more line')}`)];
    const text = laidOut(review, theme, tight, [...lines.slice(0, shown), ...more], '');
    if (fits(text)) return text;
  }
  return laidOut(review, theme, tight, lines.slice(0, fewestEffects), '');
}

function laidOut(
  { farm, file, command }: Review,
  theme: Theme,
  answers: readonly string[],
  effects: readonly string[],
  between: '\n' | '',
): string {
  return [
    between === '' ? [] : '',
    theme.wrap(`${theme.heading('Review')} for Farm ${farm}, ${file}`),
    ...answers,
    ...effects.flatMap((effect) => (between === '' ? effect : ['', effect])),
    ...(between === '' ? [] : ['']),
    ...sayCommands(typeof command === 'string' ? [command] : command, theme),
    ...(between === '' ? [] : ['']),
  ]
    .flat()
    .join('\n');
}

function sayList(review: Review, theme: Theme): string[] {
  const { answers } = review;
  const width = Math.max(...answers.map(([title]) => title.length)) + 1;
  return [
    ...answers.map(([title, answer]) =>
      paragraph(`${padded(`${title}:`, width)} ${answer}`, 2, theme),
    ),
    ...sayLeftOut(review, theme),
  ];
}

function sayInOneParagraph(review: Review, theme: Theme): string[] {
  const text = review.answers.map(([title, answer]) => `${title}: ${answer}`).join('; ');
  return [paragraph(text, 2, theme), ...sayLeftOut(review, theme)];
}

/** What the wizard skipped: answers that are the default, and questions that didn't apply. */
function sayLeftOut({ defaults, notAsked }: Review, theme: Theme): string[] {
  const said = [
    ...(defaults.length === 0 ? [] : [`Left at the default: ${defaults.join(', ')}.`]),
    ...(notAsked.length === 0 ? [] : [`Not asked: ${notAsked.join(', ')}.`]),
  ];
  return said.length === 0 ? [] : [paragraph(said.join(' '), 2, theme)];
}

function sayCommands(commands: readonly string[], theme: Theme): string[] {
  const title = `The same in ${commands.length === 1 ? 'one command' : `${commands.length} commands`}:`;
  return [title, ...commands.map((command) => theme.command(command))];
}
