import { setStandby } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

export default class BrokerStandby extends EditCommand {
  static override summary = 'Put a secondary in standby';
  static override description =
    'A standby takes no connections until another broker is offline. To take it out of standby, use farm broker activate.';
  static override examples = ['<%= config.bin %> broker standby CB-BER-3 --site Berlin'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerStandby);
    await this.edit(flags, (farm) =>
      setStandby(farm, this.siteOf(farm, flags.site), args.server, true),
    );
  }
}
