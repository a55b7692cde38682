import { editEach, setStandby } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';

export default class BrokerActivate extends EditCommand {
  static override summary = 'Take a secondary out of standby';
  static override examples = ['<%= config.bin %> broker activate CB-BER-4 --site Berlin'];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerActivate);
    await this.editNamed(flags, [brokers(argv)], (farm, site, [servers]) =>
      editEach(farm, site, servers, (now, here, server) => setStandby(now, here, server, false)),
    );
  }
}
