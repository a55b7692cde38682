import * as Args from '@oclif/core/args';
import { addGateway } from '../../domain/edits/index.js';
import { gatewayFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { siteFlag } from '../../cli/flags.js';

export default class GatewayAdd extends EditCommand {
  static override summary = 'Add a RAS Secure Gateway to a site';
  static override examples = [
    '<%= config.bin %> gateway add GW-BER-3 --ip 10.10.1.23 --site Berlin',
    '<%= config.bin %> gateway add GW-DMZ-1 --mode forwarding --site Berlin',
  ];
  static override args = {
    server: Args.string({ required: true, description: 'FQDN, NetBIOS name or IP' }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(gatewayFields, 'add') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(GatewayAdd);
    const gateway = { server: args.server, ...valuesOfFlags(gatewayFields, 'add', flags) };
    await this.edit(flags, (farm) => addGateway(farm, this.siteOf(farm, flags.site), gateway));
  }
}
