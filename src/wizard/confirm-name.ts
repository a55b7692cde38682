import { FarmError, option, sameName, sentence } from '../domain/model/index.js';
import { escapeText } from '../render/text.js';
import type { Theme } from '../render/theme.js';
import { write } from '../cli/streams.js';

/** Something to delete, which takes its name to confirm. */
export interface Deletion {
  noun: string;
  name: string;
  /** The name given with --confirm. */
  given: string | undefined;
  /** What goes with the object, in words: part of the question and of the refusal. */
  consequences: () => Promise<string>;
}

/**
 * Takes the name of what is to be deleted: given, or typed on a terminal with this theme; null where nobody can be asked.
 * @throws FarmError E_UNCONFIRMED if no name, or another name, is given
 */
export async function confirmName(deletion: Deletion, terminal: Theme | null): Promise<void> {
  const { noun, name, given, consequences } = deletion;
  const typed = given ?? (terminal === null ? null : await askName(deletion, terminal));
  if (typed !== null && sameName(typed.trim(), name)) return;
  throw unconfirmed(
    typed === null
      ? `deleting ${noun} "${name}" must be confirmed.`
      : `"${typed}" is not the name of the ${noun} to delete.`,
    name,
    await consequences(),
  );
}

async function askName({ noun, name, consequences }: Deletion, theme: Theme): Promise<string> {
  const { openPrompts } = await import('./prompts.js');
  await write(process.stderr, `${theme.wrap(escapeText(await consequences()))}\n`);
  const prompts = await openPrompts(theme);
  const message = `Type the name of the ${noun} to delete it (${name}):`;
  return prompts.text({ message, preset: '', problem: () => null });
}

function unconfirmed(message: string, name: string, why: string): FarmError {
  return new FarmError({
    code: 'E_UNCONFIRMED',
    message,
    why,
    // Not the full command: the user should read the name once more before deleting.
    nextStep: sentence`add ${option('--confirm', name)}`,
  });
}
