import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { dayOf, regressionKinds } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { todayFlag } from '../cli/flags.js';
import { eitherOldOrSince, sinceFlag, sinceTime } from '../cli/since.js';
import { diffVersions } from '../gate/diff.js';

export default class Diff extends FarmCommand {
  static override summary = 'Compare two versions of a farm, and show what the change does';
  static override description =
    'Shows the verdict in one line and, if several Sites differ, each in a line. Then the figures of each Site in both versions side by side: brokers, majority, tolerance, findings, load, agents and providers; and what moves, ports newly needed, and the findings in full. Then the rule settings, suppressions and objects that differ. Unchanged Sites are only counted. Each version is a file or a capture, - for standard input, a file in git (REF:PATH), or a git revision, which stands for the farm file in it.';
  static override examples = [
    '<%= config.bin %> diff',
    '<%= config.bin %> diff main',
    '<%= config.bin %> diff --since 30d',
    '<%= config.bin %> diff farm.json planned.json',
    '<%= config.bin %> diff origin/main --format markdown > comment.md',
    '<%= config.bin %> diff main --deny tolerance-decrease,new-error,suppression-added,rule-weakened',
  ];
  static override args = {
    old: Args.string({ description: 'the version before (default: the farm file in HEAD)' }),
    new: Args.string({ description: 'the version after (default: the farm file)' }),
  };
  static override flags = {
    format: Flags.option({ options: ['text', 'json', 'markdown', 'batch'] as const })({
      default: 'text',
      description:
        'output format; json is the same as --json, batch prints the edit commands from OLD to NEW for farm batch',
    }),
    since: sinceFlag,
    'exit-code': Flags.boolean({ description: 'exit 1 if the versions differ' }),
    deny: Flags.option({
      options: regressionKinds,
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ',',
    })({
      description:
        'exit 1 if the change does this; new-warning includes new errors; repeatable, or separated by commas',
    }),
    tests: Flags.boolean({
      description:
        'run the test files about this farm on both versions, and show which outcomes differ',
    }),
    today: todayFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Diff);
    const { deny = [], tests, format } = flags;
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const exitCode = flags['exit-code'];
    const since = flags.since === undefined ? undefined : sinceTime(flags.since, new Date());
    if (since !== undefined && args.old !== undefined) throw eitherOldOrSince();
    const question = { old: args.old, new: args.new, since, deny, tests, exitCode, today };
    const { result, status, warnings, ...versions } = await diffVersions(question, () =>
      this.locate(flags),
    );
    await this.answer({
      result,
      status,
      warnings,
      json: format === 'json',
      text: async () => {
        if (format === 'batch')
          return (await import('../gate/edit-batch.js')).batchRenderer(versions);
        return format === 'markdown'
          ? (await import('../render/formats/diff-markdown.js')).renderDiffMarkdown
          : (await import('../render/diff.js')).renderDiff;
      },
    });
  }
}
