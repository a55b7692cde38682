import * as Args from '@oclif/core/args';
import { addAgents } from '../../domain/edits/index.js';
import { agentFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { newInSiteFlag } from '../../cli/flags.js';
import { preferredBroker } from '../../cli/wanted.js';

export default class AgentAdd extends EditCommand {
  static override summary = 'Add agents to a site';
  static override description =
    "AGENTS can be names, ranges and lists. Quote a range, so that the shell does not expand its brackets: 'RDS[01-40]'.";
  static override examples = [
    "<%= config.bin %> agent add 'RDS[01-40]' --site Berlin",
    '<%= config.bin %> agent add PC1 PC2 --kind remote-pc --preferred-broker CB-BER-2 --site Berlin',
  ];
  static override strict = false;
  static override args = {
    agents: Args.string({
      required: true,
      description: 'names, ranges or lists',
    }),
  };
  static override flags = { site: newInSiteFlag, ...fieldFlags(agentFields, 'add') };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentAdd);
    const asked = { ...valuesOfFlags(agentFields, 'add', flags), names: argv.map(String) };
    const wanted = [preferredBroker(asked.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [[broker = null]]) =>
      addAgents(farm, site, { ...asked, preferredBroker: broker }),
    );
  }
}
