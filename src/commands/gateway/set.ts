import * as Args from '@oclif/core/args';
import { editEach, setGateway, valuesForEach } from '../../domain/edits/index.js';
import { findGateway, gatewayFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';
import { gateways, preferredBroker } from '../../cli/wanted.js';
import { omitUndefined, requireSomething, withDomains } from '../../cli/values.js';

export default class GatewaySet extends EditCommand {
  static override summary = 'Change properties of RAS Secure Gateways';
  static override description =
    'Properties without a flag are unchanged. Use none to clear the IP address, KEY= to remove a failure domain.';
  static override examples = [
    '<%= config.bin %> gateway set GW-BER-1 --preferred-broker CB-BER-2 --site Berlin',
    '<%= config.bin %> gateway set GW-BER-2 --domain rack=r2 --site Berlin',
    '<%= config.bin %> gateway set GW-BER-2 --mode forwarding --preferred-broker automatic --site Berlin',
  ];
  static override strict = false;
  static override args = {
    gateway: Args.string({
      required: true,
      description: 'gateways: names, ranges, lists or patterns',
    }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(gatewayFields, 'set') };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(GatewaySet);
    const given = valuesOfFlags(gatewayFields, 'set', flags);
    requireSomething(given, 'gateway set');
    const wanted = [gateways(argv), preferredBroker(given.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [servers, [broker]]) => {
      const values = valuesForEach(site, gatewayFields, given, servers.length);
      return editEach(farm, site, servers, (now, here, server, at) => {
        const { failureDomains: domains } = values[at] ?? {};
        const before = findGateway(here, server).failureDomains;
        const failureDomains = domains && withDomains(before, domains);
        const more = omitUndefined({ failureDomains, preferredBroker: broker });
        return setGateway(now, here, server, { ...values[at], ...more });
      });
    });
  }
}
