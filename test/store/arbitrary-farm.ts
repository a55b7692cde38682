import fc from 'fast-check';
import { agentKinds, type Farm, gatewayModes, type Site } from '../../src/domain/model/farm.js';
import { rasVersions } from '../../src/domain/facts/ras-versions.js';
import { checkFarm } from '../../src/domain/readiness/policy.js';
import { providerTypes } from '../../src/domain/facts/providers.table.js';

/** Valid farms of every shape that a file can contain. */

const serverName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9](\.[a-z]{2,5})?$/);
const freeName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const flag = fc.boolean();

function uniqueBy<T>(objects: fc.Arbitrary<T>, nameOf: (object: T) => string, most: number) {
  const selector = (object: T): string => nameOf(object).toLowerCase();
  return fc.uniqueArray(objects, { selector, maxLength: most });
}

const broker = fc.record({
  server: serverName,
  ip: fc.option(fc.ipV4()),
  alternativeIps: fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 2 }),
  description: fc.string({ unit: 'binary', maxLength: 30 }),
  enabled: flag,
  standby: flag,
  installGateway: flag,
  enableHtml5: flag,
  addFirewallRules: flag,
  failureDomains: fc.dictionary(fc.constantFrom('rack', 'hypervisor', 'dc-1'), freeName, {
    maxKeys: 3,
    noNullPrototype: true,
  }),
});

function site(name: string, licensing: boolean): fc.Arbitrary<Site> {
  return uniqueBy(broker, ({ server }) => server, 5)
    .filter((brokers) => brokers.length > 0)
    .chain((brokers) => {
      const preferredBroker = fc.option(fc.constantFrom(...brokers.map(({ server }) => server)));
      return fc.record({
        name: fc.constant(name),
        licensing: fc.constant(licensing),
        network: fc.option(fc.constantFrom('10.0.0.0/8', 'fd00::/64')),
        autoPromotion: fc.record({
          enabled: flag,
          afterMinutes: fc.integer({ min: 15, max: 4320 }),
          failback: flag,
        }),
        brokers: fc.constant(
          brokers.map((one, index) => ({
            ...one,
            ...(index === 0 ? { enabled: true, standby: false } : {}),
            enableHtml5: one.enableHtml5 && one.installGateway,
          })),
        ),
        gateways: uniqueBy(
          fc.record({
            server: serverName,
            ip: fc.option(fc.ipV4()),
            mode: fc.constantFrom(...gatewayModes),
            preferredBroker,
          }),
          ({ server }) => server,
          3,
        ),
        agents: uniqueBy(
          fc.record({ name: freeName, kind: fc.constantFrom(...agentKinds), preferredBroker }),
          (agent) => agent.name,
          10,
        ),
        providers: uniqueBy(
          fc.record({
            name: freeName,
            type: fc.constantFrom(...providerTypes.map((type) => type.name)),
            preferredBroker,
          }),
          (provider) => provider.name,
          3,
        ),
      });
    });
}

/** Farms without a problem. */
export const arbitraryFarm: fc.Arbitrary<Farm> = fc
  .record({
    name: freeName,
    rasVersion: fc.constantFrom(...rasVersions),
    rules: fc.constantFrom<Farm['rules']>(
      {},
      { RAS104: { severity: 'info' }, 'overloaded-by-pinned-agents': { threshold: 3.5 } },
      { 'auto-promotion-off': { off: true, reason: 'two locations' } },
    ),
    suppressions: fc.array(
      fc.record({
        rule: fc.constantFrom('RAS106', 'even-active-brokers'),
        target: fc.constantFrom('Berlin', 'Berlin/broker/CB4'),
        reason: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        expires: fc.constantFrom(null, '2027-01-31'),
      }),
      { maxLength: 3 },
    ),
    sites: fc
      .uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,5}$/), { minLength: 1, maxLength: 3 })
      .chain((names) =>
        fc.tuple(...names.map((name, index) => site(name, index === names.length - 1))),
      ),
  })
  .filter((farm) => checkFarm(farm).length === 0);
