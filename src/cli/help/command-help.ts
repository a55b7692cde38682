import { CommandHelp, Help } from '@oclif/core/help';
import { helpPages } from '../../render/help/pages.js';
import { usageOf } from '../../render/usage.js';

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

/** The help of commands and topics. */
export class FarmHelp extends Help {
  protected override CommandHelpClass = FarmCommandHelp;

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
