import * as Args from '@oclif/core/args';
import { errorDocument } from '../cli/error-report.js';
import { FarmCommand } from '../cli/farm-command.js';
import { combinedFailure, farmsMeant, refuseAllBroken, tryEach } from '../gate/many-files.js';
import { readFarm } from '../store/farm/farm-file.js';

export default class Validate extends FarmCommand {
  static override summary = 'Tell whether farm files can be read, and all that is wrong with them';
  static override description =
    'Shape and invariants alone, no rules: fast enough for an editor and for pre-commit. Every problem of every file is told with line and column. Exits 3 when a file is broken.';
  static override examples = [
    '<%= config.bin %> validate',
    "<%= config.bin %> validate 'sites/**/*.farm.json'",
    '<%= config.bin %> validate - < farm.json',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'farm files, quoted patterns, or - for standard input; several may follow',
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Validate);
    const sources = await farmsMeant(argv, flags.file, () => this.locate(flags));
    const tried = await tryEach(sources, readFarm);
    refuseAllBroken(tried);
    const files = tried.map((one) => ({
      file: one.file,
      sound: !('error' in one),
      error: 'error' in one ? errorDocument(one.error) : null,
    }));
    await this.answer({
      result: { files },
      failure: combinedFailure(tried),
      text: async () => (await import('../render/validate.js')).renderValidate,
    });
  }
}
