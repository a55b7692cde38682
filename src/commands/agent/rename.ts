import * as Args from '@oclif/core/args';
import { renameMember } from '../../domain/edits/index.js';
import { oneName } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';

export default class AgentRename extends EditCommand {
  static override summary = 'Rename an agent';
  static override description =
    'Suppressions of its findings keep applying. In farm plan, the old agent is deleted and the new one added.';
  static override examples = ['<%= config.bin %> agent rename RDS-BER-07 RDS-BER-70 --site Berlin'];
  static override args = {
    agent: Args.string({ required: true, description: 'current name' }),
    name: Args.string({ required: true, description: 'new name' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(AgentRename);
    const wanted = [{ object: 'agent', words: [args.agent], one: true }] as const;
    await this.editNamed(flags, wanted, (farm, site, [[from = args.agent]]) =>
      renameMember(farm, site, 'agent', { from, to: oneName(args.name) }),
    );
  }
}
