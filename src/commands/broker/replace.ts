import * as Args from '@oclif/core/args';
import { replaceBroker } from '../../domain/edits/index.js';
import { brokerFields, findBroker, findSite } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { resolveFlag, siteFlag } from '../../cli/flags.js';
import { otherAddresses, resolveServer } from '../../cli/resolver.js';
import { oneBroker } from '../../cli/wanted.js';
import { replacementInputRequired } from '../../wizard/input-required.js';

const fields = { ip: brokerFields.ip, alternativeIps: brokerFields.alternativeIps };

export default class BrokerReplace extends EditCommand {
  static override summary = 'Replace a broker with another server';
  static override description =
    'The new server gets the role, priority, state, options and failure domains of the old one, and whatever prefers the old one prefers the new one. To rename a server instead, use broker set --server. For the steps on the real farm, use farm plan. Without OLD and NEW, farm asks, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> broker replace CB-BER-2 CB-BER-22 --ip 10.10.1.22',
    '<%= config.bin %> broker replace CB-BER-2 cb22.example.com --resolve --site Berlin --dry-run',
    '<%= config.bin %> broker replace',
  ];
  static override args = {
    old: Args.string({ description: 'broker to replace (default: ask for it)' }),
    new: Args.string({ description: 'server that replaces it (default: ask for it)' }),
  };
  static override flags = { site: siteFlag, ...fieldFlags(fields, 'add'), resolve: resolveFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BrokerReplace);
    const { old, new: server } = args;
    const given = valuesOfFlags(fields, 'add', flags);
    if (old !== undefined && server !== undefined) {
      const [address, ...others] = flags.resolve ? await resolveServer(server) : [];
      const by = { ...given, server, ip: address ?? given.ip ?? null };
      await this.editNamed(flags, [oneBroker(old)], (farm, site, [[found = old]]) => {
        const { notes, ...edit } = replaceBroker(farm, site, found, by);
        return { ...edit, notes: [...notes, ...otherAddresses(server, others)] };
      });
      return;
    }
    if (!this.prompting) throw replacementInputRequired(old, flags.site);
    const { wizard, text } = await this.beginWizard(flags);
    const { farm } = wizard;
    const site =
      old === undefined
        ? findSite(farm, flags.site ?? farm.sites[0]?.name)
        : this.select(farm, flags.site, [oneBroker(old)]).site;
    const { askReplacement } = await import('../../wizard/replace-broker.js');
    const answers = await askReplacement({
      ...wizard,
      start: {
        site: site.name,
        old: old === undefined ? '' : findBroker(site, old).server,
        server: '',
        ip: given.ip ?? null,
        alternativeIps: given.alternativeIps ?? [],
      },
      resolve: resolveServer,
    });
    await this.edit(
      flags,
      (now) => replaceBroker(now, findSite(now, answers.site), answers.old, answers),
      { expectedText: text },
    );
  }
}
