import { editEach, setStandby } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { serversArg, siteFlag } from '../../cli/flags.js';
import { brokers } from '../../cli/wanted.js';

export default class BrokerStandby extends EditCommand {
  static override summary = 'Put a secondary in standby';
  static override description =
    'A standby takes no connections until another broker is offline. To take it out of standby, use farm broker activate.';
  static override examples = [
    '<%= config.bin %> broker standby CB-BER-3',
    "<%= config.bin %> broker standby 'CB-[4-5]' --site Berlin",
  ];
  static override strict = false;
  static override args = { server: serversArg };
  static override flags = { site: siteFlag };

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(BrokerStandby);
    await this.editNamed(flags, [brokers(argv)], (farm, site, [servers]) =>
      editEach(farm, site, servers, (now, here, server) => setStandby(now, here, server, true)),
    );
  }
}
