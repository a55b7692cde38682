import { assignAgents } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';

export default class AgentUnassign extends EditCommand {
  static override summary = 'Set the preferred broker of agents back to Automatic';
  static override examples = ["<%= config.bin %> agent unassign 'RDS-BER-1*' --site Berlin"];
  static override strict = false;
  static override args = { agents: agentsArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentUnassign);
    await this.edit(flags, (farm) =>
      assignAgents(farm, this.siteOf(farm, flags.site), argv.map(String), null),
    );
  }
}
