import * as Args from '@oclif/core/args';
import { assignAgents } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';
import { agents as agentsNamed, preferredBroker } from '../../cli/wanted.js';
import { agentsAndBroker } from '../../cli/values.js';

export default class AgentAssign extends EditCommand {
  static override summary = 'Set the preferred broker of agents';
  static override description =
    "The last argument is the broker. The others name agents; quote ranges and patterns: 'RDS1*'.";
  static override usage = 'agent assign AGENT... BROKER [--site NAME]';
  static override examples = [
    "<%= config.bin %> agent assign 'RDS-BER-1*' CB-BER-2 --site Berlin",
    "<%= config.bin %> agent assign 'RDS-BER-[01-04]' RDS-BER-09 CB-BER-3 --site Berlin",
  ];
  static override strict = false;
  static override args = {
    agents: agentsArg,
    broker: Args.string({ required: true, description: 'preferred broker, the last argument' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentAssign);
    const { agents, broker } = agentsAndBroker(argv.map(String));
    const wanted = [agentsNamed(agents), preferredBroker(broker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [names, [preferred = null]]) =>
      assignAgents(farm, site, names, preferred),
    );
  }
}
