import * as Flags from '@oclif/core/flags';
import { loadPlanned, loadOf } from '../domain/load/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { rasFlag, rasVersionOf, onlySiteFlag } from '../cli/flags.js';

export default class Load extends FarmCommand {
  static override summary = 'Show how agents are distributed over the brokers';
  static override description =
    'For each broker: its share by the rule of the RAS version (nominal), its share with preferred brokers (effective), and its agents. With --brokers and --agents, calculates the split of a planned site, without a farm file.';
  static override examples = [
    '<%= config.bin %> load',
    '<%= config.bin %> load --brokers 4 --agents 120',
    '<%= config.bin %> load --brokers 2 --agents 10 --ras 20',
  ];
  static override flags = {
    site: onlySiteFlag,
    brokers: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'number of active brokers of the planned site',
      exclusive: ['site', 'file'],
    }),
    agents: Flags.integer({
      helpValue: 'N',
      min: 0,
      description: 'number of agents of the planned site',
      dependsOn: ['brokers'],
    }),
    ras: rasFlag({
      dependsOn: ['brokers'],
      description: 'RAS version of the planned site',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Load);
    const { brokers, agents = 0, ras } = flags;
    const result =
      brokers === undefined
        ? loadOf((await this.loadFarm(flags)).farm, flags.site)
        : loadPlanned(rasVersionOf(ras), brokers, agents);
    await this.answer({
      result,
      text: async () => (await import('../render/load.js')).renderLoad,
    });
  }
}
