import { setStandby } from '../../domain/edits/brokers.js';
import { EditCommand } from '../../edit-command.js';
import { serverArg, siteFlag } from '../../flags.js';

export default class BrokerActivate extends EditCommand {
  static override summary = 'Take a secondary out of standby';
  static override examples = ['<%= config.bin %> broker activate CB-BER-4 --site Berlin'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerActivate);
    await this.edit(flags, (farm) =>
      setStandby(farm, this.siteOf(farm, flags.site), args.server, false),
    );
  }
}
