import * as Flags from '@oclif/core/flags';
import { maintenanceOf } from '../domain/prove/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { siteFlag } from '../cli/flags.js';

export default class Maintenance extends FarmCommand {
  static override summary =
    'Plan patch night: which brokers may be restarted together, and in which order';
  static override description =
    'The fewest groups such that sessions and all providers are served throughout, standbys stepping in for what is restarted. The primary comes last and alone: while it restarts its own processes stop, admin sessions and system settings among them (see farm roles), so nobody could administer the Farm if another broker restarted with it did not come back. --together allows that for fewer groups. Exits 1 when there is no such order, and tells the way out.';
  static override examples = [
    '<%= config.bin %> maintenance',
    '<%= config.bin %> maintenance --site Berlin --keep-tolerance 1',
    '<%= config.bin %> maintenance --together',
  ];
  static override flags = {
    site: siteFlag,
    'keep-tolerance': Flags.integer({
      helpValue: 'N',
      min: 0,
      default: 0,
      description: 'how many more brokers may fail at any time of the night, standbys stepping in',
    }),
    together: Flags.boolean({
      default: false,
      description: 'allow the primary to be restarted together with other brokers',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Maintenance);
    const result = maintenanceOf((await this.loadFarm(flags)).farm, {
      site: flags.site,
      keepTolerance: flags['keep-tolerance'],
      together: flags.together,
    });
    await this.answer({
      result: result,
      status: result.possible ? 0 : 1,
      text: async () => (await import('../render/maintenance.js')).renderMaintenance,
    });
  }
}
