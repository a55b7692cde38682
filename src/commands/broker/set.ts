import * as Flags from '@oclif/core/flags';
import { setBroker } from '../../domain/edits/index.js';
import { findBroker } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import {
  brokerFlags,
  brokerSaid,
  mergeDomains,
  requireSomething,
  serverArg,
  siteFlag,
  omitUndefined,
} from '../../cli/flags.js';
import { resolveServer } from '../../cli/resolver.js';

export default class BrokerSet extends EditCommand {
  static override summary = 'Change properties of a broker';
  static override description =
    'Properties without a flag are unchanged. Use none to clear an address, KEY= to remove a failure domain. To change state or priority, use broker enable, disable, standby, activate, promote, move-up or move-down.';
  static override examples = [
    '<%= config.bin %> broker set CB-FRA-3 --site Frankfurt --ip 10.20.1.13',
    '<%= config.bin %> broker set CB-BER-2 --site Berlin --domain rack=r3 --description "second floor"',
  ];
  static override args = { server: serverArg };
  static override flags = {
    site: siteFlag,
    server: Flags.string({ helpValue: 'NAME', description: 'new server name' }),
    ip: Flags.string({ helpValue: 'IP', description: 'main IP address, or none' }),
    ...brokerFlags,
    'install-gateway': Flags.boolean({
      allowNo: true,
      description: 'install a gateway on the server',
    }),
    'enable-html5': Flags.boolean({ allowNo: true, description: 'enable HTML5 on that gateway' }),
    'add-firewall-rules': Flags.boolean({
      allowNo: true,
      description: 'add firewall rules on the server',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerSet);
    const { domain } = flags;
    const found = flags.resolve ? await resolveServer(flags.server ?? args.server) : [];
    const said = brokerSaid(flags);
    const given = { server: flags.server, ...said, ip: found[0] ?? said.ip };
    requireSomething({ ...given, domain }, 'broker set');
    await this.edit(flags, (farm) => {
      const place = this.siteOf(farm, flags.site);
      const before = findBroker(place, args.server).failureDomains;
      const failureDomains = domain && mergeDomains(before, domain);
      return setBroker(farm, place, args.server, omitUndefined({ ...given, failureDomains }));
    });
  }
}
