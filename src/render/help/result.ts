import type { Block } from '../explain-blocks.js';
import { renderPage } from '../explain.js';
import { displayWidth, padded } from '../text.js';
import type { Theme } from '../theme.js';

/** The result of `farm help`. Commands and lists of them are data here: oclif's help prints their text. */
export type HelpResult =
  | {
      kind: 'command';
      command: string;
      summary: string;
      description: string;
      usage: readonly string[];
      examples: readonly string[];
      flags: readonly { name: string; about: string; required: boolean }[];
    }
  | {
      kind: 'commands';
      commands: readonly { command: string; summary: string }[];
      pages: readonly { id: string; about: string }[];
    }
  | { kind: 'page'; id: string; title: string; blocks: readonly Block[] }
  | { kind: 'answers'; question: string; answers: readonly { command: string; about: string }[] };

/** Commands up to this width have what they show beside them. */
const widestCommand = 40;

/** A page, or one line for each answer. */
export function renderHelp(result: HelpResult, theme: Theme): string {
  if (result.kind === 'page') return renderPage({ ...result, blocks: [...result.blocks] }, theme);
  if (result.kind !== 'answers') return '';
  const { answers } = result;
  const widths = answers.map(({ command }) => displayWidth(command));
  const width = Math.max(0, ...widths.filter((one) => one <= widestCommand));
  const lines = answers.map(({ command, about }) => {
    const isWide = displayWidth(command) > width;
    const start = isWide ? '' : `${theme.command(padded(command, width))}  `;
    const rest = theme.wrap(`${isWide ? ' '.repeat(width + 2) : start}${about}`, width + 2);
    return isWide ? `${theme.command(command)}\n${rest}` : rest;
  });
  return `${lines.join('\n')}\n\n${theme.wrap('farm help COMMAND shows its examples and flags.')}`;
}
