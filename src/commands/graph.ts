import * as Flags from '@oclif/core/flags';
import { eventForms } from '../domain/simulate/index.js';
import { pictureFormats } from '../render/graph/formats.js';
import { failureArgs, failureFlags, readFailure } from '../cli/failure-flags.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { pictureFormatOf, writePicture } from '../cli/picture-file.js';
import { pictureOfChange, pictureOfFarm, requireOneKind } from '../gate/picture.js';

export default class Graph extends FarmCommand {
  static override summary = 'Draw brokers, agents, providers, gateways and failure domains';
  static override description = `Brokers are in priority order, in boxes by their failure domain. With a failure, draws the state after it and marks what is lost and what changed; farm simulate says why. With --diff, marks what was added, removed and changed since another version.

Events: ${Object.values(eventForms).join('; ')}.`;
  static override usage = 'graph [BROKER...] [--site NAME] [--diff OLD]';
  static override examples = [
    '<%= config.bin %> graph',
    '<%= config.bin %> graph CB-BER-1',
    '<%= config.bin %> graph --site Berlin --down rack=r1 -o failure.svg',
    '<%= config.bin %> graph --diff main',
    '<%= config.bin %> graph --format mermaid',
  ];
  static override strict = false;
  static override args = failureArgs;
  static override flags = {
    site: onlySiteFlag,
    ...failureFlags,
    diff: Flags.string({
      helpValue: 'OLD',
      description:
        'draw what changed since this version: a file, REF:path, a git revision or @N; not with a failure',
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
    const { argv, flags } = await this.parse(Graph);
    const { diff, site, force } = flags;
    const failure = await readFailure(argv, flags, () => this.locate(flags));
    requireOneKind(failure, diff);
    const { drawn, warnings } =
      diff === undefined
        ? pictureOfFarm(
            (await this.loadFarm(flags)).farm,
            failure,
            site,
            (farm, wanted) => this.select(farm, site, [wanted]),
            this.progress.pace('Drawing'),
          )
        : await pictureOfChange(diff, site, () => this.locate(flags));
    const output = flags.output === '-' ? undefined : flags.output;
    const format = flags.format ?? pictureFormatOf(output);
    const farmPath = this.source?.path ?? null;
    const file =
      output === undefined ? null : await writePicture(output, drawn, format, { force, farmPath });
    await this.answer({
      result: { ...drawn, format, file },
      warnings,
      document: file === null && format !== 'text',
      text: async () => {
        const { renderPicture } = await import('../render/graph/pictures.js');
        return renderPicture;
      },
    });
  }
}
