import * as Args from '@oclif/core/args';
import { replaceBroker } from '../../domain/edits/index.js';
import { brokerFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveFlag, siteFlag } from '../../cli/flags.js';
import { otherAddresses, resolveServer } from '../../cli/resolver.js';

const { ip: ipField, alternativeIps } = brokerFields;

export default class BrokerReplace extends EditCommand {
  static override summary = 'Replace a broker with another server';
  static override description =
    'The new server gets the role, priority, state, options and failure domains of the old one, and whatever prefers the old one prefers the new one. To rename a server instead, use broker set --server. For the steps on the real farm, use farm plan.';
  static override examples = [
    '<%= config.bin %> broker replace CB-BER-2 CB-BER-22 --ip 10.10.1.22 --site Berlin',
    '<%= config.bin %> broker replace CB-BER-2 cb22.example.com --resolve --site Berlin --dry-run',
  ];
  static override args = {
    old: Args.string({ required: true, description: 'broker to replace' }),
    new: Args.string({ required: true, description: 'server that replaces it' }),
  };
  static override flags = {
    site: siteFlag,
    ...fieldFlags({ ip: ipField, alternativeIps }, 'add'),
    resolve: resolveFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerReplace);
    const server = args.new;
    const given = valuesOfFlags({ ip: ipField, alternativeIps }, 'add', flags);
    const [found, ...others] = flags.resolve ? await resolveServer(server) : [];
    const by = { ...given, server, ip: found ?? given.ip ?? null };
    await this.edit(flags, (farm) => {
      const { notes, ...edit } = replaceBroker(farm, this.siteOf(farm, flags.site), args.old, by);
      return { ...edit, notes: [...notes, ...otherAddresses(server, others)] };
    });
  }
}
