import * as Args from '@oclif/core/args';
import { renameSite } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';

export default class SiteRename extends EditCommand {
  static override summary = 'Rename a site';
  static override examples = ['<%= config.bin %> site rename Frankfurt "Frankfurt am Main"'];
  static override args = {
    site: Args.string({ required: true, description: 'current name' }),
    name: Args.string({ required: true, description: 'new name' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteRename);
    await this.edit(flags, (farm) => renameSite(farm, this.siteOf(farm, args.site), args.name));
  }
}
