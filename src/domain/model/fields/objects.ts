import { brokerFields } from './broker-fields.js';
import type { Field, Fields } from './field.js';
import { agentFields, gatewayFields, providerFields } from './member-fields.js';
import {
  autoPromotionFields,
  farmFields,
  ruleSettingFields,
  siteFields,
  suppressionFields,
} from './site-fields.js';

/** The fields of each kind of object that a change can be about, by the name that changes use. */
export const fieldsOf = {
  farm: farmFields,
  rule: ruleSettingFields,
  suppression: suppressionFields,
  site: siteFields,
  'auto-promotion': autoPromotionFields,
  broker: brokerFields,
  gateway: gatewayFields,
  agent: agentFields,
  provider: providerFields,
} as const satisfies Record<string, Fields>;

/** What a changed property is called in the farm file: those of auto-promotion are in an object of the site. */
const withinSite = 'autoPromotion.';

/** The field of a changed property such as `autoPromotion.enabled`; undefined where no row describes it. */
export function fieldAt(object: string, property: string): Field | undefined {
  if (property.startsWith(withinSite)) {
    return (autoPromotionFields as Fields)[property.slice(withinSite.length)];
  }
  const fields: Fields | undefined = Object.hasOwn(fieldsOf, object)
    ? fieldsOf[object as keyof typeof fieldsOf]
    : undefined;
  return fields !== undefined && Object.hasOwn(fields, property) ? fields[property] : undefined;
}
