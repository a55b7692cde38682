import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../cli/farm-command.js';
import { onlySiteFlag } from '../cli/flags.js';
import { sinceFlag, sinceTime } from '../cli/since.js';

/** How many versions are listed without --all. */
const newest = 20;

export default class History extends FarmCommand {
  static override summary = 'List the versions of the farm file: who saved what, when and why';
  static override description = `Each save keeps the version before it. Numbers count back from now: @0 is the file as it is, @1 the version before the last save. Wherever a command takes a farm, it also takes such a number: farm status --file @1, farm diff @3 @1, farm check @2, and berlin.farm.json@2 for a version of another file. PowerShell needs quotes: '@1'. A change made outside farm, such as in an editor, is listed too, as one version.

--when finds the save from which on a condition held. A condition is a subject, an operator (< <= = != >= >) and a number. Subjects: tolerance (without standbys), tolerance-with-standbys, active, brokers and agents, each by site; findings, errors, warnings, notes and the id or name of a rule, of the farm or with --site of a site. A rule alone means that it has a finding.`;
  static override examples = [
    '<%= config.bin %> history',
    '<%= config.bin %> history --since 30d',
    '<%= config.bin %> history show 1',
    '<%= config.bin %> diff @1',
    "<%= config.bin %> history --when 'tolerance<1'",
    '<%= config.bin %> history --when RAS104 --site Berlin',
  ];
  static override flags = {
    all: Flags.boolean({
      default: false,
      exclusive: ['when'],
      description: `list all versions (default: the newest ${newest})`,
    }),
    since: { ...sinceFlag, exclusive: ['when'] },
    when: Flags.string({
      helpValue: 'CONDITION',
      description: "find the saves from which on this held, such as 'tolerance<1' or RAS104",
    }),
    site: { ...onlySiteFlag, dependsOn: ['when'] },
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(History);
    const source = this.locate(flags);
    const { when, site = null } = flags;
    if (when !== undefined) {
      const { findWhen } = await import('../gate/history-when.js');
      const found = await findWhen(source, { when, site, today: this.today });
      const text = async () => (await import('../render/history-when.js')).renderHistoryWhen;
      return this.answer({ ...found, text });
    }
    const since = flags.since === undefined ? null : sinceTime(flags.since, new Date());
    const { listHistory } = await import('../gate/history.js');
    const listed = await listHistory(source, flags.all ? Infinity : newest, since);
    const text = async () => (await import('../render/history.js')).renderHistory;
    await this.answer({ ...listed, text });
  }
}
