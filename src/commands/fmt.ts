import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../cli/farm-command.js';
import { reasonFlag } from '../cli/flags.js';
import { formatFiles } from '../gate/format.js';
import { isInGithub } from '../gate/in-github.js';
import { selectFarms } from '../gate/many-files.js';

export default class Fmt extends FarmCommand {
  static override summary = 'Format farm files';
  static override description =
    'Puts the keys in a fixed order and indents with two spaces, so that a diff shows only real changes. Line endings and the byte order mark are kept. With -, formats standard input to standard output. Broken files are reported and not written.';
  static override examples = [
    '<%= config.bin %> fmt',
    '<%= config.bin %> fmt farms/',
    "<%= config.bin %> fmt 'sites/**/*.farm.json'",
    '<%= config.bin %> fmt --check',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'farm files, folders, quoted patterns, or - for standard input',
    }),
  };
  static override flags = {
    check: Flags.boolean({
      default: false,
      description:
        'write nothing; list the files that are not formatted, and exit 1 if there are any',
    }),
    reason: reasonFlag({ exclusive: ['check'] }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Fmt);
    const sources = await selectFarms(argv, flags.file, () => this.locate(flags));
    const { files, text, failure } = await formatFiles(sources, flags.check, this.progress);
    if (flags.check && isInGithub(process.env)) {
      const { annotateFormat } = await import('../gate/github-files.js');
      await annotateFormat({ check: true, files }, this.commandContext, process.env);
    }
    if (failure !== undefined && files.every(({ error }) => error !== null)) throw failure;
    await this.answer({
      result: { check: flags.check, files, ...(text === null ? {} : { text }) },
      status: flags.check && files.some(({ differs }) => differs) ? 1 : 0,
      failure,
      document: text !== null,
      // The formatted farm is the output: it goes out as it is.
      text: async () =>
        text === null ? (await import('../render/format.js')).renderFormat : () => text,
    });
  }
}
