import * as Args from '@oclif/core/args';
import { addProvider, valuesForEach } from '../../domain/edits/index.js';
import { providerFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { newInSiteFlag } from '../../cli/flags.js';
import { omitUndefined } from '../../cli/values.js';
import { preferredBroker } from '../../cli/wanted.js';

export default class ProviderAdd extends EditCommand {
  static override summary = 'Add a provider to a site';
  static override description =
    'Without --preferred-broker, the provider is Automatic if the site has three or more active brokers, as in the RAS Console. With fewer, it prefers the primary (assumption A11).';
  static override examples = [
    '<%= config.bin %> provider add vcenter-ber-2 --type VMwarevCenter --site Berlin',
    '<%= config.bin %> provider add hyperv-1 --type HyperV --preferred-broker CB-BER-2 --site Berlin',
  ];
  static override args = {
    name: Args.string({ required: true, description: 'name of the provider' }),
  };
  static override flags = { site: newInSiteFlag, ...fieldFlags(providerFields, 'add') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderAdd);
    const given = valuesOfFlags<typeof providerFields, 'type'>(providerFields, 'add', flags);
    const wanted = [preferredBroker(given.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [[broker]]) => {
      const [values = given] = valuesForEach(site, providerFields, given, 1);
      const others = omitUndefined({ preferredBroker: broker });
      return addProvider(farm, site, { ...values, name: args.name, ...others });
    });
  }
}
