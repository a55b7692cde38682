import * as Flags from '@oclif/core/flags';
import { portsOf } from '../domain/ports/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { describePorts } from '../render/note-words.js';

export default class Ports extends FarmCommand {
  static override summary = 'Show which ports must be open between the components of the farm';
  static override description =
    'Lists which component connects to which, on which port, with the IP addresses in the farm file and the source of each row.';
  static override examples = [
    '<%= config.bin %> ports --site Berlin',
    '<%= config.bin %> ports --format csv > ports.csv',
  ];
  static override flags = {
    site: onlySiteFlag,
    format: Flags.option({ options: ['table', 'csv', 'json'] as const })({
      default: 'table',
      description: 'output format; json is the same as --json',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Ports);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: describePorts(portsOf(farm, flags.site)),
      json: flags.format === 'json',
      text: async () => {
        const { portsCsv, renderPorts } = await import('../render/ports.js');
        return flags.format === 'csv' ? portsCsv : renderPorts;
      },
    });
  }
}
