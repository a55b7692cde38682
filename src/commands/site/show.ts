import { command } from '../../domain/model/index.js';
import { siteShown } from '../../domain/status/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { siteArg } from '../../cli/flags.js';

export default class SiteShow extends FarmCommand {
  static override summary = 'Show a site: status, brokers, members and failure domains';
  static override examples = ['<%= config.bin %> site show Berlin'];
  static override args = { site: siteArg };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteShow);
    const { farm } = await this.loadFarm(flags);
    await this.answer({
      result: siteShown(farm, this.siteOf(farm, args.site, command`site show SITE`), this.today),
      text: async () => (await import('../../render/site-shown.js')).renderSiteShown,
    });
  }
}
