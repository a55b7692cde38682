import * as Flags from '@oclif/core/flags';
import { portsOf } from '../domain/ports/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { siteFlag } from '../cli/flags.js';

export default class Ports extends FarmCommand {
  static override summary = 'Show the firewall matrix between the components of the farm';
  static override description =
    'Which component opens a connection to which, on which port, with the addresses that the model knows and the source of each row.';
  static override examples = [
    '<%= config.bin %> ports --site Berlin',
    '<%= config.bin %> ports --format csv > ports.csv',
  ];
  static override flags = {
    site: siteFlag,
    format: Flags.option({ options: ['table', 'csv', 'json'] as const })({
      default: 'table',
      description: 'json is the same as --json',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Ports);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: portsOf(farm, flags.site),
      json: flags.format === 'json',
      text: async () => {
        const { portsCsv, renderPorts } = await import('../render/ports.js');
        return flags.format === 'csv' ? portsCsv : renderPorts;
      },
    });
  }
}
