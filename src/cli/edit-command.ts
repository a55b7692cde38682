import { option, sentence, FarmError, type Farm, sameName } from '../domain/model/index.js';
import * as Flags from '@oclif/core/flags';
import { describeEdit } from '../domain/diff/index.js';
import type { Edit } from '../domain/edits/index.js';
import { withNoteWords } from './edit-answer.js';
import { type CommonFlags, FarmCommand } from './farm-command.js';
import type { EditResult } from '../render/edit.js';
import { type LoadedFarm, readFarmToEdit, updateFarm } from '../store/farm/farm-file.js';
import { reportAfterSave } from './streams.js';

/** The flags that every edit takes. */
export interface EditFlags extends CommonFlags {
  'dry-run': boolean;
}

/** The base class of commands that change a farm. */
export abstract class EditCommand extends FarmCommand {
  static override baseFlags = {
    ...FarmCommand.baseFlags,
    'dry-run': Flags.boolean({
      char: 'n',
      // Without it oclif would leave the flag undefined, and the result without `dryRun`.
      default: false,
      helpGroup: 'GLOBAL',
      summary: 'Show what would change and its consequences; save nothing.',
    }),
  };

  /**
   * Makes an edit, saves the farm unless it is a dry run, and reports the changes and their consequences. The farm is read
   * again under the lock; with `expectedText`, the edit is refused if the file has changed since the user was asked.
   * @throws Refusal of the edit; FarmError E_USAGE for a farm on standard input, E_LOCKED, E_CHANGED, E_CANNOT_WRITE
   */
  protected async edit(
    flags: Pick<EditFlags, 'file' | 'dry-run'>,
    change: (farm: Farm) => Edit,
    options: { expectedText?: string } = {},
  ): Promise<void> {
    const source = this.locate(flags);
    if (source.kind === 'stdin') throw cannotSave();
    const dryRun = flags['dry-run'];
    const { before, edit, saved } = dryRun
      ? dryEdit((await readFarmToEdit(source)).farm, change)
      : await updateFarm(source, change, options);
    const answer = describeEdit(before, edit.farm, edit.notes, this.today);
    const result: EditResult = { ...(await withNoteWords(answer)), dryRun, saved };
    const text = async () => (await import('../render/edit.js')).renderEdit;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }

  /**
   * Loads the farm before asking the user about an edit; pass its text to `edit` as `expectedText`.
   * @throws FarmError E_USAGE for a farm on standard input, and those of loadFarm
   */
  protected async loadToEdit(flags: Pick<EditFlags, 'file'>): Promise<LoadedFarm> {
    const source = this.locate(flags);
    if (source.kind === 'stdin') throw cannotSave();
    return readFarmToEdit(source);
  }

  /**
   * Asks the user to confirm what can't be undone: the object's name, given with --confirm or typed.
   * @throws FarmError E_UNCONFIRMED if no name, or another name, is given
   */
  protected async confirmName(
    noun: string,
    name: string,
    given: string | undefined,
  ): Promise<void> {
    if (given === undefined && !this.prompting) {
      throw unconfirmed(`deleting ${noun} "${name}" must be confirmed.`, name);
    }
    const typed = given ?? (await this.askName(noun, name));
    if (!sameName(typed.trim(), name)) {
      throw unconfirmed(`"${typed}" is not the name of the ${noun} to delete.`, name);
    }
  }

  private async askName(noun: string, name: string): Promise<string> {
    const { openPrompts } = await import('../wizard/prompts.js');
    const prompts = await openPrompts(await this.theme(process.stderr));
    const message = `Type the name of the ${noun} to delete it (${name}):`;
    return prompts.text({ message, preset: '', problem: () => null });
  }
}

function dryEdit(before: Farm, change: (farm: Farm) => Edit) {
  return { before, edit: change(before), saved: false };
}

function unconfirmed(message: string, name: string): FarmError {
  return new FarmError({
    code: 'E_UNCONFIRMED',
    message,
    why: "Everything in it is deleted too, and farm can't restore it.",
    // Not the full command: the user should read the name once more before deleting.
    nextStep: sentence`add ${option('--confirm', name)}`,
  });
}

function cannotSave(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "an edit can't be saved to standard input.",
    why: '--file - is read-only.',
    nextStep: 'specify a file: --file farm.json',
  });
}
