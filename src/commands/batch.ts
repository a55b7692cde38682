import * as Args from '@oclif/core/args';
import { runBatch } from '../cli/batch-run.js';
import { EditCommand } from '../cli/edit-command.js';
import { readBatch } from '../store/batch/batch-file.js';

export default class Batch extends EditCommand {
  static override needsAllCommands(): boolean {
    return true;
  }

  static override summary = 'Run many edit commands as one edit';
  static override description =
    'The file has one command a line, as you type it, with or without the word farm; quotes as in a POSIX shell, # for comments. All commands are made under one lock and saved together: if one fails, nothing is saved. The answer is about all of them. farm plan and farm diff print such a file with --format batch.';
  static override examples = [
    '<%= config.bin %> batch changes.txt --dry-run',
    '<%= config.bin %> diff main farm.json --format batch | <%= config.bin %> batch - --file other.json',
  ];
  static override args = {
    commands: Args.string({
      name: 'FILE',
      required: true,
      description: 'file of commands, or - for standard input',
    }),
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Batch);
    const lines = await readBatch(args.commands, this.locate(flags));
    await this.editFile(flags, (_, loaded) => runBatch(lines, loaded, this.config));
  }
}
