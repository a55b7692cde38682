import * as Flags from '@oclif/core/flags';
import { rolesOf, rolesOfBroker } from '../domain/roles/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { oneBroker } from '../cli/wanted.js';

export default class Roles extends FarmCommand {
  static override summary = 'Show which broker runs which process';
  static override description =
    "Lists the 26 processes of the vendor's table for each site. With --broker, lists what that broker runs and what only it runs.";
  static override examples = [
    '<%= config.bin %> roles',
    '<%= config.bin %> roles --site Berlin',
    '<%= config.bin %> roles --site Berlin --broker CB-BER-1',
  ];
  static override flags = {
    site: Flags.string({
      char: 's',
      helpValue: 'NAME',
      description:
        'only this site (default: all sites; required with --broker if it is in several)',
    }),
    broker: Flags.string({ helpValue: 'SERVER', description: 'show this broker only' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Roles);
    const { farm } = await this.loadFarm(flags);
    if (flags.broker === undefined) {
      return this.answer({
        result: rolesOf(farm, flags.site),
        text: async () => (await import('../render/roles.js')).renderRoles,
      });
    }
    const { site, names } = this.select(farm, flags.site, [oneBroker(flags.broker)]);
    await this.answer({
      result: rolesOfBroker(site, names[0]?.[0] ?? flags.broker),
      text: async () => (await import('../render/roles.js')).renderRolesOfBroker,
    });
  }
}
