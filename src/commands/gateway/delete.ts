import * as Args from '@oclif/core/args';
import { deleteGateway, editEach } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';
import { gateways } from '../../cli/wanted.js';

export default class GatewayDelete extends EditCommand {
  static override summary = 'Delete gateways';
  static override examples = ['<%= config.bin %> gateway delete GW-BER-2 --site Berlin'];
  static override strict = false;
  static override args = {
    server: Args.string({
      required: true,
      description: 'gateways: names, ranges, lists or patterns',
    }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(GatewayDelete);
    await this.editNamed(flags, [gateways(argv)], (farm, site, [servers]) =>
      editEach(farm, site, servers, deleteGateway),
    );
  }
}
