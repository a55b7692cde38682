import * as Flags from '@oclif/core/flags';
import { rolesOf, rolesOfBroker } from '../domain/roles/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { siteFlag } from '../cli/flags.js';

export default class Roles extends FarmCommand {
  static override summary = 'Show who does what: the processes of every broker';
  static override description =
    "The vendor's 26 processes × the brokers of each site. With --broker, turned round: what this one alone carries.";
  static override examples = [
    '<%= config.bin %> roles',
    '<%= config.bin %> roles --site Berlin',
    '<%= config.bin %> roles --site Berlin --broker CB-BER-1',
  ];
  static override flags = {
    site: siteFlag,
    broker: Flags.string({ helpValue: 'SERVER', description: 'what this broker carries' }),
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
