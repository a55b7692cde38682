import { statusOf } from '../domain/status/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';

export default class Status extends FarmCommand {
  static override summary = 'Show an overview of the farm';
  static override description =
    'Lists each site with its tolerance, its findings by severity, and its brokers in priority order with role and state.';
  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status --site Berlin --json',
  ];
  static override flags = { site: onlySiteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(Status);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: statusOf(farm, { site: flags.site, today: this.today }),
      text: async () => (await import('../render/status.js')).renderStatus,
    });
  }
}
