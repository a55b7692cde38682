import {
  type Agent,
  type Broker,
  type Farm,
  type Gateway,
  isIp,
  isOwnRuleId,
  type Policy,
  type Provider,
  requiredTolerance,
  type Site,
  type Suppression,
} from '../model/index.js';
import { type Finding, findRule } from '../readiness/index.js';
import { addressPseudonyms } from './address-pseudonyms.js';

/**
 * Farms without the names, addresses and texts of their owner. The same object has the same pseudonym in all of them, and
 * whatever depends on a name or an address, such as a network or a host that is two things, stays as it is.
 */
export interface Pseudonyms {
  /** The farms, in the order in which they were given. */
  farms: Farm[];
  /** A finding of a rule of the policy of the first farm: its text is that of the organisation, so it is left out. */
  ownFinding: (finding: Finding) => Finding;
}

/** What is said instead of a text that people wrote. */
const notShown = '(not shown)';

/** Kinds of failure domains that say nothing about their owner. */
const usualKinds = [
  'hypervisor',
  'rack',
  'room',
  'datacentre',
  'datacenter',
  'zone',
  'power',
  'storage',
];

const agentPrefix = {
  'rds-host': 'RDS',
  'vdi-host': 'VDI',
  'avd-host': 'AVD',
  'remote-pc': 'PC',
  guest: 'Guest',
  gateway: 'GW',
  halb: 'HALB',
  'enrollment-server': 'ES',
} as const satisfies Record<Agent['kind'], string>;

/** Pseudonyms for one or several versions of a farm. */
export function pseudonymsOf(farms: readonly Farm[]): Pseudonyms {
  const names = new Names(farms);
  const [first] = farms;
  const shown = farms.map((farm) => names.farm(farm));
  return {
    farms: shown,
    ownFinding(finding) {
      const at = first?.sites.findIndex(({ name }) => name === finding.site) ?? -1;
      const site = shown[0]?.sites[at]?.name ?? notShown;
      const says = 'A rule of the organisation is not met';
      return {
        ...finding,
        site,
        target: { kind: 'site', name: site },
        slug: 'own-rule',
        message: says,
        brief: says,
        observed: 'not met',
        required: 'met',
        why: 'A rule of the organisation.',
        remedy: [],
        replay: [],
        source: [],
      };
    },
  };
}

/** Gives names in the order in which they are met. */
class Names {
  readonly #given = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #real: ReadonlySet<string>;
  readonly #addresses = addressPseudonyms();

  constructor(farms: readonly Farm[]) {
    this.#real = new Set(farms.flatMap(namesIn).map((name) => name.toLowerCase()));
    for (const { network } of farms.flatMap(({ sites }) => sites)) {
      if (network !== null) this.#addresses.network(network);
    }
  }

  farm({ rasVersion, rules, suppressions, policy, sites, name }: Farm): Farm {
    const targets = new Map<string, string>();
    const shown = sites.map((site) => this.#site(site, targets));
    return {
      name: this.#name('Farm', 'farm', name),
      rasVersion,
      rules: Object.fromEntries(
        Object.entries(rules).map(([rule, { custom: _custom, reason, ...rest }]) => [
          this.#rule(rule),
          { ...rest, ...(reason === undefined ? {} : { reason: notShown }) },
        ]),
      ),
      suppressions: suppressions.map((one) => this.#suppression(one, targets)),
      ...(policy === undefined ? {} : { policy: policyOf(policy, sites, shown) }),
      sites: shown,
    };
  }

  #site(site: Site, targets: Map<string, string>): Site {
    const { custom: _custom, autoPromotion, network, ...rest } = site;
    const { custom: _ownKeys, ...promotion } = autoPromotion;
    const name = this.#name('Site', 'site', site.name);
    targets.set(site.name.toLowerCase(), name);
    const shown: Site = {
      ...rest,
      name,
      network: network === null ? null : this.#addresses.network(network),
      autoPromotion: promotion,
      brokers: site.brokers.map((broker) => this.#broker(broker)),
      gateways: site.gateways.map((gateway) => this.#gateway(gateway)),
      agents: site.agents.map((agent) => this.#agent(agent)),
      providers: site.providers.map((provider) => this.#provider(provider)),
    };
    const before = membersOf(site);
    for (const [at, target] of membersOf(shown).entries()) {
      const real = before[at];
      if (real !== undefined) {
        targets.set(
          `${site.name}/${real.kind}/${real.name}`.toLowerCase(),
          `${name}/${target.kind}/${target.name}`,
        );
      }
    }
    return shown;
  }

  #broker({ custom: _custom, ...broker }: Broker): Broker {
    return {
      ...broker,
      server: this.#host('CB', broker.server),
      ip: this.#ip(broker.ip),
      alternativeIps: broker.alternativeIps.map((ip) => this.#addresses.address(ip)),
      description: '',
      failureDomains: this.#domains(broker.failureDomains),
    };
  }

  #gateway({ custom: _custom, ...gateway }: Gateway): Gateway {
    return {
      ...gateway,
      server: this.#host('GW', gateway.server),
      ip: this.#ip(gateway.ip),
      preferredBroker: this.#preferred(gateway.preferredBroker),
      failureDomains: this.#domains(gateway.failureDomains),
    };
  }

  #agent({ custom: _custom, ...agent }: Agent): Agent {
    return {
      ...agent,
      name: this.#host(agentPrefix[agent.kind], agent.name),
      preferredBroker: this.#preferred(agent.preferredBroker),
      failureDomains: this.#domains(agent.failureDomains),
    };
  }

  #provider({ custom: _custom, ...provider }: Provider): Provider {
    return {
      ...provider,
      name: this.#host('Provider', provider.name),
      preferredBroker: this.#preferred(provider.preferredBroker),
      failureDomains: this.#domains(provider.failureDomains),
    };
  }

  #suppression(
    { rule, target, expires }: Suppression,
    targets: ReadonlyMap<string, string>,
  ): Suppression {
    return {
      rule: this.#rule(rule),
      target: targets.get(target.toLowerCase()) ?? this.#name('object', 'target', target),
      reason: notShown,
      expires,
    };
  }

  #rule(rule: string): string {
    const isKnown = findRule(rule) !== undefined || isOwnRuleId(rule);
    return isKnown ? rule : this.#name('rule', 'rule', rule);
  }

