import type { Printed } from '../domain/model/index.js';
import type { EditAnswer } from '../domain/diff/index.js';
import type { FarmStatus } from '../domain/status/index.js';
import { renderEffects } from './edit.js';
import type { Theme } from './theme.js';
import type { Note } from './note-words.js';
import { renderStatus } from './status.js';
import { padded } from './text.js';
import { paragraph, sayWithCommand } from './words.js';

/**
 * The last page of a wizard: the answers, the effects of saving them, and the equivalent command.
 */

export interface Review {
  farm: string;
  /** The farm file, as shown to the user. */
  file: string;
  answers: readonly (readonly [title: string, answer: string])[];
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

function page(
  { farm, file, answers, command }: Review,
  theme: Theme,
  effects: readonly string[],
): string {
  const width = Math.max(...answers.map(([title]) => title.length)) + 1;
  return [
    '',
    theme.wrap(`${theme.heading('Review')} for Farm ${farm}, ${file}`),
    ...answers.map(([title, answer]) =>
      paragraph(`${padded(`${title}:`, width)} ${answer}`, 2, theme),
    ),
    ...effects.flatMap((effect) => ['', effect]),
    '',
    ...sayCommands(typeof command === 'string' ? [command] : command, theme),
    '',
  ].join('\n');
}

function sayCommands(commands: readonly string[], theme: Theme): string[] {
  const title = `The same in ${commands.length === 1 ? 'one command' : `${commands.length} commands`}:`;
  return [title, ...commands.map((command) => theme.command(command))];
}
