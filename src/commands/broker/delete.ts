import * as Flags from '@oclif/core/flags';
import { deleteBroker, editEach } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers, preferredBroker } from '../../cli/wanted.js';

export default class BrokerDelete extends EditCommand {
  static override summary = 'Delete secondaries';
  static override description =
    'The primary cannot be deleted. A broker that agents, providers or gateways prefer can be deleted only with --reassign.';
  static override examples = [
    '<%= config.bin %> broker delete CB-BER-4 --site Berlin',
    '<%= config.bin %> broker delete CB-BER-2 --site Berlin --reassign auto',
  ];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = {
    site: siteFlag,
    reassign: Flags.string({
      helpValue: 'auto|BROKER',
      description: 'new preferred broker of what prefers this one',
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerDelete);
    const { reassign } = flags;
    const wanted = [brokers(argv), preferredBroker(reassign)] as const;
    await this.editNamed(flags, wanted, (farm, site, [servers, [named = null]]) => {
      const target = reassign === undefined ? undefined : named;
      return editEach(farm, site, servers, (now, here, server) =>
        deleteBroker(now, here, server, target),
      );
    });
  }
}
