import { statusOf } from '../domain/status/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag, verboseFlag } from '../cli/flags.js';

export default class Status extends FarmCommand {
  static override summary = 'Show an overview of the farm';
  static override description =
    'Shows the sites, those that need attention first, each with its tolerance, its findings by severity, and its brokers in priority order with role and state. In a farm with several sites, healthy ones are one line each; -v shows all of them in full.';
  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status --site Berlin --json',
  ];
  static override flags = { site: onlySiteFlag, verbose: verboseFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(Status);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: statusOf(farm, { site: flags.site, today: this.today }),
      text: async () => {
        const { renderStatus } = await import('../render/status.js');
        return (status, theme) => renderStatus(status, theme, flags);
      },
    });
  }
}
