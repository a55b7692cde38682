import * as Flags from '@oclif/core/flags';
import { dayOf } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { refuseOtherEnding } from '../cli/file-ending.js';
import { reportFlags } from '../cli/report-flags.js';
import { refuseQuietReport } from '../cli/show-text.js';
import { makeReport } from '../gate/report.js';
import { reportFormatOf } from '../render/report/formats.js';

export default class Report extends FarmCommand {
  static override summary = 'Write everything about the farm into one document';
  static override description =
    'For a ticket, a manager or an auditor: verdict, brokers and roles, load split, findings with fixes and sources, what each site survives, restart order, ports and assumptions, in the words of the commands that answer each alone. The same farm, date and version of farm give the same document, byte for byte. An old report is replaced.';
  static override examples = [
    '<%= config.bin %> report --output report.md',
    '<%= config.bin %> report --output report.html',
    '<%= config.bin %> report --site Berlin --against main -o change.md',
    '<%= config.bin %> report --pseudonyms -o for-support.md',
  ];
  static override flags = {
    ...reportFlags,
    output: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'file for the report (default: standard output)',
    }),
    html: Flags.boolean({
      description: 'write a page for a browser (default for a file that ends in .html)',
      exclusive: ['markdown'],
    }),
    markdown: Flags.boolean({
      description: 'write Markdown (default for anything else)',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Report);
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const source = this.locate(flags);
    const pace = this.progress.pace('Writing the report');
    const format = reportFormatOf(flags);
    if (!flags.markdown && format === 'markdown') {
      refuseOtherEnding(
        flags.output,
        'use .html or .md; a browser prints the page to paper or PDF',
      );
    }
    refuseQuietReport({ ...flags, format });
    const { root, version } = this.config;
    const request = { ...flags, format, today, farmVersion: version, root, pace };
    const { print, ...made } = await makeReport(request, source, this.commandContext);
    // The JSON document names the farm file, which may have the name of its owner.
    if (flags.pseudonyms) this.source = undefined;
    await this.answer({
      ...made,
      document: made.result.written === null,
      text: async () => {
        if (made.result.written === null) {
          const text = await print();
          return () => text;
        }
        const { renderReportWritten } = await import('../render/report/report.js');
        return (result, theme) => renderReportWritten(result, made, theme);
      },
    });
  }
}
