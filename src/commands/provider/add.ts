import * as Args from '@oclif/core/args';
import { addProvider, editEach, valuesForEach } from '../../domain/edits/index.js';
import { expandNames, providerFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { newInSiteFlag } from '../../cli/flags.js';
import { omitUndefined } from '../../cli/values.js';
import { preferredBroker } from '../../cli/wanted.js';

export default class ProviderAdd extends EditCommand {
  static override summary = 'Add providers to a site';
  static override description =
    'To add several, give a list or a range. Without --preferred-broker, a provider is Automatic if the site has three or more active brokers, as in the RAS Console. With fewer, it prefers the primary (assumption A11).';
  static override examples = [
    '<%= config.bin %> provider add vcenter-ber-2 --type VMwarevCenter --site Berlin',
    "<%= config.bin %> provider add 'hyperv-[3-5]' --type HyperV --preferred-broker CB-BER-2 --site Berlin",
  ];
  static override args = {
    name: Args.string({
      required: true,
      description: "names, or a range such as 'vcenter-[1-3]'",
    }),
  };
  static override flags = { site: newInSiteFlag, ...fieldFlags(providerFields, 'add') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderAdd);
    const given = valuesOfFlags<typeof providerFields, 'type'>(providerFields, 'add', flags);
    const wanted = [preferredBroker(given.preferredBroker)] as const;
    const names = expandNames(args.name);
    await this.editNamed(flags, wanted, (farm, site, [[broker]]) => {
      const values = valuesForEach(site, providerFields, given, names.length);
      const others = omitUndefined({ preferredBroker: broker });
      return editEach(farm, site, names, (now, here, name, at) =>
        addProvider(now, here, { ...given, ...values[at], name, ...others }),
      );
    });
  }
}
