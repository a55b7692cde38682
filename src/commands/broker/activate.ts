import { setStandby } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

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
