import * as Flags from '@oclif/core/flags';
import { mostMembers, proveFarm, planningTable, parseFailures } from '../domain/prove/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { rasFlag, rasVersionOf, onlySiteFlag, verboseFlag } from '../cli/flags.js';

export default class Prove extends FarmCommand {
  static override summary = 'Prove which failures and network splits each site survives';
  static override description = `Tries every set of failed brokers, every network split in two, and every failure domain. Reports the tolerance, the smallest failures that stop a service, and a command that replays each. Exits 1 if --require is not met. With --table, shows the tolerance of sites with 1 to 9 active brokers, without a farm file.

A site with more than ${mostMembers} brokers, or too many scenarios, is not tried: its tolerance is calculated, and counts for --require. Exits 2 if no site can be tried.`;
  static override examples = [
    '<%= config.bin %> prove',
    '<%= config.bin %> prove --site Berlin --failures all --require 1',
    '<%= config.bin %> prove --table',
  ];
  static override flags = {
    site: onlySiteFlag,
    failures: Flags.string({
      helpValue: 'N|all',
      default: '2',
      description: 'largest number of brokers to fail at once',
    }),
    splits: Flags.boolean({
      allowNo: true,
      default: true,
      description: 'try network splits',
    }),
    require: Flags.integer({
      helpValue: 'N',
      min: 0,
      description: 'tolerance that each site must have, without standbys',
    }),
    'with-standbys': Flags.boolean({
      dependsOn: ['require'],
      description: 'count standbys for --require',
    }),
    table: Flags.boolean({
      description: 'print a planning table: how many brokers to have',
      exclusive: ['site', 'file', 'failures', 'splits', 'require', 'with-standbys'],
    }),
    ras: rasFlag({
      dependsOn: ['table'],
      description: 'RAS version for --table',
    }),
    verbose: verboseFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Prove);
    if (flags.table) {
      const { describePlanning } = await import('../render/planning-words.js');
      await this.answer({
        result: describePlanning(planningTable(rasVersionOf(flags.ras))),
        text: async () => (await import('../render/planning.js')).renderPlanning,
      });
      return;
    }
    const { farm } = await this.loadFarm(flags);
    const question = {
      site: flags.site,
      failures: parseFailures(flags.failures),
      splits: flags.splits,
      require: flags.require,
      requireWithStandbys: flags['with-standbys'],
    };
    const result = proveFarm(farm, question, this.progress.pace('Proving'));
    await this.answer({
      result,
      status: result.required?.met === false ? 1 : 0,
      text: async () => {
        const { renderProof } = await import('../render/prove.js');
        return (proof, theme) => renderProof(proof, theme, flags);
      },
    });
  }
}
