import { selectedSites } from '../../domain/model/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { onlySiteFlag } from '../../cli/flags.js';

export default class GatewayList extends FarmCommand {
  static override summary = 'List gateways';
  static override examples = ['<%= config.bin %> gateway list --site Berlin'];
  static override flags = { site: onlySiteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(GatewayList);
    const { farm } = await this.loadFarm(flags);
    const sites = selectedSites(farm, flags.site).map((site) => ({
      site: site.name,
      gateways: site.gateways,
    }));
    await this.answer({
      result: { sites },
      text: async () => (await import('../../render/lists.js')).renderGatewayList,
    });
  }
}