  #domains(domains: Broker['failureDomains']): Broker['failureDomains'] {
    return Object.fromEntries(
      Object.entries(domains).map(([key, value]) => {
        const isUsual = usualKinds.includes(key.toLowerCase());
        const kind = isUsual ? key.toLowerCase() : this.#name('kind', 'kind', key);
        return [kind, this.#name(kind, `domain ${kind}`, value)];
      }),
    );
  }

  #preferred(broker: string | null): string | null {
    return broker === null ? null : this.#host('CB', broker);
  }

  #ip(ip: string | null): string | null {
    return ip === null ? null : this.#addresses.address(ip);
  }

  /** Hosts have one name, whatever they are: `HOST.DOMAIN` keeps its parts. */
  #host(prefix: string, name: string): string {
    if (isIp(name)) return this.#addresses.address(name);
    const [, host, domain] = /^([^\s.]+)\.([^\s]*[^\s.])$/u.exec(name) ?? [];
    if (host === undefined || domain === undefined) return this.#name(prefix, 'host', name);
    return `${this.#name(prefix, 'host', host)}.${this.#name('domain', 'domain', domain)}.example`;
  }

  /** The pseudonym of a name among those of its kind, in any case of letters; never one that an object has. */
  #name(prefix: string, kind: string, name: string): string {
    const key = `${kind} ${name.toLowerCase()}`;
    const known = this.#given.get(key);
    if (known !== undefined) return known;
    let given: string;
    do {
      const number = (this.#counts.get(prefix) ?? 0) + 1;
      this.#counts.set(prefix, number);
      given = `${prefix}-${number}`;
    } while (this.#real.has(given.toLowerCase()));
    this.#given.set(key, given);
    return given;
  }
}

interface Member {
  kind: string;
  name: string;
}

function membersOf({ brokers, gateways, agents, providers }: Site): Member[] {
  return [
    ...brokers.map(({ server }) => ({ kind: 'broker', name: server })),
    ...gateways.map(({ server }) => ({ kind: 'gateway', name: server })),
    ...agents.map(({ name }) => ({ kind: 'agent', name })),
    ...providers.map(({ name }) => ({ kind: 'provider', name })),
  ];
}

/** Every name and part of a name in a farm. */
function namesIn({ name, sites }: Farm): string[] {
  const hosts = sites.flatMap((site) => membersOf(site).map((member) => member.name));
  const domains = sites.flatMap(({ brokers, gateways, agents, providers }) =>
    [...brokers, ...gateways, ...agents, ...providers].flatMap(({ failureDomains }) =>
      Object.entries(failureDomains).flat(),
    ),
  );
  const parts = hosts.flatMap((host) => [host, host.split('.', 1)[0] ?? '']);
  return [name, ...sites.map((site) => site.name), ...parts, ...domains];
}

/** What the policy requires of each site, by the site's pseudonym: patterns of real names would match none. */
function policyOf(policy: Policy, sites: readonly Site[], shown: readonly Site[]): Policy {
  const rules = Object.entries(policy.rules).map(([id, { reason, ...rest }]) => [
    id,
    { ...rest, ...(reason === undefined ? {} : { reason: notShown }) },
  ]);
  return {
    ...policy,
    name: 'the policy',
    rules: Object.fromEntries(rules) as Policy['rules'],
    tolerance: sites.flatMap((site, at) => {
      const tolerance = requiredTolerance(policy, site);
      const name = shown[at]?.name;
      return tolerance === 0 || name === undefined ? [] : [{ sites: [name], tolerance }];
    }),
  };
}
