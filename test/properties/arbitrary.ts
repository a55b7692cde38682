import * as fc from 'fast-check';
import {
  type Agent,
  type Broker,
  type Farm,
  type Gateway,
  type Provider,
  type RuleSetting,
  type Site,
  type Suppression,
} from '../../src/domain/model/farm.js';
import { brokerFields } from '../../src/domain/model/fields/broker-fields.js';
import {
  agentFields,
  gatewayFields,
  providerFields,
} from '../../src/domain/model/fields/member-fields.js';
import { rasVersions } from '../../src/domain/facts/ras-versions.js';
import { readinessRules } from '../../src/domain/readiness/rules.table.js';
import { anyObject } from '../any-fields.js';

/**
 * Farms as fast-check makes them: several sites, brokers in all states, members that prefer any broker. All of them
 * hold the invariants; what they are worth is another matter.
 */

/** How large the farms may get; small ones find a fault as well, and faster. */
export interface Sizes {
  sites?: number;
  brokers?: number;
  agents?: number;
  providers?: number;
  gateways?: number;
}

/** A valid farm, of plain objects as the store reads them: fast-check also makes some without a prototype. */
export function anyFarm(sizes: Sizes = {}): fc.Arbitrary<Farm> {
  const most = { sites: 3, brokers: 7, agents: 14, providers: 4, gateways: 3, ...sizes };
  const names = fc.uniqueArray(anyName, { minLength: 1, maxLength: most.sites, selector: folded });
  return fc
    .record({
      name: anyName,
      rasVersion: fc.constantFrom(...rasVersions),
      rules: anySettings,
      names,
      licensing: fc.nat(),
    })
    .chain(({ names: siteNames, licensing, ...farm }) =>
      fc
        .tuple(
          fc.array(anySuppression(siteNames), { maxLength: 3 }),
          ...siteNames.map((name, at) => anySite(name, at === licensing % siteNames.length, most)),
        )
        .map(([suppressions, ...sites]): Farm => structuredClone({ ...farm, suppressions, sites })),
    );
}

/** Settings of some rules that a farm may have. */
const anySettings: fc.Arbitrary<Farm['rules']> = fc.dictionary(
  fc.constantFrom('RAS103', 'even-active-brokers', 'RAS107', 'RAS401'),
  fc.constantFrom<RuleSetting>({ severity: 'info' }, { off: true, reason: 'known' }),
  { maxKeys: 2, noNullPrototype: true },
);

/** A suppression of any rule, in force or not, of a site or of an object that may be there. */
function anySuppression(siteNames: readonly string[]): fc.Arbitrary<Suppression> {
  return fc
    .record({
      rule: fc.constantFrom(...readinessRules.flatMap(({ id, slug }) => [id, slug])),
      site: fc.constantFrom(...siteNames),
      object: fc.constantFrom('', '/broker/CB1', '/broker/CB2', '/provider/RDS1'),
      reason: fc.constant('known'),
      expires: fc.constantFrom(null, '2026-11-19', '2026-11-20'),
    })
    .map(({ rule, site, object, reason, expires }) => ({
      rule,
      target: `${site}${object}`,
      reason,
      expires,
    }));
}

/** A farm with one site. */
export function anyFarmOfOneSite(
  sizes: Omit<Sizes, 'sites'> = {},
): fc.Arbitrary<{ farm: Farm; site: Site }> {
  return anyFarm({ ...sizes, sites: 1 }).map((farm) => {
    const [site] = farm.sites;
    if (site === undefined) throw new Error('a farm without a site was made');
    return { farm, site };
  });
}

/** A name as administrators give them, and some that look like names in farm's code. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom('RDS', 'pc-', 'Büro ', 'h2-'), fc.nat(120))
      .map(([word, n]) => `${word}${n}`),
    weight: 6,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('RDS', 'R'), fc.integer({ min: 1, max: 30 }))
      .map(([word, n]) => `${word}${String(n).padStart(3, '0')}.corp.example`),
    weight: 3,
  },
  {
    arbitrary: fc.constantFrom(
      'constructor',
      '__proto__',
      'toString',
      'TERMSERVER',
      '-',
      '007',
      "O'Hara",
      'a"b',
      '日本',
      'x 9 y',
    ),
    weight: 1,
  },
);

/** A server name or address. */
export const anyServer: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 40 }).map((n) => `CB${n}`), weight: 5 },
  { arbitrary: fc.integer({ min: 1, max: 40 }).map((n) => `cb-${n}.corp.example`), weight: 3 },
  { arbitrary: fc.integer({ min: 1, max: 40 }).map((n) => `10.0.7.${n}`), weight: 1 },
  { arbitrary: fc.constantFrom('constructor', '__proto__', 'localhost', '2001:db8::7'), weight: 1 },
);

