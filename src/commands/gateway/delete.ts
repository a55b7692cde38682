import * as Args from '@oclif/core/args';
import { deleteGateway } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';

export default class GatewayDelete extends EditCommand {
  static override summary = 'Delete a gateway';
  static override examples = ['<%= config.bin %> gateway delete GW-BER-2 --site Berlin'];
  static override args = {
    server: Args.string({ required: true, description: 'gateway to delete' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(GatewayDelete);
    await this.edit(flags, (farm) =>
      deleteGateway(farm, this.siteOf(farm, flags.site), args.server),
    );
  }
}
