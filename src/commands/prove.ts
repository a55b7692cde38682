import * as Flags from '@oclif/core/flags';
import { proveFarm, planningTable, parseFailures } from '../domain/prove/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { rasFlag, rasVersionOf, siteFlag } from '../cli/flags.js';

export default class Prove extends FarmCommand {
  static override summary =
    'Prove what each site survives: every failure and network split at once';
  static override description =
    'Tries every set of brokers down, every way the network can split the active brokers in two, and every failure domain. Tells the tolerance, the smallest sets that take a service away, and the command that replays each. Exits 1 when --require is not met. With --table: the same for sites of 1 to 9 active brokers, without a farm file.';
  static override examples = [
    '<%= config.bin %> prove',
    '<%= config.bin %> prove --site Berlin --failures all --require 1',
    '<%= config.bin %> prove --table',
  ];
  static override flags = {
    site: siteFlag,
    failures: Flags.string({
      helpValue: 'N|all',
      default: '2',
      description: 'most brokers down at once',
    }),
    splits: Flags.boolean({
      allowNo: true,
      default: true,
      description: 'try every network split in two',
    }),
    require: Flags.integer({
      helpValue: 'N',
      min: 0,
      description: 'tolerance that each site must have, standbys ignored',
    }),
    'with-standbys': Flags.boolean({
      dependsOn: ['require'],
      description: 'let --require count standbys that step in',
    }),
    table: Flags.boolean({
      description: 'the planning table: how many brokers to have',
      exclusive: ['site', 'file', 'failures', 'splits', 'require', 'with-standbys'],
    }),
    ras: rasFlag({
      dependsOn: ['table'],
      description: 'RAS version that the planning table is for',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Prove);
    if (flags.table) {
      await this.answer({
        result: planningTable(rasVersionOf(flags.ras)),
        text: async () => (await import('../render/planning.js')).renderPlanning,
      });
      return;
    }
    const result = proveFarm((await this.loadFarm(flags)).farm, {
      site: flags.site,
      failures: parseFailures(flags.failures),
      splits: flags.splits,
      require: flags.require,
      requireWithStandbys: flags['with-standbys'],
    });
    await this.answer({
      result: result,
      status: result.required?.met === false ? 1 : 0,
      text: async () => (await import('../render/prove.js')).renderProof,
    });
  }
}
