import * as Args from '@oclif/core/args';
import { editEach, setProvider, valuesForEach } from '../../domain/edits/index.js';
import { findProvider, providerFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';
import { preferredBroker, providers } from '../../cli/wanted.js';
import { omitUndefined, requireSomething, withDomains } from '../../cli/values.js';

export default class ProviderSet extends EditCommand {
  static override summary = 'Change properties of providers';
  static override description =
    'Properties without a flag are unchanged. Use KEY= to remove a failure domain.';
  static override examples = [
    '<%= config.bin %> provider set vcenter-ber --type esxi --site Berlin',
    '<%= config.bin %> provider set vcenter-ber --preferred-broker CB-BER-3 --domain rack=r1 --site Berlin',
  ];
  static override strict = false;
  static override args = {
    name: Args.string({
      required: true,
      description: 'providers: names, ranges, lists or patterns',
    }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(providerFields, 'set') };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(ProviderSet);
    const given = valuesOfFlags(providerFields, 'set', flags);
    requireSomething(given, 'provider set');
    const wanted = [providers(argv), preferredBroker(given.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [names, [broker]]) => {
      const values = valuesForEach(site, providerFields, given, names.length);
      return editEach(farm, site, names, (now, here, name, at) => {
        const { failureDomains: domains } = values[at] ?? {};
        const before = findProvider(here, name).failureDomains;
        const failureDomains = domains && withDomains(before, domains);
        const more = omitUndefined({ failureDomains, preferredBroker: broker });
        return setProvider(now, here, name, { ...values[at], ...more });
      });
    });
  }
}
