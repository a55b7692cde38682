import * as Flags from '@oclif/core/flags';
import { adviseFarm, advisePreferences } from '../domain/advise/index.js';
import { whyShares } from '../domain/load/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { goalFlagNames, goalFlags } from '../cli/goal-flags.js';
import { brokers } from '../cli/wanted.js';
import { adviceInputRequired } from '../wizard/input-required.js';

export default class Advise extends EditCommand {
  static override summary = 'Propose the fewest changes that reach a goal';
  static override description =
    'Tries brokers that become active or go to standby, other preferred brokers, other failure domains, auto-promotion, and new brokers, and proves each proposal on the changed farm. Proposals are ranked: the fewest changes first, then the fewest new brokers, then the fewest servers and agents that move. Without a goal: ready, which is a tolerance of 1 and no warning about brokers. Exits 1 if no change reaches the goal.';
  static override examples = [
    '<%= config.bin %> advise',
    '<%= config.bin %> advise --site Berlin --tolerance 2 --with-standbys',
    '<%= config.bin %> advise --goal domain=rack',
    '<%= config.bin %> advise --preferred-brokers',
    '<%= config.bin %> advise --why CB3',
    '<%= config.bin %> advise --interactive',
  ];
  static override flags = {
    site: onlySiteFlag,
    ...goalFlags,
    'preferred-brokers': Flags.boolean({
      description: 'which broker each provider and group of agents should prefer',
      exclusive: [...goalFlagNames, 'why'],
    }),
    why: Flags.string({
      helpValue: 'BROKER',
      description: 'why this broker takes its share of the agents, and what would change it',
      exclusive: goalFlagNames,
    }),
    interactive: Flags.boolean({
      description: 'ask for site and goal, and apply the chosen proposal',
      exclusive: [...goalFlagNames, 'preferred-brokers', 'why'],
    }),
  };

  override get unfitForBatch(): 'question' {
    return 'question';
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Advise);
    const { site, goal: goals = [], tolerance, most, 'with-standbys': withStandbys } = flags;
    if (flags.interactive) {
      if (!this.canAsk) throw adviceInputRequired();
      const { wizard, text } = await this.beginWizard(flags);
      const { askAdvice } = await import('../wizard/advise.js');
      const change = await askAdvice({ ...wizard, site });
      return this.edit(flags, change, { expectedText: text });
    }
    const { farm } = await this.loadFarm(flags);
    if (flags.why !== undefined) {
      return this.answer({
        result: whyShares(farm, this.named.inSites(farm, site, brokers([flags.why]))),
        text: async () => (await import('../render/share-reasons.js')).renderShareReasons,
      });
    }
    if (flags['preferred-brokers']) {
      return this.answer({
        result: advisePreferences(farm, site),
        text: async () => (await import('../render/preferred-brokers.js')).renderPreferredBrokers,
      });
    }
    const question = { site, goals, tolerance, withStandbys, most, today: this.today };
    const result = adviseFarm(farm, question, this.progress.pace('Searching for changes'));
    return this.answer({
      result,
      status: result.reachable ? 0 : 1,
      text: async () => (await import('../render/advise.js')).renderAdvice,
    });
  }
}
