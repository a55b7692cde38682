import * as Flags from '@oclif/core/flags';
import { rolesOf, rolesOfBroker } from '../domain/roles/index.js';
import { FarmCommand } from '../cli/farm-command.js';

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
      helpValue: 'NAME',
      description:
        'only this site (default: all sites; required with --broker if there are several)',
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
    await this.answer({
      result: rolesOfBroker(this.siteOf(farm, flags.site), flags.broker),
      text: async () => (await import('../render/roles.js')).renderRolesOfBroker,
    });
  }
}
