import * as Args from '@oclif/core/args';
import { preferBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';
import { brokerOrAutomatic } from '../../cli/values.js';

export default class ProviderPreferredBroker extends EditCommand {
  static override summary = 'Set the preferred broker of a provider';
  static override description =
    'If the preferred broker fails, the provider moves to another one, provided that the site has high availability for VDI.';
  static override examples = [
    '<%= config.bin %> provider preferred-broker vcenter-ber CB-BER-3 --site Berlin',
    '<%= config.bin %> provider preferred-broker vcenter-ber automatic --site Berlin',
  ];
  static override args = {
    provider: Args.string({ required: true, description: 'name of the provider' }),
    broker: Args.string({ required: true, description: 'broker, or automatic' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderPreferredBroker);
    await this.edit(flags, (farm) =>
      preferBroker(
        farm,
        this.siteOf(farm, flags.site),
        args.provider,
        brokerOrAutomatic(args.broker),
      ),
    );
  }
}
