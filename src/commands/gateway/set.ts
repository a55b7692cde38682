import * as Args from '@oclif/core/args';
import { setGateway } from '../../domain/edits/index.js';
import { findGateway, gatewayFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';
import { requireSomething } from '../../cli/values.js';

export default class GatewaySet extends EditCommand {
  static override summary = 'Change properties of a RAS Secure Gateway';
  static override description =
    'Properties without a flag are unchanged. Use none to clear the IP address, KEY= to remove a failure domain.';
  static override examples = [
    '<%= config.bin %> gateway set GW-BER-1 --preferred-broker CB-BER-2 --site Berlin',
    '<%= config.bin %> gateway set GW-BER-2 --domain rack=r2 --site Berlin',
    '<%= config.bin %> gateway set GW-BER-2 --mode forwarding --preferred-broker automatic --site Berlin',
  ];
  static override args = {
    gateway: Args.string({ required: true, description: 'server of the gateway' }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(gatewayFields, 'set') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(GatewaySet);
    requireSomething(valuesOfFlags(gatewayFields, 'set', flags), 'gateway set');
    await this.edit(flags, (farm) => {
      const site = this.siteOf(farm, flags.site);
      const before = findGateway(site, args.gateway);
      const changed = valuesOfFlags(gatewayFields, 'set', flags, before);
      return setGateway(farm, site, args.gateway, changed);
    });
  }
}
