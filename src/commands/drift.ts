import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { dayOf } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { todayFlag } from '../cli/flags.js';
import { driftOf } from '../gate/drift.js';

export default class Drift extends FarmCommand {
  static override summary = 'Compare the farm file with a capture of the live farm';
  static override description =
    'Shows the states of the live farm that need attention, then what differs, in the words of farm diff. What no capture holds, such as auto-promotion and failure domains, is no difference. Exits 1 if the live farm differs from the farm file; states alone are exit 0, unless --states is given.';
  static override examples = [
    '<%= config.bin %> drift berlin.ras-capture.json',
    '<%= config.bin %> drift berlin.ras-capture.json --states --format markdown > comment.md',
    '<%= config.bin %> drift Get-RASBroker.json Get-RASRDSHost.csv --file berlin.farm.json',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      required: true,
      description: 'a capture, or output files of single cmdlets; - for standard input',
    }),
  };
  static override flags = {
    format: Flags.option({ options: ['text', 'json', 'markdown'] as const })({
      default: 'text',
      description: 'output format; json is the same as --json',
    }),
    states: Flags.boolean({
      description: 'exit 1 also if an object is offline or in another state to look at',
    }),
    today: todayFlag,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Drift);
    const { states, format } = flags;
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const loaded = await this.loadFarm(flags);
    const { result, status } = await driftOf(loaded, { files: argv.map(String), states, today });
    await this.answer({
      result,
      status,
      json: format === 'json',
      text: async () =>
        format === 'markdown'
          ? (await import('../render/drift.js')).renderDriftMarkdown
          : (await import('../render/drift.js')).renderDrift,
    });
  }
}
