import { format } from 'node:util';
import { CommandHelp, Help } from '@oclif/core/help';
import { helpPages } from '../../render/help/pages.js';
import { usageOf } from '../../render/usage.js';
import { showText } from '../show-text.js';

/** oclif's help with the examples first, required flags in the usage, and the description without the title. */

class FarmCommandHelp extends CommandHelp {
  protected override sections() {
    const sections = super.sections();
    const examples = sections.filter(({ header }) => header === 'EXAMPLES');
    return [...examples, ...sections.filter(({ header }) => header !== 'EXAMPLES')];
  }

  protected override description(): string | undefined {
    const { description = '' } = this.command;
    return description === '' ? undefined : this.wrap(description);
  }

  protected override defaultUsage(): string {
    return usageOf({ ...this.command, words: [this.command.id] }).join('\n');
  }
}

/** The help of commands and topics; through the pager if it is longer than the screen, unless the words have --no-pager. */
export class FarmHelp extends Help {
  protected override CommandHelpClass = FarmCommandHelp;
  private readonly printed: string[] = [];

  override async showHelp(words: string[]): Promise<void> {
    await super.showHelp(words);
    const text = this.printed.splice(0).join('');
    const noPager = words.includes('--no-pager');
    // oclif has wrapped it already.
    await showText(text, { env: process.env, noPager, isDocument: true });
  }

  /** Keeps what oclif prints in parts. */
  protected override log(...args: string[]): void {
    this.printed.push(`${format(...args)}\n`);
  }

  protected override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    const list = helpPages.map(({ id, about }): [string, string] => [`help ${id}`, about]);
    const body = this.renderList(list, {
      indentation: 2,
      spacer: '\n',
      stripAnsi: this.opts.stripAnsi ?? false,
    });
    this.log(this.section('PAGES', body));
    this.log('');
    this.log('Ask in your own words: farm help what if a rack dies');
    this.log('');
  }
}
