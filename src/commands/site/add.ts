import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { addSite } from '../../domain/edits/index.js';
import { siteFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';

export default class SiteAdd extends EditCommand {
  static override summary = 'Add a site with its primary broker';
  static override examples = [
    '<%= config.bin %> site add Hamburg --broker CB-HAM-1 --ip 10.30.1.11 --network 10.30.1.0/24',
  ];
  static override args = { name: Args.string({ required: true, description: 'site name' }) };
  static override flags = {
    ...fieldFlags(siteFields, 'add'),
    broker: Flags.string({
      required: true,
      helpValue: 'SERVER',
      description: 'server of the primary broker',
    }),
    ip: Flags.string({ helpValue: 'IP', description: 'IP address of the primary broker' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteAdd);
    const asked = {
      ...valuesOfFlags(siteFields, 'add', flags),
      name: args.name,
      primary: { server: flags.broker, ip: flags.ip ?? null },
    };
    await this.edit(flags, (farm) => addSite(farm, asked));
  }
}
