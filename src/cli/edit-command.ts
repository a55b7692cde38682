import { option, sentence, FarmError, type Farm, sameName } from '../domain/model/index.js';
import * as Flags from '@oclif/core/flags';
import { describeEdit } from '../domain/diff/index.js';
import type { Edit } from '../domain/edits/index.js';
import { withNoteWords } from './edit-answer.js';
import { type CommonFlags, FarmCommand } from './farm-command.js';
import type { EditResult } from '../render/edit.js';
import { type LoadedFarm, readFarm, updateFarm } from '../store/farm/farm-file.js';
import { reportAfterSave } from './streams.js';

/** The flags that every edit takes. */
export interface EditFlags extends CommonFlags {
  'dry-run': boolean;
}

/** What every command is made of that changes a farm. */
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
   * Makes an edit, saves the farm unless it is a dry run, and answers with what changed and what that did. The farm is
   * read again under the lock; `expectedText` refuses it if it is no longer the one that the user was asked about.
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
      ? tried((await readFarm(source)).farm, change)
      : await updateFarm(source, change, options);
    const answer = describeEdit(before, edit.farm, edit.notes, this.today);
    const result: EditResult = { ...(await withNoteWords(answer)), dryRun, saved };
    const text = async () => (await import('../render/edit.js')).renderEdit;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }

  /**
   * The farm that the user is asked about before an edit; `edit` is then given its text to expect.
   * @throws FarmError E_USAGE for a farm on standard input, and those of loadFarm
   */
  protected async loadToEdit(flags: Pick<EditFlags, 'file'>): Promise<LoadedFarm> {
    if (this.locate(flags).kind === 'stdin') throw cannotSave();
    return this.loadFarm(flags);
  }

  /**
   * Has the user confirm what can't be taken back, by the object's name: given with --confirm, or typed.
   * @throws FarmError E_UNCONFIRMED when it is neither, or another name
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

function tried(before: Farm, change: (farm: Farm) => Edit) {
  return { before, edit: change(before), saved: false };
}

function unconfirmed(message: string, name: string): FarmError {
  return new FarmError({
    code: 'E_UNCONFIRMED',
    message,
    why: "What stands in it goes with it, and farm can't bring it back.",
    // Not the whole command: whoever deletes should read the name once more.
    nextStep: sentence`add ${option('--confirm', name)}`,
  });
}

function cannotSave(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: "an edit can't be saved to standard input.",
    why: 'With --file - a farm can only be asked about.',
    nextStep: 'name a file: --file farm.json',
  });
}
