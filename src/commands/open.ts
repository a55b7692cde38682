import { dayOf } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { reportFlags } from '../cli/report-flags.js';
import { openReport } from '../gate/open.js';

export default class Open extends FarmCommand {
  static override summary = 'Open the report about the farm in the browser';
  static override description =
    'Writes the page of farm report to a temporary file that only you can read, and opens it. Without a display, in CI and in a remote session it prints the path. The variable BROWSER names another program. Files of more than a day ago are removed.';
  static override examples = [
    '<%= config.bin %> open',
    '<%= config.bin %> open --site Berlin',
    '<%= config.bin %> open --against main',
  ];
  static override flags = reportFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(Open);
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const source = this.locate(flags);
    const { root, version } = this.config;
    const pace = this.progress.pace('Writing the report');
    const request = { ...flags, today, farmVersion: version, root, pace };
    const { summary, ...opened } = await openReport(request, source, this.commandContext);
    // The JSON document names the farm file, which may have the name of its owner.
    if (flags.pseudonyms) this.source = undefined;
    await this.answer({
      ...opened,
      summary,
      text: async () => {
        const { renderOpened } = await import('../render/report/open-result.js');
        return (result, theme) => renderOpened(result, summary, theme);
      },
    });
  }
}
