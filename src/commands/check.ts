import { printCommands } from '../render/command-line.js';
import * as Args from '@oclif/core/args';
import { FarmCommand } from '../cli/farm-command.js';
import { validPart, reportCheckToGithub, textOf, writeFiles } from '../gate/check-output.js';
import { checkFlags, filesOf, questionOf, refuseOverwriting } from '../gate/check-question.js';
import { policyForRun } from '../gate/check-policy.js';
import { judge, readFarms, reading, type Run } from '../gate/check.js';
import { isInGithub } from '../gate/in-github.js';
import { selectFarms } from '../gate/many-files.js';
import { sinksOf } from '../gate/sinks.js';
import type { Ready } from '../gate/watch.js';

export default class Check extends FarmCommand {
  static override summary = 'Check whether each site is ready for high availability';
  static override description =
    'Lists the findings of each site, worst first, those with one cause together, each with its fix; what several sites share is shown once, with one of them as the example. -v shows every finding of each site with why, source and location. Exits 1 if a finding is at or above --fail-on, which never hides a finding. A folder means the farm files below it: farm.json and *.farm.json, but none that .gitignore excludes, in node_modules or in hidden folders. If one of several files is broken, its problems are reported, the others are checked, and the exit code is 3.';
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check --site Berlin --fail-on warning',
    '<%= config.bin %> check farms/',
    "<%= config.bin %> check 'sites/**/*.farm.json' --format sarif --output farm.sarif --format text",
    '<%= config.bin %> check farms/ --against origin/main --deny tolerance-decrease,rule-weakened',
    '<%= config.bin %> check --fix --dry-run',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description:
        "farm files, folders, quoted patterns such as 'sites/**/*.farm.json', or - for standard input",
    }),
  };
  static override flags = checkFlags;

  async run(): Promise<void> {
    const { argv, flags, raw } = await this.parse(Check);
    const sinks = sinksOf(raw, process.cwd(), flags);
    const preset = { failOn: this.preferences.failOn ?? ('error' as const), today: this.today };
    const question = questionOf(flags, preset);
    const names = argv.map(String);
    const { progress } = this;
    const select = () => selectFarms(names, flags.file, () => this.locate(flags));
    const ask = async (): Promise<Ready> => {
      const policy = await policyForRun(question, await select(), names);
      const { sources } = policy;
      refuseOverwriting(sources, sinks, question);
      const how = flags.fix && { today: question.today, dryRun: flags['dry-run'] };
      const read = how
        ? (await import('../gate/check-fix.js')).fixing(how, policy.find)
        : reading(policy.find);
      const run = await judge(await readFarms(sources, read, progress), question, policy, progress);
      return { files: filesOf(sources, question), print: () => print(run) };
    };
    const print = async (run: Run): Promise<void> => {
      const tool = { version: this.config.version };
      const context = this.commandContext;
      const printed = printCommands(run, context);
      const shown = {
        showSuppressed: flags['show-suppressed'],
        verbose: flags.verbose,
        sarifSuppressed: flags['sarif-suppressed'] ?? (isInGithub(process.env) ? 'omit' : 'mark'),
      };
      const outcome = { ...printed, ...shown, tool, context };
      await writeFiles(outcome, sinks);
      await reportCheckToGithub(outcome, sinks, process.env);
      await this.answer({
        ...outcome,
        result: validPart(outcome.result),
        status: run.status === 0 ? 0 : 1,
        json: sinks.some(({ format, path }) => format === 'json' && path === null),
        text: async () => textOf(outcome, sinks),
      });
    };
    if (!flags.watch) return (await ask()).print();
    const { watchAnswers, watchedFarms } = await import('../gate/watch.js');
    const theme = await this.theme(process.stderr);
    const watched = watchedFarms(await select(), names);
    return watchAnswers({ ...watched, ask, theme, argv: this.argv });
  }
}
