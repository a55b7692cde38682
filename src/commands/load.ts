import * as Flags from '@oclif/core/flags';
import { loadPlanned, loadOf } from '../domain/load/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { rasFlag, rasVersionOf, siteFlag } from '../cli/flags.js';

export default class Load extends FarmCommand {
  static override summary = 'Show how agent connections spread over the brokers';
  static override description =
    'Nominal share, effective share, and the agents of each broker, pinned apart from automatic. With --brokers and --agents: the split of a size that is not there yet, without a farm file.';
  static override examples = [
    '<%= config.bin %> load',
    '<%= config.bin %> load --brokers 4 --agents 120',
    '<%= config.bin %> load --brokers 2 --agents 10 --ras 20',
  ];
  static override flags = {
    site: siteFlag,
    brokers: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'plan with so many active brokers',
      exclusive: ['site', 'file'],
    }),
    agents: Flags.integer({
      helpValue: 'N',
      min: 0,
      description: 'plan with so many agents',
      dependsOn: ['brokers'],
    }),
    ras: rasFlag({
      dependsOn: ['brokers'],
      description: 'RAS version whose rule is meant when planning',
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
