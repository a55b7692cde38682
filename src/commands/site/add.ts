import * as Args from '@oclif/core/args';
import { addSite, completeSite, firstBrokers } from '../../domain/edits/index.js';
import { siteFields } from '../../domain/model/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { firstBrokersFlags } from '../../cli/flags.js';
import { resolveServer } from '../../cli/resolver.js';
import { autoPromotionOf, brokerValues, omitUndefined } from '../../cli/values.js';
import { siteInputRequired } from '../../wizard/input-required.js';

export default class SiteAdd extends EditCommand {
  static override summary = 'Add a site with its brokers';
  static override description =
    'The new site is not the Licensing Site. Of several brokers, the first is the primary; from the fourth on they start in standby, as in RAS. Without NAME or --broker, farm asks, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> site add Hamburg --broker CB-HAM-1 --ip 10.30.1.11 --network 10.30.1.0/24',
    "<%= config.bin %> site add Hamburg --broker 'CB-HAM-[1-3]' --ip 10.30.1.11+ --domain 'rack=r[1-3]' --auto-promotion 30m",
    '<%= config.bin %> site add',
  ];
  static override args = { name: Args.string({ description: 'site name (default: ask for it)' }) };
  static override flags = {
    ...fieldFlags(siteFields, 'add'),
    ...firstBrokersFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteAdd);
    const given = valuesOfFlags(siteFields, 'add', flags);
    const { name, broker, ip = null } = { name: args.name, broker: flags.broker, ip: flags.ip };
    if (name !== undefined && broker !== undefined) {
      const [primary, ...secondaries] = firstBrokers(given.network ?? null, {
        ...brokerValues(flags),
        servers: broker,
      });
      const autoPromotion = autoPromotionOf(flags);
      return this.edit(flags, (farm) => {
        const added = addSite(farm, { ...given, name, primary });
        return completeSite(added.farm, name, secondaries, omitUndefined({ autoPromotion }));
      });
    }
    if (!this.prompting) throw siteInputRequired(name, broker);
    const { wizard, text } = await this.beginWizard(flags);
    const { askSite, siteOf } = await import('../../wizard/add-site.js');
    const answers = await askSite({
      ...wizard,
      start: { name: name ?? '', server: broker ?? '', ip, network: given.network ?? null },
      resolve: resolveServer,
    });
    await this.edit(flags, (now) => addSite(now, siteOf(answers)), { expectedText: text });
  }
}
