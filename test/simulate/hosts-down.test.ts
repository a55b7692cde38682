import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { domainMembers, hostsAmong, wordOfDomain } from '../../src/domain/model/domain-members.js';
import { allFailureDomains } from '../../src/domain/prove/failure-domains.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { parseEvents } from '../../src/domain/simulate/events.js';
import { outcomeOf } from '../../src/domain/simulate/outcome.js';
import type { Outcome } from '../../src/domain/simulate/outcome-types.js';
import { brokersAsked, simulate, type Simulation } from '../../src/domain/simulate/simulate.js';
import { anyFarm, anyFarmOfOneSite } from '../properties/arbitrary.js';

/**
 * A failure domain that goes down takes its gateways, agents and providers with it. Against a slow model: what it does to brokers is
 * what their names alone do; its agents are nowhere; all others do what A22 says, over the load of the agents that are left.
 */

const farms = anyFarmOfOneSite({ brokers: 5, agents: 8, providers: 3, gateways: 3 });

const ask = (farm: Farm, site: Site, question: { down?: string[]; events?: string }): Simulation =>
  simulate(farm, site, {
    down: question.down ?? [],
    groups: [],
    events: question.events === undefined ? null : parseEvents(question.events, 'x'),
    require: [],
  });

/** What an outcome says of brokers and of what they serve. */
const ofBrokers = ({
  brokers,
  majority,
  sessions,
  providers,
  primaries,
  processes,
  promotion,
}: Outcome) => ({
  brokers,
  majority,
  sessions,
  providers,
  primaries,
  processes,
  promotion,
});

/** The site with the agents deleted, and the failure domains of all that is no broker. */
function without(site: Site, agents: ReadonlySet<string>): Site {
  const bare = <T>(one: T): T => ({ ...one, failureDomains: {} });
  return {
    ...site,
    gateways: site.gateways.map(bare),
    agents: site.agents.filter(({ name }) => !agents.has(name)).map(bare),
    providers: site.providers.map(bare),
  };
}

const brokerOf = ({ placement }: Outcome): Map<string, string> =>
  new Map(placement.flatMap(({ server, names }) => names.map((name) => [name, server] as const)));

/** Where each agent is after, worked out one by one. */
function plainPlacement(site: Site, now: Outcome, after: Outcome, down: ReadonlySet<string>) {
  const target = new Map(after.load.map(({ server, agents }) => [server, agents]));
  const at = new Map(
    [...brokerOf(now)].filter(([name, server]) => !down.has(name) && target.has(server)),
  );
  const left = site.agents.filter(({ name }) => !down.has(name) && !at.has(name));
  const rest = left.filter(({ name, preferredBroker }) => {
    const preferred = [...target.keys()].find(
      (one) => one.toLowerCase() === preferredBroker?.toLowerCase(),
    );
    if (preferred !== undefined) at.set(name, preferred);
    return preferred === undefined;
  });
  for (const { name } of target.size === 0 ? [] : rest) {
    const missing = (server: string): number =>
      (target.get(server) ?? 0) - [...at.values()].filter((one) => one === server).length;
    const [furthest = ''] = [...target.keys()].toSorted((a, b) => missing(b) - missing(a));
    at.set(name, furthest);
  }
  return at;
}

