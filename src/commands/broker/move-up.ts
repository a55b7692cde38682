import { moveBroker } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { placeFlag, serverArg, siteFlag } from '../../cli/flags.js';
import { oneBroker } from '../../cli/wanted.js';

export default class BrokerMoveUp extends EditCommand {
  static override summary = 'Move a secondary up in the priority order';
  static override description =
    'Moves the broker one position up, or to --to N. The first in the list has the highest priority; position 1 is reserved for the primary.';
  static override examples = [
    '<%= config.bin %> broker move-up CB-BER-3 --site Berlin',
    '<%= config.bin %> broker move-up CB-BER-3 --to 2 --site Berlin',
  ];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag, to: placeFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerMoveUp);
    await this.editNamed(flags, [oneBroker(args.server)], (farm, site, [[server = '']]) =>
      moveBroker(farm, site, server, { direction: 'up', to: flags.to }),
    );
  }
}
