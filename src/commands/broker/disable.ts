import { setEnabled } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

export default class BrokerDisable extends EditCommand {
  static override summary = 'Disable a secondary';
  static override description =
    'A disabled broker does not serve and never steps in for another. To keep it as a spare, use farm broker standby.';
  static override examples = ['<%= config.bin %> broker disable CB-FRA-2 --site Frankfurt'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerDisable);
    await this.edit(flags, (farm) =>
      setEnabled(farm, this.siteOf(farm, flags.site), args.server, false),
    );
  }
}
