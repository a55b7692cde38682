import * as Args from '@oclif/core/args';
import { addAgents } from '../../domain/edits/index.js';
import { agentFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';

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
  static override flags = { site: siteFlag, ...fieldFlags(agentFields, 'add') };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(AgentAdd);
    const asked = { names: argv.map(String), ...valuesOfFlags(agentFields, 'add', flags) };
    await this.edit(flags, (farm) => addAgents(farm, this.siteOf(farm, flags.site), asked));
  }
}
