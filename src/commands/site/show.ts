import { command } from '../../domain/command-line.js';
import { siteStatus } from '../../domain/status.js';
import { FarmCommand } from '../../farm-command.js';
import { siteArg } from '../../flags.js';

export default class SiteShow extends FarmCommand {
  static override summary = 'Show a site with its settings and brokers';
  static override examples = ['<%= config.bin %> site show Berlin'];
  static override args = { site: siteArg };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteShow);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: siteStatus(farm, this.siteOf(farm, args.site, command`site show SITE`), this.today),
      text: async () => (await import('../../render/status.js')).renderSiteStatus,
    });
  }
}
