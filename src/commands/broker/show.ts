import { brokerShown } from '../../domain/status/index.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';
import { describeBrokers } from '../../render/broker-words.js';

export default class BrokerShow extends FarmCommand {
  static override summary = 'Show brokers with all their properties';
  static override description =
    'With --json, brokers holds them all. If only one is shown, its keys are also at the top of the result.';
  static override examples = [
    '<%= config.bin %> broker show CB-BER-4 --site Berlin',
    "<%= config.bin %> broker show 'CB-BER-[1-2]' rack=r2 --site Berlin",
  ];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerShow);
    const { farm } = await this.loadFarm(flags);
    const { site, names } = this.select(farm, flags.site, [brokers(argv)]);
    await this.answer({
      result: describeBrokers(names.flat().map((name) => brokerShown(site, name))),
      text: async () => (await import('../../render/lists.js')).renderBrokers,
    });
  }
}
