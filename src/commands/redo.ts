import { EditCommand } from '../cli/edit-command.js';
import { savesArg } from '../cli/flags.js';
import { reportAfterSave } from '../cli/streams.js';

export default class Redo extends EditCommand {
  static override summary = 'Redo the save that was undone last';
  static override description =
    'Possible until the farm is changed in another way. Then the versions that were undone stay in farm history, and farm restore brings them back.';
  static override examples = ['<%= config.bin %> redo', '<%= config.bin %> redo 2 --dry-run'];
  static override args = {
    saves: savesArg,
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Redo);
    const { answerVersionChange } = await import('../gate/change-version.js');
    const when = { today: this.today, dryRun: flags['dry-run'] };
    const question = { kind: 'redo', saves: args.saves ?? 1 } as const;
    const result = await answerVersionChange(this.locate(flags), question, when);
    const text = async () => (await import('../render/edit.js')).renderEdit;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }
}
