import { selectedSites } from '../../domain/model/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { onlySiteFlag } from '../../cli/flags.js';

export default class ProviderList extends FarmCommand {
  static override summary = 'List providers and their preferred brokers';
  static override examples = ['<%= config.bin %> provider list --site Berlin'];
  static override flags = { site: onlySiteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(ProviderList);
    const { farm } = await this.loadFarm(flags);
    const sites = selectedSites(farm, flags.site).map((site) => ({
      site: site.name,
      providers: site.providers,
    }));
    await this.answer({
      result: { sites },
      text: async () => (await import('../../render/lists.js')).renderProviderList,
    });
  }
}
