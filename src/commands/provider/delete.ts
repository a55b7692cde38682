import * as Args from '@oclif/core/args';
import { deleteProvider } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';

export default class ProviderDelete extends EditCommand {
  static override summary = 'Delete a provider';
  static override examples = ['<%= config.bin %> provider delete hyperv-ber-2 --site Berlin'];
  static override args = {
    name: Args.string({ required: true, description: 'provider to delete' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderDelete);
    await this.edit(flags, (farm) =>
      deleteProvider(farm, this.siteOf(farm, flags.site), args.name),
    );
  }
}
