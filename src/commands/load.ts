import * as Flags from '@oclif/core/flags';
import { loadOf, loadOfPlanned, loadPlanned } from '../domain/load/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { farmIfAny } from '../cli/optional-farm.js';
import { rasFlag, rasVersionOf, onlySiteFlag, verboseFlag } from '../cli/flags.js';

export default class Load extends FarmCommand {
  static override summary = 'Show how agents are distributed over the brokers';
  static override description =
    'For each broker: its share by the rule of the RAS version (nominal), its share with preferred brokers (effective), and its agents, and why it has more than its share. With --brokers, calculates the split of the farm with another number of active brokers; with --agents too, that of a planned site, without a farm file.';
  static override examples = [
    '<%= config.bin %> load',
    '<%= config.bin %> load --brokers 5 --site Berlin',
    '<%= config.bin %> load --brokers 4 --agents 120',
    '<%= config.bin %> load --brokers 2 --agents 10 --ras 20',
  ];
  static override flags = {
    site: onlySiteFlag,
    brokers: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'number of active brokers to plan with',
    }),
    agents: Flags.integer({
      helpValue: 'N',
      min: 0,
      description: 'number of agents of a planned site; no farm file is read',
      dependsOn: ['brokers'],
      exclusive: ['site', 'file'],
    }),
    ras: rasFlag({
      dependsOn: ['brokers'],
      description: 'RAS version to plan with (default: that of the farm)',
    }),
    verbose: verboseFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Load);
    const { brokers, agents, ras } = flags;
    const isMadeUp = agents !== undefined;
    const loaded = isMadeUp
      ? null
      : await (brokers === undefined || flags.site !== undefined
          ? this.loadFarm(flags)
          : farmIfAny(this.loadFarm(flags)));
    const version = ras === undefined ? undefined : rasVersionOf(ras);
    const result =
      loaded === null
        ? loadPlanned(rasVersionOf(ras), brokers ?? 1, agents ?? 0)
        : brokers === undefined
          ? loadOf(loaded.farm, flags.site)
          : loadOfPlanned(loaded.farm, flags.site, brokers, version);
    await this.answer({
      result,
      text: async () => {
        const { renderLoad } = await import('../render/load.js');
        return (split, theme) => renderLoad(split, theme, flags);
      },
    });
  }
}
