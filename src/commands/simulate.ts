import * as Flags from '@oclif/core/flags';
import {
  brokersAsked,
  keepsAll,
  parseServices,
  services,
  simulate,
  eventForms,
} from '../domain/simulate/index.js';
import { describeSimulation } from '../render/simulate-words.js';
import { FarmCommand } from '../cli/farm-command.js';
import { failureArgs, failureFlags, readFailure } from '../cli/failure-flags.js';
import { siteFlag, verboseFlag } from '../cli/flags.js';
import { brokers } from '../cli/wanted.js';

export default class Simulate extends FarmCommand {
  static override summary = 'Show what happens if brokers fail or the network splits';
  static override description = `Shows which broker serves what afterwards, what stops, which agents must reconnect, and which broker is promoted when.

Separate events with semicolons or line breaks; # starts a comment. Events: ${Object.values(eventForms).join('; ')}.

--require exits 1 if one of the services is lost. With events, even a short loss counts.`;
  static override usage = 'simulate [BROKER...] [--site NAME]';
  static override examples = [
    '<%= config.bin %> simulate CB-BER-1',
    '<%= config.bin %> simulate --site Berlin --down CB-BER-1,CB-BER-2',
    '<%= config.bin %> simulate --site Berlin --partition CB-BER-1,CB-BER-2/CB-BER-3',
    "<%= config.bin %> simulate --site Berlin --events 'down CB-BER-1; after 1h; up CB-BER-1; after 10m'",
    '<%= config.bin %> simulate --site Berlin --down CB-BER-1 --require sessions,providers',
  ];
  static override strict = false;
  static override args = failureArgs;
  static override flags = {
    site: siteFlag,
    ...failureFlags,
    require: Flags.string({
      helpValue: 'SERVICES',
      description: `exit 1 if one of these is lost: ${services.join(', ')}`,
      multiple: true,
    }),
    verbose: verboseFlag,
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Simulate);
    const failure = await readFailure(argv, flags, () => this.locate(flags));
    const { farm } = await this.loadFarm(flags);
    const question = { ...failure, require: parseServices(flags.require ?? []) };
    const wanted = brokers(brokersAsked(farm, question, flags.site));
    const { site } = this.select(farm, flags.site, [wanted]);
    const simulation = simulate(farm, site, question, this.progress.pace('Simulating'));
    await this.answer({
      result: describeSimulation(simulation),
      status: keepsAll(simulation) ? 0 : 1,
      text: async () => {
        const { renderSimulation } = await import('../render/simulate.js');
        return (played, theme) => renderSimulation(played, theme, flags);
      },
    });
  }
}
