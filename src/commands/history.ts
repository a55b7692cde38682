import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../cli/farm-command.js';

/** How many versions are listed without --all. */
const newest = 20;

export default class History extends FarmCommand {
  static override summary = 'List the versions of the farm file: who saved what, when and why';
  static override description =
    'Each save keeps the version before it. Numbers count back from now: @0 is the file as it is, @1 the version before the last save. Wherever a command takes a farm, it also takes such a number: farm status --file @1, farm diff @3 @1, farm check @2, and berlin.farm.json@2 for a version of another file. A change made outside farm, such as in an editor, is listed too, as one version.';
  static override examples = [
    '<%= config.bin %> history',
    '<%= config.bin %> history show 1',
    '<%= config.bin %> diff @1',
    '<%= config.bin %> restore 3 --dry-run',
  ];
  static override flags = {
    all: Flags.boolean({
      default: false,
      description: `list all versions (default: the newest ${newest})`,
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(History);
    const { listHistory } = await import('../gate/history.js');
    const limit = flags.all ? Infinity : newest;
    const { result, warnings } = await listHistory(this.locate(flags), limit);
    const text = async () => (await import('../render/history.js')).renderHistory;
    await this.answer({ result, warnings, text });
  }
}
