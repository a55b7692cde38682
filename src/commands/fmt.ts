import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../cli/farm-command.js';
import { formatFiles } from '../gate/format.js';
import { farmsMeant } from '../gate/many-files.js';

export default class Fmt extends FarmCommand {
  static override summary = 'Bring farm files into canonical form';
  static override description =
    'Every key in its place, two spaces, one line end; what the file means stays. Line endings and byte order mark are kept. With - standard input is formatted to standard output. Where a file is broken, that is told and nothing is written.';
  static override examples = [
    '<%= config.bin %> fmt',
    "<%= config.bin %> fmt 'sites/**/*.farm.json'",
    '<%= config.bin %> fmt --check',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'farm files, quoted patterns, or - for standard input; several may follow',
    }),
  };
  static override flags = {
    check: Flags.boolean({
      default: false,
      description: 'write nothing; exit 1 and list the files that are not in canonical form',
    }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Fmt);
    const sources = await farmsMeant(argv, flags.file, () => this.locate(flags));
    const { files, text, failure } = await formatFiles(sources, flags.check);
    await this.answer({
      result: { check: flags.check, files, ...(text === null ? {} : { text }) },
      status: flags.check && files.some(({ differs }) => differs) ? 1 : 0,
      failure,
      // The formatted farm is the output: it goes out as it is.
      text: async () =>
        text === null ? (await import('../render/format.js')).renderFormat : () => text,
    });
  }
}
