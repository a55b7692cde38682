import { setAgents, valuesForEach } from '../../domain/edits/index.js';
import { agentFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { agentsArg, siteFlag } from '../../cli/flags.js';
import { agents, preferredBroker } from '../../cli/wanted.js';
import { omitUndefined, requireSomething, withDomains } from '../../cli/values.js';

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
    const given = valuesOfFlags(agentFields, 'set', flags);
    requireSomething(given, 'agent set');
    const wanted = [agents(argv), preferredBroker(given.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [names, [broker]]) => {
      const values = valuesForEach(site, agentFields, given, names.length);
      const valuesOf = new Map(names.map((name, at) => [name, values[at]]));
      return setAgents(farm, site, names, (agent) => {
        const { failureDomains: domains, ...others } = valuesOf.get(agent.name) ?? {};
        const failureDomains = domains && withDomains(agent.failureDomains, domains);
        return { ...others, ...omitUndefined({ failureDomains, preferredBroker: broker }) };
      });
    });
  }
}
