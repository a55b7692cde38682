import { FarmError, type Farm, type Site, type Wanted } from '../domain/model/index.js';
import * as Flags from '@oclif/core/flags';
import { describeEdit, isEqual } from '../domain/diff/index.js';
import type { Edit, EditNote } from '../domain/edits/index.js';
import { keepDefaultSite } from './default-site.js';
import { withNoteWords } from './edit-answer.js';
import { type CommonFlags, FarmCommand } from './farm-command.js';
import type { EditResult } from '../render/edit.js';
import {
  type LoadedFarm,
  readFarmToEdit,
  refuseReadOnly,
  updateFarm,
} from '../store/farm/farm-file.js';
import { shownPath } from '../store/farm/locate.js';
import type { EditWizard } from '../wizard/edit-wizard.js';
import { confirmName, type Deletion } from '../wizard/confirm-name.js';
import { reportAfterSave } from './streams.js';

/** The flags that every edit takes. */
export interface EditFlags extends CommonFlags {
  'dry-run': boolean;
  reason?: string | undefined;
}

/** A farm that is edited in memory, as a line of a batch. */
interface InMemory {
  loaded: LoadedFarm;
  edit: Edit;
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
    reason: Flags.string({
      helpValue: 'TEXT',
      helpGroup: 'GLOBAL',
      summary: 'Why, for farm history.',
    }),
  };

  private inMemory: InMemory | undefined;

  /** Why it can't be a line of a batch: it answers a question, or makes or chooses the farm file that it saves. Null: it can. */
  get unfitForBatch(): 'question' | 'own file' | null {
    return null;
  }

  /**
   * The farm after this command, which is a line of a batch: nothing is asked, saved or reported.
   * @throws what the command throws; FarmError E_USAGE for flags that only the batch itself can have
   */
  async editInMemory(loaded: LoadedFarm): Promise<Edit> {
    this.inMemory = { loaded, edit: { farm: loaded.farm, notes: [] } };
    this.source = loaded.source;
    await this.run();
    return this.inMemory.edit;
  }

  protected override get isInBatch(): boolean {
    return this.inMemory !== undefined;
  }

  protected override get canAsk(): boolean {
    return this.inMemory === undefined && super.canAsk;
  }

  protected override async loadFarm(flags: Pick<EditFlags, 'file'>): Promise<LoadedFarm> {
    return this.inMemory?.loaded ?? super.loadFarm(flags);
  }

  /**
   * Makes an edit, saves the farm unless it is a dry run, and reports the changes and their consequences. The farm is read
   * again under the lock; with `expectedText`, the edit is refused if the file has changed since the user was asked.
   * @throws Refusal of the edit; FarmError E_USAGE for a farm on standard input, E_LOCKED, E_CHANGED, E_CANNOT_WRITE
   */
  protected async edit(
    flags: Pick<EditFlags, 'file' | 'dry-run' | 'reason'>,
    change: (farm: Farm) => Edit,
    options: { expectedText?: string } = {},
  ): Promise<void> {
    if (this.inMemory !== undefined) {
      refuseBatchFlags(flags);
      this.inMemory.edit = change(this.inMemory.loaded.farm);
      return;
    }
    await this.editFile(flags, async (farm) => change(farm), options);
  }

  /**
   * Makes an edit of objects that the command names, in the site where they are.
   * @param change gets their names as the farm spells them: a list for each of the wanted
   * @throws as `edit`; Refusal E_NOT_FOUND and E_AMBIGUOUS for what is named
   */
  protected async editNamed<W extends readonly Wanted[]>(
    flags: Pick<EditFlags, 'file' | 'dry-run'> & { site?: string | undefined },
    wanted: readonly [...W],
    change: (farm: Farm, site: Site, names: { [K in keyof W]: string[] }) => Edit,
  ): Promise<void> {
    await this.edit(flags, (farm) => {
      const { site, names, foundAs } = this.select(farm, flags.site, wanted);
      // They are notes of the edit, so they are not warnings too.
      this.named.foundAs = [];
      const edit = change(farm, site, names as { [K in keyof W]: string[] });
      const found = foundAs.map((one): EditNote => ({ kind: 'found-as', ...one }));
      return { farm: edit.farm, notes: [...found, ...this.noteSite(farm, edit), ...edit.notes] };
    });
  }

  /** An edit without a change has no site in its answer. */
  private noteSite(farm: Farm, edit: Edit): EditNote[] {
    const { chosen } = this.named;
    if (chosen === null || !isEqual(farm, edit.farm)) return [];
    const by = chosen.foundBy === 'names' ? 'names' : 'default';
    return [{ kind: 'site-chosen', site: chosen.name, by }];
  }

  /** The same for an edit that takes time, or needs more than the farm. */
  protected async editFile(
    flags: Pick<EditFlags, 'file' | 'dry-run' | 'reason'>,
    change: (farm: Farm, loaded: LoadedFarm) => Promise<Edit>,
    options: { expectedText?: string } = {},
  ): Promise<void> {
    const source = this.locate(flags);
    if (source.kind === 'stdin') throw cannotSave();
    refuseReadOnly(source);
    const dryRun = flags['dry-run'];
    const { before, edit, saved } = dryRun
      ? await dryEdit(await readFarmToEdit(source), change)
      : await updateFarm(source, change, options);
    const kept = saved ? await keepDefaultSite(source.path, before, edit.farm) : [];
    const answer = describeEdit(before, edit.farm, [...edit.notes, ...kept], this.today);
    const result: EditResult = { ...(await withNoteWords(answer, dryRun)), dryRun, saved };
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
    refuseReadOnly(source);
    return readFarmToEdit(source);
  }

  /**
   * What a wizard begins with. Pass the text of the file to `edit` as `expectedText`.
   * @throws as `loadToEdit`
   */
  protected async beginWizard(
    flags: Pick<EditFlags, 'file' | 'dry-run'>,
  ): Promise<{ wizard: EditWizard; text: string }> {
    const { farm, text, source } = await this.loadToEdit(flags);
    const wizard = {
      farm,
      file: shownPath(source.path),
      dryRun: flags['dry-run'],
      today: this.today,
      theme: await this.theme(process.stderr),
      context: this.commandContext,
    };
    return { wizard, text };
  }

  /**
   * Asks the user to confirm a deletion: the object's name, given with --confirm or typed.
   * @throws FarmError E_UNCONFIRMED if no name, or another name, is given
   */
  protected async confirmName(deletion: Deletion): Promise<void> {
    await confirmName(deletion, this.prompting ? await this.theme(process.stderr) : null);
  }
}

async function dryEdit(
  loaded: LoadedFarm,
  change: (farm: Farm, loaded: LoadedFarm) => Promise<Edit>,
) {
  return { before: loaded.farm, edit: await change(loaded.farm, loaded), saved: false };
}

/** A line of a batch has no farm file of its own, and is saved with the others or not at all. */
function refuseBatchFlags(flags: Pick<EditFlags, 'file' | 'dry-run' | 'reason'>): void {
  const { file, reason, 'dry-run': dryRun } = flags;
  const given = [
    file !== undefined && '--file',
    dryRun && '--dry-run',
    reason !== undefined && '--reason',
  ];
  const flag = given.find((one) => one !== false);
  if (flag === undefined) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: `a command of a batch can't have ${flag}.`,
    why: 'All commands of a batch change the same farm, and are saved together.',
    nextStep: `remove it from the line, and add ${flag} to the command that runs the batch`,
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
