import * as Flags from '@oclif/core/flags';
import { maintenanceOf } from '../domain/prove/index.js';
import { splitNames } from '../domain/simulate/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag, verboseFlag } from '../cli/flags.js';
import { brokers } from '../cli/wanted.js';
import { describeMaintenance } from '../render/maintenance-words.js';

export default class Maintenance extends FarmCommand {
  static override summary =
    'Plan restarts: in which order brokers can restart, or which of them together';
  static override description =
    'Restarts one broker at a time, such that sessions and all providers are served throughout; standbys step in for brokers that restart. The primary restarts last: while it is down, processes such as admin sessions and system settings stop (see farm roles). With --together, finds the smallest number of groups instead. Exits 1 if there is no such order, and shows what to change.';
  static override examples = [
    '<%= config.bin %> maintenance',
    '<%= config.bin %> maintenance --site Berlin --keep-tolerance 1',
    '<%= config.bin %> maintenance --only CB-BER-2,CB-BER-3',
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
      description: 'restart brokers in groups, as few as possible, the primary too',
    }),
    only: Flags.string({
      helpValue: 'BROKERS',
      multiple: true,
      description: 'restart only these brokers: names, lists, ranges or patterns',
    }),
    verbose: verboseFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Maintenance);
    const { farm } = await this.loadFarm(flags);
    const only = flags.only?.flatMap(splitNames);
    if (only !== undefined) this.named.inSites(farm, flags.site, brokers(only));
    const keepTolerance = flags['keep-tolerance'];
    const question = { site: flags.site, keepTolerance, together: flags.together, only };
    const result = maintenanceOf(farm, question, this.progress.pace('Planning restarts'));
    await this.answer({
      result: describeMaintenance(result),
      status: result.possible ? 0 : 1,
      text: async () => {
        const { renderMaintenance } = await import('../render/maintenance.js');
        return (plan, theme) => renderMaintenance(plan, theme, flags);
      },
    });
  }
}
