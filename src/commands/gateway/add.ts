import * as Args from '@oclif/core/args';
import { addGateway, editEach, valuesForEach } from '../../domain/edits/index.js';
import { expandNames, gatewayFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { newInSiteFlag } from '../../cli/flags.js';
import { preferredBroker } from '../../cli/wanted.js';

export default class GatewayAdd extends EditCommand {
  static override summary = 'Add RAS Secure Gateways to a site';
  static override description =
    'To add several, give a list or a range; an address ending in + counts up.';
  static override examples = [
    '<%= config.bin %> gateway add GW-BER-3 --ip 10.10.1.23 --site Berlin',
    "<%= config.bin %> gateway add 'GW-BER-[3-5]' --ip 10.10.1.23+ --site Berlin",
    '<%= config.bin %> gateway add GW-DMZ-1 --mode forwarding --site Berlin',
  ];
  static override args = {
    server: Args.string({
      required: true,
      description: "FQDN, NetBIOS name, IP, or a range such as 'GW-[1-3]'",
    }),
  };
  static override flags = { site: newInSiteFlag, ...fieldFlags(gatewayFields, 'add') };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(GatewayAdd);
    const servers = expandNames(args.server);
    const given = valuesOfFlags(gatewayFields, 'add', flags);
    const wanted = [preferredBroker(given.preferredBroker)] as const;
    await this.editNamed(flags, wanted, (farm, site, [[broker = null]]) => {
      const values = valuesForEach(site, gatewayFields, given, servers.length);
      return editEach(farm, site, servers, (now, here, server, at) =>
        addGateway(now, here, { ...values[at], server, preferredBroker: broker }),
      );
    });
  }
}
