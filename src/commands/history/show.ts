import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../../cli/farm-command.js';
import { versionNumber } from '../../store/history/version-name.js';

export default class HistoryShow extends FarmCommand {
  static override summary = 'Show one save: who made it, when and why, and what it changed';
  static override description =
    'The number is that of farm history: 0 is the last save, which made the file as it is. The answer compares the version with the one before it, as farm diff does.';
  static override examples = [
    '<%= config.bin %> history show 0',
    '<%= config.bin %> history show 3',
    '<%= config.bin %> history show 3 --text > old.json',
  ];
  static override args = {
    version: Args.string({ required: true, description: 'number in farm history, such as 3' }),
  };
  static override flags = {
    text: Flags.boolean({
      default: false,
      description: 'print the farm file as it was, even if it was not a valid farm',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(HistoryShow);
    const { showVersion } = await import('../../gate/history-show.js');
    const source = this.locate(flags);
    const question = { number: versionNumber(args.version), text: flags.text, today: this.today };
    const { result, warnings } = await showVersion(source, question);
    await this.answer({
      result,
      warnings,
      // The version is the output: it goes out as it is.
      text: async () =>
        flags.text
          ? () => result.text ?? ''
          : (await import('../../render/history-show.js')).renderHistoryShow,
    });
  }
}
