import * as Args from '@oclif/core/args';
import { editEach, preferBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';
import { preferredBroker, providers } from '../../cli/wanted.js';

export default class ProviderPreferredBroker extends EditCommand {
  static override summary = 'Set the preferred broker of a provider';
  static override description =
    'If the preferred broker fails, the provider moves to another one, provided that the site has high availability for VDI.';
  static override examples = [
    '<%= config.bin %> provider preferred-broker vcenter-ber CB-BER-3 --site Berlin',
    '<%= config.bin %> provider preferred-broker vcenter-ber automatic --site Berlin',
  ];
  static override args = {
    provider: Args.string({
      required: true,
      description: 'providers: names, ranges, lists or patterns',
    }),
    broker: Args.string({ required: true, description: 'broker, or automatic' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderPreferredBroker);
    const wanted = [providers([args.provider]), preferredBroker(args.broker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [names, [broker = null]]) =>
      editEach(farm, site, names, (now, here, name) => preferBroker(now, here, name, broker)),
    );
  }
}
