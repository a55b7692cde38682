import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { dayOf } from '../domain/readiness/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { todayFlag } from '../cli/flags.js';
import { reportTestsToGithub, testsAnswer } from '../gate/test-output.js';
import { runTests, type TestsRun } from '../gate/test.js';
import { findTestFiles, isTestFile } from '../store/test/test-file.js';

export default class Test extends FarmCommand {
  static override summary = 'Run the high-availability tests in *.farm-test files';
  static override description =
    'Each test in a *.farm-test.yaml, .yml or .json file states a farm (with edits made in memory), a failure, and what must hold after it. For a failed test, farm shows what was expected, what happened, why, and a command that replays it. Exits 1 if a test fails, 3 if a file is broken. For the file format, run farm schema test.';
  static override examples = [
    '<%= config.bin %> test --init',
    '<%= config.bin %> test',
    "<%= config.bin %> test 'sites/**/*.farm-test.yaml' --format junit --output farm-test.xml",
    '<%= config.bin %> test --file planned.json --grep Berlin',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'test files, folders or quoted patterns (default: all below this folder)',
    }),
  };
  static override flags = {
    grep: Flags.string({
      helpValue: 'TEXT',
      description: 'run only tests whose name contains this text',
    }),
    format: Flags.option({ options: ['text', 'json', 'junit'] as const })({
      description: 'output format; json is the same as --json',
    }),
    output: Flags.string({
      helpValue: 'FILE',
      description: 'write JUnit to this file, and text to standard output',
      dependsOn: ['format'],
    }),
    today: todayFlag,
    watch: Flags.boolean({
      description: 'run again at every change, until Ctrl-C',
      exclusive: ['json', 'quiet', 'format', 'init', 'given'],
    }),
    init: Flags.boolean({
      description: 'write a test file with tests that pass now; FILES is its name',
    }),
    given: Flags.string({
      helpValue: 'NAME',
      description: 'print the farm that the test with this name starts from',
      exclusive: ['init', 'grep'],
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Test);
    const names = argv.map(String);
    const today = flags.today === undefined ? this.today : dayOf(flags.today);
    const { env } = process;
    const question = { file: flags.file, grep: flags.grep, today, env, cwd: process.cwd() };
    if (flags.init) {
      const { initAnswer } = await import('../gate/test-init.js');
      return this.answer(await initAnswer(names, await this.loadFarm(flags), question));
    }
    if (flags.given !== undefined) {
      const { givenAnswer } = await import('../gate/test-given.js');
      return this.answer(await givenAnswer(names, flags.given, question));
    }
    const ask = async (): Promise<TestsRun> =>
      runTests(await findTestFiles(names, question.cwd), question, this.progress);
    const print = async (run: TestsRun): Promise<void> =>
      this.answer(await testsAnswer(run, flags, this.commandContext));
    if (!flags.watch) {
      const run = await ask();
      await reportTestsToGithub(run, this.commandContext, env);
      return print(run);
    }
    const { watchAnswers } = await import('../gate/watch.js');
    return watchAnswers({
      folders: [question.cwd],
      also: isTestFile,
      theme: await this.theme(process.stderr),
      argv: this.argv,
      ask: async () => {
        const run = await ask();
        return { files: run.files, print: () => print(run) };
      },
    });
  }
}
