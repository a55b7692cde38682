import type { Broker } from '../src/domain/model/farm.js';
import { brokerFields } from '../src/domain/model/fields/broker-fields.js';
import { withDefaults } from '../src/domain/model/fields/field.js';

/** A broker with the defaults for all that a test doesn't care about. */
export function aBroker(server: string, given: Partial<Broker> = {}): Broker {
  return withDefaults(brokerFields, { server, ...given });
}
