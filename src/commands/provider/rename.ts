import * as Args from '@oclif/core/args';
import { renameMember } from '../../domain/edits/index.js';
import { oneName } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { siteFlag } from '../../cli/flags.js';

export default class ProviderRename extends EditCommand {
  static override summary = 'Rename a provider';
  static override description =
    'Suppressions of its findings keep applying. In farm plan, the old provider is deleted and the new one added.';
  static override examples = [
    '<%= config.bin %> provider rename vcenter-ber vcenter-berlin --site Berlin',
  ];
  static override args = {
    provider: Args.string({ required: true, description: 'current name' }),
    name: Args.string({ required: true, description: 'new name' }),
  };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProviderRename);
    const wanted = [{ object: 'provider', words: [args.provider], one: true }] as const;
    await this.editNamed(flags, wanted, (farm, site, [[from = args.provider]]) =>
      renameMember(farm, site, 'provider', { from, to: oneName(args.name) }),
    );
  }
}