describe('a failure domain that goes down', () => {
  it('takes its hosts with it, and does nothing else than its brokers do', () => {
    let seen = 0;
    fc.assert(
      fc.property(farms, ({ farm, site }) => {
        for (const domain of domainMembers(site)) {
          const hosts = hostsAmong(domain);
          if (hosts === null) continue;
          seen += 1;
          const word = wordOfDomain(domain);
          const servers = domain.brokers.map(({ server }) => server);
          const { now, after, reconnect, ...rest } = ask(farm, site, { down: [word] });
          const down = new Set(hosts.agents);
          expect(after.hostsDown).toMatchObject(hosts);
          const reduced = without(site, down);
          const farmOf = (one: Site): Farm => ({ ...farm, sites: [one] });
          const plain = outcomeOf(farmOf(reduced), reduced, { down: servers, groups: [] });
          expect(after.load).toEqual(plain.load);
          const named = outcomeOf(farm, site, { down: servers, groups: [] });
          expect(ofBrokers(after)).toEqual(ofBrokers(named));
          const expected = plainPlacement(site, now, after, down);
          expect(brokerOf(after)).toEqual(expected);
          const up = site.agents.map(({ name }) => name).filter((name) => !down.has(name));
          expect(after.withoutBroker).toEqual(up.filter((name) => !expected.has(name)));
          const was = brokerOf(now);
          expect(reconnect).toEqual(up.filter((name) => was.get(name) !== expected.get(name)));
          expect(after.placement.map(({ share }) => share)).toEqual(
            after.placement.map(({ agents }) =>
              up.length === 0 ? 0 : Number(((100 * agents) / up.length).toFixed(2)),
            ),
          );
          // The same question again, as it is replayed.
          expect(rest.replay.options[0]?.value?.text).toBe(word);
          const { domains } = rest.events[0] as { domains: unknown[] };
          expect(domains).toHaveLength(1);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('gives back what it took', () => {
    fc.assert(
      fc.property(farms, ({ farm, site }) => {
        for (const domain of domainMembers(site)) {
          const word = wordOfDomain(domain);
          const { after, happenings } = ask(farm, site, { events: `down ${word}; up ${word}` });
          expect(after.hostsDown).toBeUndefined();
          const all = [...brokerOf(after).keys(), ...after.withoutBroker];
          expect(new Set(all)).toEqual(new Set(site.agents.map(({ name }) => name)));
          const kinds = happenings.flatMap(({ changes }) => changes.map(({ kind }) => kind));
          const hosts = hostsAmong(domain) !== null;
          expect(kinds.filter((kind) => kind === 'hosts-down')).toHaveLength(hosts ? 1 : 0);
          expect(kinds.filter((kind) => kind === 'hosts-up')).toHaveLength(hosts ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing where brokers are named instead: the same answer as without any host in a domain', () => {
    fc.assert(
      fc.property(farms, ({ farm, site }) => {
        const bare = without(site, new Set());
        const down = [site.brokers.at(-1)?.server ?? ''];
        const other: Farm = { ...farm, sites: [bare] };
        expect(ask(farm, site, { down })).toEqual(ask(other, bare, { down }));
      }),
      { numRuns: 60 },
    );
  });

  it('is proved for each, as simulate replays it', () => {
    fc.assert(
      fc.property(farms, ({ farm, site }) => {
        const [proof] = proveFarm(farm, { failures: 1, splits: false }).sites;
        const domains = proof?.domains ?? [];
        expect(domains).toHaveLength(allFailureDomains(site).length);
        expect(proof?.scenarios.domains).toBe(domains.length);
        for (const one of domains) {
          const [option] = one.command.options;
          const { after } = ask(farm, site, { down: [option?.value?.text ?? ''] });
          expect(one.hostsDown).toEqual(after.hostsDown);
          expect(one.sessionsLost).toBe(!after.sessions);
          expect(one.serving).toBe(after.placement.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a failure domain without brokers in its site', () => {
  it('can be in a list, and have the name of one with brokers in another site', () => {
    const hosts = anyFarm({ sites: 3, brokers: 3 });
    fc.assert(
      fc.property(hosts, (farm) => {
        for (const site of farm.sites) {
          const words = domainMembers(site).map(wordOfDomain);
          if (words.length === 0) continue;
          const servers = site.brokers.map(({ server }) => server);
          const list = [...words, ...servers].join();
          const question = { down: [list], groups: [], events: null };
          expect(() => brokersAsked(farm, question, site.name)).not.toThrow();
        }
      }),
    );
  });
});
