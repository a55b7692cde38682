import * as Args from '@oclif/core/args';
import { EditCommand } from '../cli/edit-command.js';
import { reportAfterSave } from '../cli/streams.js';
import { versionNumber } from '../store/history/version-name.js';

export default class Restore extends EditCommand {
  static override summary = 'Give the farm file an earlier version';
  static override description =
    'The number is that of farm history: 1 is the version before the last save. The present version stays in the history, and farm undo brings it back.';
  static override examples = [
    '<%= config.bin %> restore 3 --dry-run',
    "<%= config.bin %> restore 3 --reason 'back to the design of March'",
  ];
  static override args = {
    version: Args.string({ required: true, description: 'number in farm history, such as 3' }),
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Restore);
    const { answerVersionChange } = await import('../gate/change-version.js');
    const when = { today: this.today, dryRun: flags['dry-run'] };
    const question = { kind: 'restore', number: versionNumber(args.version) } as const;
    const result = await answerVersionChange(this.locate(flags), question, when);
    const text = async () => (await import('../render/edit.js')).renderEdit;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }
}
