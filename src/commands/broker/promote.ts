import { promoteBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';

export default class BrokerPromote extends EditCommand {
  static override summary = 'Make a secondary the primary of its site';
  static override description =
    'Shows which processes move and the load split before and after. The old primary becomes the first secondary (assumption A2). On the real Farm you promote in the RAS Console on that very server, with the Parallels My Account.';
  static override examples = ['<%= config.bin %> broker promote CB-BER-2 --site Berlin --dry-run'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerPromote);
    await this.edit(flags, (farm) =>
      promoteBroker(farm, this.siteOf(farm, flags.site), args.server),
    );
  }
}
