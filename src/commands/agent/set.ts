import { setAgents } from '../../domain/edits/index.js';
import { agentFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';
import { requireSomething } from '../../cli/values.js';

export default class AgentSet extends EditCommand {
  static override summary = 'Change properties of agents';
  static override description =
    'Properties without a flag are unchanged. Use KEY= to remove a failure domain. To change only the preferred broker, agent assign is shorter.';
  static override examples = [
    '<%= config.bin %> agent set RDS-BER-07 --kind vdi-host --site Berlin',
    "<%= config.bin %> agent set 'RDS-BER-[01-10]' --domain rack=r1 --preferred-broker CB-BER-2 --site Berlin",
  ];
  static override strict = false;
  static override args = { agents: agentsArg };
  static override flags = { site: siteFlag, ...fieldFlags(agentFields, 'set') };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentSet);
    requireSomething(valuesOfFlags(agentFields, 'set', flags), 'agent set');
    await this.edit(flags, (farm) =>
      setAgents(farm, this.siteOf(farm, flags.site), argv.map(String), (agent) =>
        valuesOfFlags(agentFields, 'set', flags, agent),
      ),
    );
  }
}
