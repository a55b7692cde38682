import { setBroker } from '../../domain/edits/index.js';
import { brokerFields, findBroker } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveFlag, serverArg, siteFlag } from '../../cli/flags.js';
import { resolveServer } from '../../cli/resolver.js';
import { omitUndefined, requireSomething } from '../../cli/values.js';

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
    ...fieldFlags(brokerFields, 'set'),
    resolve: resolveFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerSet);
    const given = valuesOfFlags(brokerFields, 'set', flags);
    const [ip] = flags.resolve ? await resolveServer(given.server ?? args.server) : [];
    requireSomething({ ...given, ip: given.ip ?? ip }, 'broker set');
    await this.edit(flags, (farm) => {
      const site = this.siteOf(farm, flags.site);
      const before = findBroker(site, args.server);
      const changed = valuesOfFlags(brokerFields, 'set', flags, before);
      return setBroker(farm, site, args.server, { ...changed, ...omitUndefined({ ip }) });
    });
  }
}
