import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addBroker, editEach, valuesForEach } from '../../domain/edits/index.js';
import { brokerFields, expandNames, findSite } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { newInSiteFlag, resolveFlag } from '../../cli/flags.js';
import { omitUndefined } from '../../cli/values.js';
import { otherAddresses, resolveServer, resolveServers } from '../../cli/resolver.js';
import { brokerInputRequired } from '../../wizard/input-required.js';

export default class BrokerAdd extends EditCommand {
  static override summary = 'Add brokers to a site';
  static override description =
    'The new broker has the lowest priority. If the site already has three brokers, it starts in standby, as in RAS. To add several, give a list or a range; an address ending in + counts up. Without SERVER, farm asks the questions of the RAS Console, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> broker add CB-FRA-4 --site Frankfurt --ip 10.20.1.14 --install-gateway --enable-html5',
    "<%= config.bin %> broker add cb5.example.com --site Berlin --resolve --alternative-ips '10.10.9.15;10.10.8.15'",
    "<%= config.bin %> broker add 'CB-BER-[5-7]' --site Berlin --ip 10.10.1.15+",
    '<%= config.bin %> broker add --interactive',
  ];
  static override args = {
    server: Args.string({
      description:
        "servers: FQDN, NetBIOS name, IP, or a range such as 'CB-[2-5]' (default: ask for it)",
    }),
  };
  static override flags = {
    site: newInSiteFlag,
    ...fieldFlags(brokerFields, 'add'),
    resolve: resolveFlag,
    interactive: Flags.boolean({
      description: 'ask for every property; other flags preset the answers',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerAdd);
    const { server } = args;
    const given = valuesOfFlags(brokerFields, 'add', flags);
    if (server !== undefined && !flags.interactive) {
      const servers = expandNames(server);
      const ips = flags.resolve ? await resolveServers(servers) : [];
      await this.editNamed(flags, [], (farm, site) => {
        const values = valuesForEach(site, brokerFields, given, servers.length);
        return editEach(farm, site, servers, (now, here, name, at) => {
          const [ip, ...others] = ips[at] ?? [];
          const broker = { ...values[at], server: name, ...omitUndefined({ ip }) };
          const { notes, ...edit } = addBroker(now, here, broker);
          return { ...edit, notes: [...notes, ...otherAddresses(name, others)] };
        });
      });
      return;
    }
    const { wizard, text } = await this.beginWizard(flags);
    const { farm } = wizard;
    const site = flags.site ?? this.named.defaultSite(farm);
    if (!(flags.interactive ? this.canAsk : this.prompting)) {
      throw brokerInputRequired(farm, { server, site });
    }
    const { askBroker } = await import('../../wizard/add-broker.js');
    const answers = await askBroker({
      ...wizard,
      given: { ...given, ...omitUndefined({ server }) },
      flags,
      site,
      resolve: resolveServer,
    });
    await this.edit(flags, (now) => addBroker(now, findSite(now, answers.site), answers.broker), {
      expectedText: text,
    });
  }
}
