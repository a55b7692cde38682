import * as Flags from '@oclif/core/flags';
import { dayOf } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag, todayFlag } from '../cli/flags.js';
import { makeReport } from '../gate/report.js';

export default class Report extends FarmCommand {
  static override summary = 'Write everything about the farm into one document';
  static override description =
    'For a ticket, a manager or an auditor: verdict, brokers and roles, load split, findings with fixes and sources, what each site survives, restart order, ports and assumptions, in the words of the commands that answer each alone. The same farm, date and version of farm give the same document, byte for byte. An old report is replaced.';
  static override examples = [
    '<%= config.bin %> report --output report.md',
    '<%= config.bin %> report --format html -o report.html',
    '<%= config.bin %> report --site Berlin --against main -o change.md',
    '<%= config.bin %> report --pseudonyms -o for-support.md',
  ];
  static override flags = {
    site: onlySiteFlag,
    output: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'file for the report (default: standard output)',
    }),
    format: Flags.option({ options: ['markdown', 'html'] as const })({
      default: 'markdown',
      description: 'format of the report; --json prints its facts',
    }),
    against: Flags.string({
      helpValue: 'OLD',
      description:
        'add the plan from this version, a file, REF:PATH, a git revision or @N, to the farm file; always of all sites',
    }),
    pseudonyms: Flags.boolean({
      description:
        'replace names, addresses and descriptions; the same object has the same pseudonym throughout',
    }),
    today: todayFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Report);
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const source = this.locate(flags);
    const pace = this.progress.pace('Writing the report');
    const request = { ...flags, today, farmVersion: this.config.version, pace };
    const { print, ...made } = await makeReport(request, source, this.commandContext);
    // The JSON document names the farm file, which may have the name of its owner.
    if (flags.pseudonyms) this.source = undefined;
    await this.answer({
      ...made,
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
