import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addBroker } from '../../domain/edits/index.js';
import { brokerFields, findSite } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveFlag, siteFlag } from '../../cli/flags.js';
import { omitUndefined } from '../../cli/values.js';
import { otherAddresses, resolveServer } from '../../cli/resolver.js';
import { shownPath } from '../../store/farm/locate.js';
import { brokerInputRequired } from '../../wizard/input-required.js';

export default class BrokerAdd extends EditCommand {
  static override summary = 'Add a broker to a site';
  static override description =
    'The new broker has the lowest priority. If the site already has three brokers, it starts in standby, as in RAS. Without SERVER, farm asks the questions of the RAS Console, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> broker add CB-FRA-4 --site Frankfurt --ip 10.20.1.14 --install-gateway --enable-html5',
    "<%= config.bin %> broker add cb5.example.com --site Berlin --resolve --alternative-ips '10.10.9.15;10.10.8.15'",
    '<%= config.bin %> broker add --interactive',
  ];
  static override args = {
    server: Args.string({
      description: 'FQDN, NetBIOS name or IP of the server (default: ask for it)',
    }),
  };
  static override flags = {
    site: siteFlag,
    ...fieldFlags(brokerFields, 'add'),
    resolve: resolveFlag,
    interactive: Flags.boolean({
      description: 'ask for every property; other flags preset the answers',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerAdd);
    const { server } = args;
    const given = { ...valuesOfFlags(brokerFields, 'add', flags), ...omitUndefined({ server }) };
    if (server !== undefined && !flags.interactive) {
      const [ip, ...others] = flags.resolve ? await resolveServer(server) : [];
      const broker = { ...given, server, ...omitUndefined({ ip }) };
      await this.edit(flags, (farm) => {
        const { notes, ...edit } = addBroker(farm, this.siteOf(farm, flags.site), broker);
        return { ...edit, notes: [...notes, ...otherAddresses(server, others)] };
      });
      return;
    }
    const { farm, text, source } = await this.loadToEdit(flags);
    const site = flags.site ?? this.preferences.defaultSite;
    if (!(flags.interactive ? this.canAsk : this.prompting)) {
      throw brokerInputRequired(farm, { server, site });
    }
    const { today } = this;
    const file = shownPath(source.path);
    const theme = await this.theme(process.stderr);
    const { askBroker } = await import('../../wizard/add-broker.js');
    const answers = await askBroker({
      farm,
      file,
      given,
      flags,
      site,
      resolve: resolveServer,
      today,
      theme,
      context: this.commandContext,
    });
    await this.edit(flags, (now) => addBroker(now, findSite(now, answers.site), answers.broker), {
      expectedText: text,
    });
  }
}
