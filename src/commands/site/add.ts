import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addSite } from '../../domain/edits/index.js';
import { siteFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveServer } from '../../cli/resolver.js';
import { shownPath } from '../../store/farm/locate.js';
import { siteInputRequired } from '../../wizard/input-required.js';

export default class SiteAdd extends EditCommand {
  static override summary = 'Add a site with its primary broker';
  static override description =
    'The new site is not the Licensing Site. Without NAME or --broker, farm asks, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> site add Hamburg --broker CB-HAM-1 --ip 10.30.1.11 --network 10.30.1.0/24',
    '<%= config.bin %> site add',
  ];
  static override args = { name: Args.string({ description: 'site name (default: ask for it)' }) };
  static override flags = {
    ...fieldFlags(siteFields, 'add'),
    broker: Flags.string({ helpValue: 'SERVER', description: 'server of the primary broker' }),
    ip: Flags.string({ helpValue: 'IP', description: 'IP address of the primary broker' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteAdd);
    const given = valuesOfFlags(siteFields, 'add', flags);
    const { name, broker, ip = null } = { name: args.name, broker: flags.broker, ip: flags.ip };
    if (name !== undefined && broker !== undefined) {
      const asked = { ...given, name, primary: { server: broker, ip } };
      return this.edit(flags, (farm) => addSite(farm, asked));
    }
    if (!this.prompting) throw siteInputRequired(name, broker);
    const { farm, text, source } = await this.loadToEdit(flags);
    const theme = await this.theme(process.stderr);
    const { askSite, siteOf } = await import('../../wizard/add-site.js');
    const answers = await askSite({
      farm,
      file: shownPath(source.path),
      start: { name: name ?? '', server: broker ?? '', ip, network: given.network ?? null },
      dryRun: flags['dry-run'],
      resolve: resolveServer,
      today: this.today,
      theme,
      context: this.commandContext,
    });
    await this.edit(flags, (now) => addSite(now, siteOf(answers)), { expectedText: text });
  }
}
