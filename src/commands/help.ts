import * as Args from '@oclif/core/args';
import { FarmCommand } from '../cli/farm-command.js';
import { helpFor } from '../cli/help/help-for.js';

export default class Help extends FarmCommand {
  static override needsAllCommands(): boolean {
    return true;
  }

  static override summary = 'Show help: for a command, a page, or a question';
  static override description =
    'Ask in your own words, without quotes: farm lists the commands and pages that answer, best first, each as you can copy it. Pages: quorum, load, files, patterns, shells, formats, exit-codes. Without WORDS, lists all commands and pages.';
  static override examples = [
    '<%= config.bin %> help what if a rack dies',
    '<%= config.bin %> help broker add',
    '<%= config.bin %> help quorum',
  ];
  static override strict = false;
  static override args = {
    words: Args.string({ description: 'command, page, or a question in your own words' }),
  };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Help);
    const help = await helpFor(argv.map(String), this.config);
    if (help.kind === 'command' && !flags.json)
      return help.show(flags['no-pager'] ? ['--no-pager'] : []);
    await this.answer({
      result: help.result,
      text: async () => (await import('../render/help/result.js')).renderHelp,
    });
  }
}
