import { siteStatus } from '../../domain/status/index.js';
import { FarmCommand } from '../../cli/farm-command.js';

export default class SiteList extends FarmCommand {
  static override summary = 'List the sites of the farm';
  static override examples = ['<%= config.bin %> site list'];

  async run(): Promise<void> {
    const { flags } = await this.parse(SiteList);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: { sites: farm.sites.map((site) => siteStatus(farm, site, this.today)) },
      text: async () => (await import('../../render/lists.js')).renderSiteList,
    });
  }
}
