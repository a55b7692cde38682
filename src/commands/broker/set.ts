import { editEach, setBroker, valuesForEach } from '../../domain/edits/index.js';
import { brokerFields, findBroker, type Wanted } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveFlag, serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';
import { resolveServers } from '../../cli/resolver.js';
import { omitUndefined, requireSomething, withDomains } from '../../cli/values.js';

export default class BrokerSet extends EditCommand {
  static override summary = 'Change properties of brokers';
  static override description =
    'Properties without a flag are unchanged. For several brokers, an address ending in + counts up. Use none to clear an address, KEY= to remove a failure domain. To change state or priority, use broker enable, disable, standby, activate, promote, move-up or move-down.';
  static override examples = [
    '<%= config.bin %> broker set CB-FRA-3 --site Frankfurt --ip 10.20.1.13',
    '<%= config.bin %> broker set CB-BER-2 --site Berlin --domain rack=r3 --description "second floor"',
    "<%= config.bin %> broker set 'CB-BER-*' --domain rack=r1",
  ];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = {
    site: siteFlag,
    ...fieldFlags(brokerFields, 'set'),
    resolve: resolveFlag,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerSet);
    const given = valuesOfFlags(brokerFields, 'set', flags);
    requireSomething({ ...given, resolve: flags.resolve || undefined }, 'broker set');
    const wanted = [brokers(argv)] as const;
    const ips = flags.resolve ? await this.resolve(flags, wanted, given.server) : null;
    await this.editNamed(flags, wanted, (farm, site, [servers]) => {
      const values = valuesForEach(site, brokerFields, given, servers.length);
      return editEach(farm, site, servers, (now, here, server, at) => {
        const { failureDomains: domains } = values[at] ?? {};
        const before = findBroker(here, server).failureDomains;
        const failureDomains = domains && withDomains(before, domains);
        const more = omitUndefined({ failureDomains, ip: ips?.get(server)?.[0] });
        return setBroker(now, here, server, { ...values[at], ...more });
      });
    });
  }

  /** The addresses of each broker, which may get another name. */
  private async resolve(
    flags: { file?: string | undefined; site?: string | undefined },
    wanted: readonly Wanted[],
    renamed: string | undefined,
  ): Promise<Map<string, string[]>> {
    const { farm } = await this.loadFarm(flags);
    const [servers = []] = this.select(farm, flags.site, wanted).names;
    const found = await resolveServers(servers.map((server) => renamed ?? server));
    return new Map(servers.map((server, at) => [server, found[at] ?? []]));
  }
}