const anyNetwork = fc.constantFrom(null, '10.0.0.0/24', '10.0.0.0/8', '2001:db8::/32', '0.0.0.0/0');

function anySite(name: string, licensing: boolean, most: Required<Sizes>): fc.Arbitrary<Site> {
  const servers = fc.uniqueArray(anyServer, {
    minLength: 1,
    maxLength: most.brokers,
    selector: folded,
  });
  const rest = fc.record({
    network: anyNetwork,
    autoPromotion: fc.record({
      enabled: fc.boolean(),
      afterMinutes: fc.integer({ min: 15, max: 4320 }),
      failback: fc.boolean(),
    }),
  });
  return fc.tuple(servers, rest).chain(([brokerNames, site]) =>
    fc
      .record({
        brokers: fc.tuple(...brokerNames.map((server, at) => anyBroker(server, at))),
        agents: members(anyAgent(brokerNames), most.agents),
        providers: members(anyProvider(brokerNames), most.providers),
        gateways: fc.uniqueArray(anyGateway(brokerNames), {
          maxLength: most.gateways,
          selector: (one) => folded(one.server),
        }),
      })
      .map((objects): Site => ({ name, licensing, ...site, ...objects })),
  );
}

/** The broker at that place of the list: the first is active, and each has a unique IP. */
function anyBroker(server: string, place: number): fc.Arbitrary<Broker> {
  const primary = place === 0;
  return anyObject(brokerFields, {
    server: fc.constant(server),
    enabled: primary ? fc.constant(true) : mostly(true),
    standby: primary ? fc.constant(false) : mostly(false),
    ip: fc.constantFrom(
      null,
      `10.0.0.${place + 1}`,
      `10.0.${place % 2}.${place + 1}`,
      `2001:db8::${place + 1}`,
    ),
    alternativeIps: fc.uniqueArray(fc.constantFrom('192.168.0.1', '192.168.0.2', 'fe80::1'), {
      maxLength: 2,
    }),
    failureDomains: anyDomains,
  }).map((broker) => ({ ...broker, enableHtml5: broker.enableHtml5 && broker.installGateway }));
}

const anyDomains = fc.dictionary(
  fc.constantFrom('rack', 'hypervisor', 'datacentre', 'constructor'),
  fc.constantFrom('r1', 'r2', 'hv 1', 'west'),
  { maxKeys: 3, noNullPrototype: true },
);

/** Most gateways, agents and providers are in none. */
const fewDomains = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  { arbitrary: anyDomains, weight: 1 },
);

function anyAgent(servers: readonly string[]): fc.Arbitrary<Agent> {
  return anyObject(agentFields, {
    name: anyName,
    preferredBroker: anyPreference(servers),
    failureDomains: fewDomains,
  });
}

function anyProvider(servers: readonly string[]): fc.Arbitrary<Provider> {
  return anyObject(providerFields, {
    name: anyName,
    preferredBroker: anyPreference(servers),
    failureDomains: fewDomains,
  });
}

function anyGateway(servers: readonly string[]): fc.Arbitrary<Gateway> {
  return anyObject(gatewayFields, {
    server: anyServer,
    ip: fc.constantFrom(null, '10.0.0.200', '2001:db8::200'),
    preferredBroker: anyPreference(servers),
    failureDomains: fewDomains,
  });
}

/** Automatic, or any broker of the site, in any state, spelled in any case. */
function anyPreference(servers: readonly string[]): fc.Arbitrary<string | null> {
  return fc.oneof(
    { arbitrary: fc.constant(null), weight: 2 },
    {
      arbitrary: fc.constantFrom(...servers, ...servers.map((server) => server.toUpperCase())),
      weight: 1,
    },
  );
}

function members<T extends { name: string }>(
  member: fc.Arbitrary<T>,
  most: number,
): fc.Arbitrary<T[]> {
  return fc.uniqueArray(member, { maxLength: most, selector: (one) => folded(one.name) });
}

function mostly(value: boolean): fc.Arbitrary<boolean> {
  return fc.oneof(
    { arbitrary: fc.constant(value), weight: 3 },
    { arbitrary: fc.constant(!value), weight: 1 },
  );
}

/** Names are compared without regard to case. */
function folded(name: string): string {
  return name.toLowerCase();
}
