import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addGateway } from '../../domain/edits/index.js';
import { gatewayModes } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { brokerOrAutomatic, siteFlag } from '../../cli/flags.js';

export default class GatewayAdd extends EditCommand {
  static override summary = 'Add a RAS Secure Gateway to a site';
  static override examples = [
    '<%= config.bin %> gateway add GW-BER-3 --ip 10.10.1.23 --site Berlin',
    '<%= config.bin %> gateway add GW-DMZ-1 --mode forwarding --site Berlin',
  ];
  static override args = {
    server: Args.string({ required: true, description: 'FQDN, NetBIOS name or IP' }),
  };
  static override flags = {
    site: siteFlag,
    ip: Flags.string({ helpValue: 'IP', description: 'IP address' }),
    mode: Flags.option({ options: gatewayModes })({
      default: 'normal',
      description: 'gateway mode',
    }),
    'preferred-broker': Flags.string({
      helpValue: 'BROKER|automatic',
      default: 'automatic',
      description: 'preferred broker; used in normal mode only',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(GatewayAdd);
    const gateway = {
      server: args.server,
      ip: flags.ip ?? null,
      mode: flags.mode,
      preferredBroker: brokerOrAutomatic(flags['preferred-broker']),
    };
    await this.edit(flags, (farm) => addGateway(farm, this.siteOf(farm, flags.site), gateway));
  }
}
