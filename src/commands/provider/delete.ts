import * as Args from '@oclif/core/args';
import { deleteProvider, editEach } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';
import { providers } from '../../cli/wanted.js';

export default class ProviderDelete extends EditCommand {
  static override summary = 'Delete providers';
  static override examples = ['<%= config.bin %> provider delete hyperv-ber-2 --site Berlin'];
  static override strict = false;
  static override args = {
    name: Args.string({
      required: true,
      description: 'providers: names, ranges, lists or patterns',
    }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(ProviderDelete);
    await this.editNamed(flags, [providers(argv)], (farm, site, [names]) =>
      editEach(farm, site, names, deleteProvider),
    );
  }
}
