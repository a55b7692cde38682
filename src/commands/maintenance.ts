import * as Flags from '@oclif/core/flags';
import { maintenanceOf } from '../domain/prove/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { describeMaintenance } from '../render/maintenance-words.js';

export default class Maintenance extends FarmCommand {
  static override summary = 'Plan restarts: which brokers can restart together, and in which order';
  static override description =
    'Finds the smallest number of groups that keeps sessions and all providers served throughout; standbys step in for brokers that restart. The primary restarts last and alone: while it is down, processes such as admin sessions and system settings stop (see farm roles), so the Farm could not be administered if another broker failed to restart. --together lets it restart with others. Exits 1 if there is no such order, and shows what to change.';
  static override examples = [
    '<%= config.bin %> maintenance',
    '<%= config.bin %> maintenance --site Berlin --keep-tolerance 1',
    '<%= config.bin %> maintenance --together',
  ];
  static override flags = {
    site: onlySiteFlag,
    'keep-tolerance': Flags.integer({
      helpValue: 'N',
      min: 0,
      default: 0,
      description: 'number of other brokers that may fail at any time, with standbys stepping in',
    }),
    together: Flags.boolean({
      default: false,
      description: 'allow the primary to restart together with other brokers',
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
      result: describeMaintenance(result),
      status: result.possible ? 0 : 1,
      text: async () => (await import('../render/maintenance.js')).renderMaintenance,
    });
  }
}
