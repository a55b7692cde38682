import * as Flags from '@oclif/core/flags';
import { statusOf } from '../domain/status/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import type { Theme } from '../render/theme.js';
import { onlySiteFlag, verboseFlag } from '../cli/flags.js';
import type { Ready } from '../gate/watch.js';

export default class Status extends FarmCommand {
  static override summary = 'Show an overview of the farm';
  static override description =
    'Shows the sites, those that need attention first, each with its tolerance, its findings by severity, and its brokers in priority order with role and state. In a farm with several sites, healthy ones are one line each; -v shows all of them in full.';
  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status --site Berlin --json',
  ];
  static override flags = {
    site: onlySiteFlag,
    verbose: verboseFlag,
    watch: Flags.boolean({
      description: 'show it again whenever the file is saved, until Ctrl-C',
      exclusive: ['json', 'quiet'],
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Status);
    const ask = async (): Promise<Ready> => {
      const { farm, source } = await this.loadFarm(flags);
      const result = statusOf(farm, { site: flags.site, today: this.today });
      const text = async () => {
        const { renderStatus } = await import('../render/status.js');
        return (status: typeof result, theme: Theme) => renderStatus(status, theme, flags);
      };
      return { files: [source.path], print: () => this.answer({ result, text }) };
    };
    if (!flags.watch) return (await ask()).print();
    const { watchAnswers, watchedFarms } = await import('../gate/watch.js');
    const watched = watchedFarms([this.locate(flags)]);
    const theme = await this.theme(process.stderr);
    return watchAnswers({ ...watched, ask, theme, argv: this.argv });
  }
}
