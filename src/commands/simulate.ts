import * as Flags from '@oclif/core/flags';
import {
  keepsAll,
  parseServices,
  services,
  simulate,
  eventForms,
  parseEvents,
  parseGroups,
  splitNames,
} from '../domain/simulate/index.js';
import { describeSimulation } from '../render/simulate-words.js';
import { FarmCommand } from '../cli/farm-command.js';
import { siteFlag } from '../cli/flags.js';
import { readTimeline } from '../store/test/timeline-file.js';

export default class Simulate extends FarmCommand {
  static override summary = 'Show what a failure costs, before it happens';
  static override description = `Brokers go down, the network splits, time passes: what is served by whom, what stops, who is promoted and when.

Events are divided by semicolons or line ends, # starts a comment: ${Object.values(eventForms).join('; ')}.

--require exits 1 when one of the services is lost: without events at the end, with them at any time, however short.`;
  static override examples = [
    '<%= config.bin %> simulate --down CB1,CB2',
    '<%= config.bin %> simulate --partition CB1,CB2/CB3,CB4',
    "<%= config.bin %> simulate --events 'down CB1; after 1h; up CB1; after 10m'",
    '<%= config.bin %> simulate --down CB1 --require sessions,providers',
  ];
  static override flags = {
    site: siteFlag,
    down: Flags.string({
      helpValue: 'BROKERS',
      multiple: true,
      description: 'brokers completely offline; commas, ranges and patterns allowed',
    }),
    partition: Flags.string({
      helpValue: 'GROUPS',
      description:
        'groups that the network keeps apart, with / between them; brokers not named stay with the first',
    }),
    events: Flags.string({
      helpValue: 'TEXT',
      description: 'events with a clock',
      exclusive: ['timeline'],
    }),
    timeline: Flags.string({
      helpValue: 'FILE',
      description: 'the same from a file, or - for standard input',
    }),
    require: Flags.string({
      helpValue: 'SERVICES',
      description: `exit 1 when one of these is not kept: ${services.join(', ')}`,
      multiple: true,
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Simulate);
    const { text, file } =
      flags.timeline === undefined
        ? { text: flags.events, file: '--events' }
        : await readTimeline(flags.timeline, this.locate(flags));
    const { farm } = await this.loadFarm(flags);
    const simulation = simulate(farm, this.siteOf(farm, flags.site), {
      down: (flags.down ?? []).flatMap(splitNames),
      groups: flags.partition === undefined ? [] : parseGroups(flags.partition),
      events: text === undefined ? null : parseEvents(text, file),
      require: parseServices(flags.require ?? []),
    });
    await this.answer({
      result: describeSimulation(simulation),
      status: keepsAll(simulation) ? 0 : 1,
      text: async () => (await import('../render/simulate.js')).renderSimulation,
    });
  }
}
