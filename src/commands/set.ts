import * as Flags from '@oclif/core/flags';
import { setFarm } from '../domain/edits/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { rasFlag, rasVersionOf } from '../cli/flags.js';
import { omitUndefined, requireSomething } from '../cli/values.js';

export default class FarmSet extends EditCommand {
  static override summary = 'Change the name or the RAS version of the farm';
  static override description =
    'The RAS version decides how agents are distributed, and with it some findings. To plan an upgrade of the real farm, use farm plan --upgrade.';
  static override examples = [
    '<%= config.bin %> set --name "Production"',
    '<%= config.bin %> set --ras-version 21 --dry-run',
  ];
  static override flags = {
    name: Flags.string({ helpValue: 'TEXT', description: 'name of the farm' }),
    'ras-version': rasFlag({ description: 'RAS version of the farm' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(FarmSet);
    const version = flags['ras-version'];
    const rasVersion = version === undefined ? undefined : rasVersionOf(version);
    const properties = omitUndefined({ name: flags.name, rasVersion });
    requireSomething(properties, 'set');
    await this.edit(flags, (farm) => setFarm(farm, properties));
  }
}
