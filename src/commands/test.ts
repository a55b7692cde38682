import * as Args from '@oclif/core/args';
import { FarmCommand } from '../cli/farm-command.js';
import { reportTestsToGithub, testsAnswer } from '../gate/test-output.js';
import { testFlags, testQuestionOf } from '../gate/test-question.js';
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
  static override flags = testFlags;

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Test);
    const names = argv.map(String);
    const question = testQuestionOf(flags, this.today);
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
      await reportTestsToGithub(run, this.commandContext, question.env);
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
