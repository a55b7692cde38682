import { selectedSites } from '../../domain/model/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { onlySiteFlag } from '../../cli/flags.js';

export default class AgentList extends FarmCommand {
  static override summary = 'List agents and their preferred brokers';
  static override examples = ['<%= config.bin %> agent list --site Berlin'];
  static override flags = { site: onlySiteFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(AgentList);
    const { farm } = await this.loadFarm(flags);
    const sites = selectedSites(farm, flags.site).map((site) => ({
      site: site.name,
      agents: site.agents,
    }));
    await this.answer({
      result: { sites },
      text: async () => (await import('../../render/lists.js')).renderAgentList,
    });
  }
}
