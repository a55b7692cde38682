import { selectedSites } from '../../domain/model/index.js';
import { brokerLines } from '../../domain/status/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { onlySiteFlag } from '../../cli/flags.js';

export default class BrokerList extends FarmCommand {
  static override summary = 'List brokers in priority order';
  static override examples = ['<%= config.bin %> broker list --site Berlin'];
  static override flags = { site: onlySiteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(BrokerList);
    const { farm } = await this.loadFarm(flags);
    const sites = selectedSites(farm, flags.site).map((site) => ({
      site: site.name,
      brokers: brokerLines(site),
    }));
    await this.answer({
      result: { sites },
      text: async () => (await import('../../render/lists.js')).renderBrokerList,
    });
  }
}
