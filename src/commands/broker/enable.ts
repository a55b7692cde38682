import { setEnabled } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

export default class BrokerEnable extends EditCommand {
  static override summary = 'Enable a broker';
  static override examples = ['<%= config.bin %> broker enable CB-FRA-3 --site Frankfurt'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerEnable);
    await this.edit(flags, (farm) =>
      setEnabled(farm, this.siteOf(farm, flags.site), args.server, true),
    );
  }
}
