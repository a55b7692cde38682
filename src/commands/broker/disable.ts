import { editEach, setEnabled } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';

export default class BrokerDisable extends EditCommand {
  static override summary = 'Disable a secondary';
  static override description =
    'A disabled broker does not serve and never steps in for another. To keep it as a spare, use farm broker standby.';
  static override examples = [
    '<%= config.bin %> broker disable CB-FRA-2',
    '<%= config.bin %> broker disable rack=r1 --site Berlin',
  ];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerDisable);
    await this.editNamed(flags, [brokers(argv)], (farm, site, [servers]) =>
      editEach(farm, site, servers, (now, here, server) => setEnabled(now, here, server, false)),
    );
  }
}
