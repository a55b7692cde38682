import { deleteAgents } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';

export default class AgentDelete extends EditCommand {
  static override summary = 'Delete agents from a site';
  static override examples = ["<%= config.bin %> agent delete 'RDS-BER-1*' --site Berlin"];
  static override strict = false;
  static override args = { agents: agentsArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentDelete);
    await this.edit(flags, (farm) =>
      deleteAgents(farm, this.siteOf(farm, flags.site), argv.map(String)),
    );
  }
}
