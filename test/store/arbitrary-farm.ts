import fc from 'fast-check';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { brokerFields } from '../../src/domain/model/fields/broker-fields.js';
import {
  agentFields,
  gatewayFields,
  providerFields,
} from '../../src/domain/model/fields/member-fields.js';
import { autoPromotionFields, siteFields } from '../../src/domain/model/fields/site-fields.js';
import { rasVersions } from '../../src/domain/facts/ras-versions.js';
import { checkFarm } from '../../src/domain/readiness/settings.js';
import { anyObject, withCustom } from '../any-fields.js';

/** Valid farms of every shape that a file can have. */

const serverName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9](\.[a-z]{2,5})?$/);
const freeName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

function uniqueBy<T>(objects: fc.Arbitrary<T>, nameOf: (object: T) => string, most: number) {
  const selector = (object: T): string => nameOf(object).toLowerCase();
  return fc.uniqueArray(objects, { selector, maxLength: most });
}

const broker = withCustom(anyObject(brokerFields, { server: serverName }));

function site(name: string, licensing: boolean): fc.Arbitrary<Site> {
  return uniqueBy(broker, ({ server }) => server, 5)
    .filter((brokers) => brokers.length > 0)
    .chain((brokers) => {
      const preferredBroker = fc.option(fc.constantFrom(...brokers.map(({ server }) => server)));
      const own = anyObject(siteFields, {
        name: fc.constant(name),
        licensing: fc.constant(licensing),
        network: fc.option(fc.constantFrom('10.0.0.0/8', 'fd00::/64')),
      });
      const members = fc.record({
        autoPromotion: withCustom(anyObject(autoPromotionFields)),
        brokers: fc.constant(
          brokers.map((one, index) => ({
            ...one,
            ...(index === 0 ? { enabled: true, standby: false } : {}),
            enableHtml5: one.enableHtml5 && one.installGateway,
          })),
        ),
        gateways: uniqueBy(
          withCustom(anyObject(gatewayFields, { server: serverName, preferredBroker })),
          ({ server }) => server,
          3,
        ),
        agents: uniqueBy(
          withCustom(anyObject(agentFields, { name: freeName, preferredBroker })),
          (agent) => agent.name,
          10,
        ),
        providers: uniqueBy(
          withCustom(anyObject(providerFields, { name: freeName, preferredBroker })),
          (provider) => provider.name,
          3,
        ),
      });
      return withCustom(fc.tuple(own, members).map(([one, all]): Site => ({ ...one, ...all })));
    });
}

/** Farms without a problem. */
export const arbitraryFarm: fc.Arbitrary<Farm> = withCustom<Farm>(
  fc.record({
    name: freeName,
    rasVersion: fc.constantFrom(...rasVersions),
    rules: fc.constantFrom<Farm['rules']>(
      {},
      { RAS102: { severity: 'error', custom: { $comment: 'since 2025', 'x-by': ['ops'] } } },
      { RAS104: { severity: 'info' }, 'overloaded-by-pinned-agents': { threshold: 3.5 } },
      { 'auto-promotion-off': { off: true, reason: 'two locations' } },
    ),
    suppressions: fc.array(
      withCustom(
        fc.record({
          rule: fc.constantFrom('RAS106', 'even-active-brokers'),
          target: fc.constantFrom('Berlin', 'Berlin/broker/CB4'),
          reason: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
          expires: fc.constantFrom(null, '2027-01-31'),
        }),
      ),
      { maxLength: 3 },
    ),
    sites: fc
      .uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,5}$/), { minLength: 1, maxLength: 3 })
      .chain((names) =>
        fc.tuple(...names.map((name, index) => site(name, index === names.length - 1))),
      ),
  }),
).filter((farm) => checkFarm(farm).length === 0);
