import { sitesAskedFor } from '../../domain/look-up.js';
import { brokerLines } from '../../domain/status.js';
import { FarmCommand } from '../../farm-command.js';
import { siteFlag } from '../../flags.js';

export default class BrokerList extends FarmCommand {
  static override summary = 'List the brokers in priority order';
  static override examples = ['<%= config.bin %> broker list --site Berlin'];
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(BrokerList);
    const { farm } = await this.loadFarm(flags);
    const sites = sitesAskedFor(farm, flags.site).map((site) => ({
      site: site.name,
      brokers: brokerLines(site),
    }));
    await this.answer({
      result: { sites },
      text: async () => (await import('../../render/lists.js')).renderBrokerList,
    });
  }
}
