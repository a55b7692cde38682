import * as Args from '@oclif/core/args';
import { setProvider } from '../../domain/edits/index.js';
import { findProvider, providerFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';
import { requireSomething } from '../../cli/values.js';

export default class ProviderSet extends EditCommand {
  static override summary = 'Change properties of a provider';
  static override description =
    'Properties without a flag are unchanged. Use KEY= to remove a failure domain.';
  static override examples = [
    '<%= config.bin %> provider set vcenter-ber --type esxi --site Berlin',
    '<%= config.bin %> provider set vcenter-ber --preferred-broker CB-BER-3 --domain rack=r1 --site Berlin',
  ];
  static override args = {
    name: Args.string({ required: true, description: 'name of the provider' }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(providerFields, 'set') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderSet);
    requireSomething(valuesOfFlags(providerFields, 'set', flags), 'provider set');
    await this.edit(flags, (farm) => {
      const site = this.siteOf(farm, flags.site);
      const before = findProvider(site, args.name);
      const changed = valuesOfFlags(providerFields, 'set', flags, before);
      return setProvider(farm, site, args.name, changed);
    });
  }
}
