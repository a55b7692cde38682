import { brokerShown } from '../../domain/status/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { serverArg, siteFlag } from '../../cli/flags.js';
import { oneBroker } from '../../cli/wanted.js';
import { describeBroker } from '../../render/broker-words.js';

export default class BrokerShow extends FarmCommand {
  static override summary = 'Show a broker with all its properties';
  static override examples = ['<%= config.bin %> broker show CB-BER-4 --site Berlin'];
  static override args = { server: serverArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerShow);
    const { farm } = await this.loadFarm(flags);
    const { site, names } = this.select(farm, flags.site, [oneBroker(args.server)]);
    await this.answer({
      result: describeBroker(brokerShown(site, names[0]?.[0] ?? args.server)),
      text: async () => (await import('../../render/lists.js')).renderBroker,
    });
  }
}
