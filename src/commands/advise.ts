import * as Flags from '@oclif/core/flags';
import { adviseFarm, advisePreferences, mostTolerance } from '../domain/advise/index.js';
import { whyShares } from '../domain/load/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { brokers } from '../cli/wanted.js';
import { shownPath } from '../store/farm/locate.js';
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
    tolerance: Flags.integer({
      helpValue: 'N',
      min: 0,
      max: mostTolerance,
      description: 'the site can lose any N brokers; short for --goal tolerance=N',
    }),
    'with-standbys': Flags.boolean({
      default: false,
      description: 'count standbys for the tolerance',
    }),
    goal: Flags.string({
      helpValue: 'GOAL',
      multiple: true,
      description:
        'ready, tolerance=N, no-warnings, no-findings, or domain=KEY (no one rack, hypervisor … is needed); repeat for several',
    }),
    most: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 40,
      default: 3,
      description: 'number of proposals per site',
    }),
    'preferred-brokers': Flags.boolean({
      description: 'which broker each provider and group of agents should prefer',
      exclusive: ['goal', 'tolerance', 'with-standbys', 'most', 'why'],
    }),
    why: Flags.string({
      helpValue: 'BROKER',
      description: 'why this broker takes its share of the agents, and what would change it',
      exclusive: ['goal', 'tolerance', 'with-standbys', 'most'],
    }),
    interactive: Flags.boolean({
      description: 'ask for site and goal, and apply the chosen proposal',
      exclusive: ['goal', 'tolerance', 'with-standbys', 'most', 'preferred-brokers', 'why'],
    }),
  };

  override get unfitForBatch(): 'question' {
    return 'question';
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Advise);
    if (flags.interactive) {
      if (!this.canAsk) throw adviceInputRequired();
      const { farm, text, source } = await this.loadToEdit(flags);
      const { askAdvice } = await import('../wizard/advise.js');
      const change = await askAdvice({
        farm,
        file: shownPath(source.path),
        site: flags.site,
        dryRun: flags['dry-run'],
        today: this.today,
        theme: await this.theme(process.stderr),
        context: this.commandContext,
      });
      await this.edit(flags, change, { expectedText: text });
      return;
    }
    const { farm } = await this.loadFarm(flags);
    if (flags.why !== undefined) {
      await this.answer({
        result: whyShares(farm, this.named.inSites(farm, flags.site, brokers([flags.why]))),
        text: async () => (await import('../render/share-reasons.js')).renderShareReasons,
      });
      return;
    }
    if (flags['preferred-brokers']) {
      await this.answer({
        result: advisePreferences(farm, flags.site),
        text: async () => (await import('../render/preferred-brokers.js')).renderPreferredBrokers,
      });
      return;
    }
    const result = adviseFarm(farm, {
      site: flags.site,
      goals: flags.goal ?? [],
      tolerance: flags.tolerance,
      withStandbys: flags['with-standbys'],
      most: flags.most,
      today: this.today,
    });
    await this.answer({
      result,
      status: result.reachable ? 0 : 1,
      text: async () => (await import('../render/advise.js')).renderAdvice,
    });
  }
}
