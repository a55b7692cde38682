import { setEnabled } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

export default class BrokerDisable extends EditCommand {
  static override summary = 'Disable a secondary in its site';
  static override description =
    'A disabled broker serves nobody and steps in for nobody; think of farm broker standby instead.';
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
