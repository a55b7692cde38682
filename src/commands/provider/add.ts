import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addProvider } from '../../domain/edits/index.js';
import { providerTypeNames } from '../../domain/model/index.js';
import { providerTypes } from '../../domain/facts/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { brokerOrAutomatic, nameOf, siteFlag } from '../../cli/flags.js';

export default class ProviderAdd extends EditCommand {
  static override summary = 'Add a provider to a site';
  static override description =
    'Without --preferred-broker, the provider is Automatic if the site has three or more active brokers, as in the RAS Console. With fewer, it prefers the primary (assumption A11).';
  static override examples = [
    '<%= config.bin %> provider add vcenter-ber --type VMwarevCenter --site Berlin',
    '<%= config.bin %> provider add hyperv-1 --type HyperV --preferred-broker CB-BER-2 --site Berlin',
  ];
  static override args = {
    name: Args.string({ required: true, description: 'name of the provider' }),
  };
  static override flags = {
    site: siteFlag,
    type: Flags.string({
      required: true,
      helpValue: providerTypes.map((type) => type.name).join('|'),
      description: 'provider type, in any case; VCenter, as in PowerShell, means VMwarevCenter',
    }),
    'preferred-broker': Flags.string({
      helpValue: 'BROKER|automatic',
      description: 'preferred broker',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderAdd);
    const preferred = flags['preferred-broker'];
    const asked = {
      name: args.name,
      type: nameOf(flags.type, providerTypeNames, 'provider type'),
      preferredBroker: preferred === undefined ? undefined : brokerOrAutomatic(preferred),
    };
    await this.edit(flags, (farm) => addProvider(farm, this.siteOf(farm, flags.site), asked));
  }
}
