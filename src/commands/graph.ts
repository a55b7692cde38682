import * as Flags from '@oclif/core/flags';
import { graphOf, graphOfFailure } from '../domain/graph/index.js';
import {
  brokersAsked,
  eventForms,
  parseEvents,
  parseGroups,
  simulate,
  splitNames,
} from '../domain/simulate/index.js';
import { describeGraph } from '../render/graph/graph-words.js';
import { formatOfFile, pictureFormats } from '../render/graph/formats.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { writePicture } from '../cli/picture-file.js';
import { brokers } from '../cli/wanted.js';

export default class Graph extends FarmCommand {
  static override summary = 'Draw brokers, agents, providers, gateways and failure domains';
  static override description = `Brokers are in priority order, in boxes by their failure domain. With a failure, draws the state after it and marks what is lost and what changed; farm simulate says why.

Events: ${Object.values(eventForms).join('; ')}.`;
  static override examples = [
    '<%= config.bin %> graph',
    '<%= config.bin %> graph --site Berlin --down CB-BER-1',
    '<%= config.bin %> graph --site Berlin --down rack=r1',
    '<%= config.bin %> graph --format mermaid',
    '<%= config.bin %> graph --down CB-BER-1 -o failure.svg',
  ];
  static override flags = {
    site: onlySiteFlag,
    down: Flags.string({
      helpValue: 'BROKERS',
      multiple: true,
      description:
        'brokers that are completely offline: names, lists, ranges, patterns or failure domains (rack=r1)',
    }),
    partition: Flags.string({
      helpValue: 'GROUPS',
      description:
        'split the network into groups, such as CB1,CB2/CB3; brokers not listed are in the first group',
    }),
    events: Flags.string({
      helpValue: 'TEXT',
      description: 'events in order, such as a failure, a wait and a return',
    }),
    format: Flags.option({ options: pictureFormats })({
      description: 'output format (default: by the ending of the file; else text)',
    }),
    output: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'file for the picture (default: standard output)',
    }),
    force: Flags.boolean({
      description: 'replace the file if it exists',
      dependsOn: ['output'],
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Graph);
    const { down = [], partition, events, site, force } = flags;
    const { farm } = await this.loadFarm(flags);
    const question = {
      down: down.flatMap(splitNames),
      groups: partition === undefined ? [] : parseGroups(partition),
      events: events === undefined ? null : parseEvents(events, '--events'),
      require: [],
    };
    const fails = down.length > 0 || partition !== undefined || events !== undefined;
    const wanted = fails ? brokers(brokersAsked(farm, question, site)) : null;
    const at = wanted === null ? null : this.select(farm, site, [wanted]).site;
    const simulation =
      at === null ? null : simulate(farm, at, question, this.progress.pace('Drawing'));
    const graph =
      at === null || simulation === null
        ? graphOf(farm, site)
        : graphOfFailure(farm, at, simulation);
    const output = flags.output === '-' ? undefined : flags.output;
    const format = flags.format ?? (output === undefined ? 'text' : formatOfFile(output));
    const drawn = describeGraph(graph, simulation);
    const farmPath = this.source?.path ?? null;
    const file =
      output === undefined ? null : await writePicture(output, drawn, format, { force, farmPath });
    await this.answer({
      result: { ...drawn, format, file },
      document: file === null && format !== 'text',
      text: async () => {
        const { renderPicture } = await import('../render/graph/pictures.js');
        return renderPicture;
      },
    });
  }
}
