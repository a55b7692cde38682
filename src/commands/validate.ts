import * as Args from '@oclif/core/args';
import { errorDocument } from '../render/error-document.js';
import { FarmCommand } from '../cli/farm-command.js';
import { isInGithub } from '../gate/in-github.js';
import { combinedFailure, selectFarms, refuseAllBroken } from '../gate/many-files.js';
import { validateFiles } from '../gate/validate-files.js';

export default class Validate extends FarmCommand {
  static override summary = 'Validate farm files';
  static override description =
    'Checks that each file can be read and describes a valid farm, and reports the problems of all files with line and column; so for policies that are named or apply to the files. Runs no readiness rules, so it is fast enough for editors and pre-commit. Exits 3 if a file is broken.';
  static override examples = [
    '<%= config.bin %> validate',
    '<%= config.bin %> validate farms/',
    "<%= config.bin %> validate 'sites/**/*.farm.json'",
    '<%= config.bin %> validate farm.policy.yaml',
    '<%= config.bin %> validate - < farm.json',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'farm files, folders, quoted patterns, or - for standard input',
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Validate);
    const sources = await selectFarms(argv, flags.file, () => this.locate(flags));
    const tried = await validateFiles(sources, this.progress);
    const files = tried.map((one) => ({
      file: one.file,
      valid: !('error' in one),
      sound: !('error' in one),
      error: 'error' in one ? errorDocument(one.error) : null,
    }));
    if (isInGithub(process.env)) {
      const { annotateValidation } = await import('../gate/github-files.js');
      await annotateValidation({ files }, this.commandContext, process.env);
    }
    refuseAllBroken(tried);
    await this.answer({
      result: { files },
      failure: combinedFailure(tried),
      text: async () => (await import('../render/validate.js')).renderValidate,
    });
  }
}
