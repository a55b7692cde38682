import { assignAgents } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';
import { agents } from '../../cli/wanted.js';

export default class AgentUnassign extends EditCommand {
  static override summary = 'Set the preferred broker of agents back to Automatic';
  static override examples = ["<%= config.bin %> agent unassign 'RDS-BER-1*' --site Berlin"];
  static override strict = false;
  static override args = { agents: agentsArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentUnassign);
    await this.editNamed(flags, [agents(argv)], (farm, site, [names]) =>
      assignAgents(farm, site, names, null),
    );
  }
}
