import { editEach, setEnabled } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';

export default class BrokerEnable extends EditCommand {
  static override summary = 'Enable a broker';
  static override examples = ['<%= config.bin %> broker enable CB-FRA-3 --site Frankfurt'];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerEnable);
    await this.editNamed(flags, [brokers(argv)], (farm, site, [servers]) =>
      editEach(farm, site, servers, (now, here, server) => setEnabled(now, here, server, true)),
    );
  }
}
