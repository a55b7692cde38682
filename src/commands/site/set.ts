import * as Flags from '@oclif/core/flags';
import {
  autoPromotionFields,
  placeholder,
  siteFields,
  suggestedCommand,
} from '../../domain/model/index.js';
import { setSite } from '../../domain/edits/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../../cli/field-flags.js';
import { autoPromotionFlag, siteArg } from '../../cli/flags.js';
import { delayOrOff, omitUndefined, requireSomething, typedOptions } from '../../cli/values.js';

export default class SiteSet extends EditCommand {
  static override summary = 'Change the settings of a site';
  static override examples = [
    '<%= config.bin %> site set Berlin --auto-promotion 30m --failback',
    '<%= config.bin %> site set Frankfurt --licensing --network 10.20.1.0/24',
  ];
  static override args = { site: siteArg };
  static override flags = {
    licensing: Flags.boolean({ description: 'make this the Licensing Site' }),
    ...fieldFlags(siteFields, 'set'),
    'auto-promotion': autoPromotionFlag,
    ...fieldFlags(autoPromotionFields, 'set'),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteSet);
    const delay = flags['auto-promotion'];
    const properties = omitUndefined({
      ...valuesOfFlags(siteFields, 'set', flags),
      ...valuesOfFlags(autoPromotionFields, 'set', flags),
      licensing: flags.licensing,
      autoPromotion: delay === undefined ? undefined : delayOrOff(delay),
    });
    requireSomething(properties, 'site set');
    const options = typedOptions(flags, Object.keys(SiteSet.flags));
    const again = suggestedCommand('site set', { args: [placeholder('SITE')], options });
    await this.edit(flags, (farm) =>
      setSite(farm, this.siteOf(farm, args.site, again), properties),
    );
  }
}
