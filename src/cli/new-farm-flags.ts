import * as Flags from '@oclif/core/flags';
import { firstBrokers } from '../domain/edits/index.js';
import { siteFields } from '../domain/model/index.js';
import { type NewFarmInput, newFarmDefaults } from '../domain/status/index.js';
import { fieldFlags, valuesOfFlags } from './field-flags.js';
import { firstBrokersFlags, rasFlag, rasVersionOf } from './flags.js';
import { autoPromotionOf, brokerValues, omitUndefined, valueOrNone } from './values.js';

/** The flags of `farm init` that describe the farm, and the farm that they describe. */
export const newFarmFlags = {
  site: Flags.string({
    char: 's',
    helpValue: 'NAME',
    description: `name of the first site, the Licensing Site (default: ${newFarmDefaults.site})`,
  }),
  ...firstBrokersFlags,
  ...fieldFlags(siteFields, 'add'),
  ras: rasFlag({ description: `RAS version (default: ${newFarmDefaults.rasVersion})` }),
  example: Flags.boolean({
    description: 'create a sample farm with two sites',
    exclusive: ['site', 'broker', 'ip', 'network', 'domain', 'auto-promotion'],
  }),
};

type NewFarmFlags = Parameters<typeof brokerValues>[0] &
  Parameters<typeof autoPromotionOf>[0] & {
    site?: string | undefined;
    broker?: string | undefined;
    ras?: string | undefined;
    example: boolean;
  };

/**
 * The farm that the command line describes; without brokers, the preset answers of the wizard.
 * @throws FarmError E_USAGE; Refusal E_USAGE for ranges and addresses that don't fit together
 */
export function newFarmOf(name: string | undefined, flags: NewFarmFlags): NewFarmInput {
  const asked: NewFarmInput = {
    ...newFarmDefaults,
    ...(flags.example ? { name: 'Example' } : {}),
    ...valuesOfFlags(siteFields, 'add', flags),
    ...omitUndefined({ name, site: flags.site, autoPromotion: autoPromotionOf(flags) }),
    server: flags.broker ?? '',
    rasVersion: rasVersionOf(flags.ras),
    ip: valueOrNone(flags.ip ?? ''),
  };
  if (flags.broker === undefined) return asked;
  const named = { ...brokerValues(flags), servers: flags.broker };
  const [primary, ...secondaries] = firstBrokers(asked.network, named);
  return { ...asked, ...primary, secondaries };
}
