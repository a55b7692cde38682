import { deleteAgents } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';
import { agents } from '../../cli/wanted.js';

export default class AgentDelete extends EditCommand {
  static override summary = 'Delete agents from a site';
  static override examples = ["<%= config.bin %> agent delete 'RDS-BER-1*' --site Berlin"];
  static override strict = false;
  static override args = { agents: agentsArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentDelete);
    await this.editNamed(flags, [agents(argv)], (farm, site, [names]) =>
      deleteAgents(farm, site, names),
    );
  }
}
