import { EditCommand } from '../cli/edit-command.js';
import { savesArg } from '../cli/flags.js';
import { reportAfterSave } from '../cli/streams.js';

export default class Undo extends EditCommand {
  static override summary = 'Undo the last save of the farm file';
  static override description =
    'Gives the file the version before its last save that is not undone yet. A change made outside farm, such as in an editor, counts as a save. farm redo makes it again. An undo is a save too, so that nothing is lost: farm history lists all versions.';
  static override examples = [
    '<%= config.bin %> undo',
    '<%= config.bin %> undo 3 --dry-run',
    "<%= config.bin %> undo --reason 'wrong rack'",
  ];
  static override args = {
    saves: savesArg,
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Undo);
    const { answerVersionChange } = await import('../gate/change-version.js');
    const when = { today: this.today, dryRun: flags['dry-run'] };
    const question = { kind: 'undo', saves: args.saves ?? 1 } as const;
    const result = await answerVersionChange(this.locate(flags), question, when);
    const text = async () => (await import('../render/edit.js')).renderEdit;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }
}
