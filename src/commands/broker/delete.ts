import * as Flags from '@oclif/core/flags';
import { deleteBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';
import { brokerOrAutomatic } from '../../cli/values.js';

export default class BrokerDelete extends EditCommand {
  static override summary = 'Delete a secondary';
  static override description =
    'The primary cannot be deleted. A broker that agents, providers or gateways prefer can be deleted only with --reassign.';
  static override examples = [
    '<%= config.bin %> broker delete CB-BER-4 --site Berlin',
    '<%= config.bin %> broker delete CB-BER-2 --site Berlin --reassign auto',
  ];
  static override args = { server: serverArg };
  static override flags = {
    site: siteFlag,
    reassign: Flags.string({
      helpValue: 'auto|BROKER',
      description: 'new preferred broker of what prefers this one',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerDelete);
    const { reassign } = flags;
    const target = reassign === undefined ? undefined : brokerOrAutomatic(reassign);
    await this.edit(flags, (farm) =>
      deleteBroker(farm, this.siteOf(farm, flags.site), args.server, target),
    );
  }
}
