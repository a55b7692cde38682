import { promoteBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';
import { oneBroker } from '../../cli/wanted.js';

export default class BrokerPromote extends EditCommand {
  static override summary = 'Make a secondary the primary of its site';
  static override description =
    'Shows which processes move, and the load split before and after. The old primary becomes the first secondary (assumption A2). To promote in the real Farm, use the RAS Console on the server of the new primary; it asks for the Parallels My Account.';
  static override examples = ['<%= config.bin %> broker promote CB-BER-2 --site Berlin --dry-run'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerPromote);
    await this.editNamed(flags, [oneBroker(args.server)], (farm, site, [[server = '']]) =>
      promoteBroker(farm, site, server),
    );
  }
}
