import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, graphOfFailure } from '../../src/domain/graph/graph.js';
import type { Graph, GraphNode, SiteGraph } from '../../src/domain/graph/graph-types.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { splitLoad } from '../../src/domain/load/load.js';
import { simulate, type Simulation } from '../../src/domain/simulate/simulate.js';
import { anyFarm, anyFarmOfOneSite } from '../properties/arbitrary.js';
import { frozen } from '../scenarios/harness/checks.js';
import { anyFailures } from '../simulate/any-events.js';

/** The picture against the farm that it shows, and against the simulation of the same failure. */

const runs = { numRuns: 150 };

type NodeOf<K extends GraphNode['kind']> = Extract<GraphNode, { kind: K }>;

function nodesOf<K extends GraphNode['kind']>({ nodes }: SiteGraph, kind: K): NodeOf<K>[] {
  return nodes.filter((node): node is NodeOf<K> => node.kind === kind);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The servers of the nodes that links of a kind lead to, by the name of what they come from. */
function linked(site: SiteGraph, kind: 'prefers' | 'serves' | 'connects'): string[] {
  const name = new Map(
    site.nodes.map((node) => [
      node.id,
      node.kind === 'provider'
        ? `provider ${node.name}`
        : node.kind === 'agents'
          ? `agents of ${node.server}`
          : `${node.kind} ${node.server}`,
    ]),
  );
  return site.links
    .filter((link) => link.kind === kind)
    .map(({ from, to }) => `${name.get(from)} > ${name.get(to)}`)
    .toSorted();
}

/** What holds for the picture of any state. */
function expectWhole(graph: SiteGraph, site: Site): void {
  const ids = [...graph.nodes, ...graph.boxes].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^s\d+[abdgp]\d+$/u.test(id))).toBe(true);
  for (const { from, to } of graph.links) {
    expect(ids).toContain(from);
    expect(ids).toContain(to);
  }
  for (const { members } of graph.boxes) {
    for (const id of members) expect(ids).toContain(id);
  }
  const brokers = nodesOf(graph, 'broker');
  expect(brokers.map(({ server }) => server).toSorted()).toEqual(
    site.brokers.map(({ server }) => server).toSorted(),
  );
  expect(brokers.map(({ place }) => place)).toEqual(brokers.map((_, index) => index + 1));
  const agents = nodesOf(graph, 'agents');
  expect(sum(agents.map((group) => group.agents))).toBe(site.agents.length);
  expect(agents.flatMap(({ names }) => names).toSorted()).toEqual(
    site.agents.map(({ name }) => name).toSorted(),
  );
  const preferring = [
    ...site.providers.map((one) => ({ ...one, name: `provider ${one.name}` })),
    ...site.gateways.map((one) => ({ ...one, name: `gateway ${one.server}` })),
  ];
  const spelled = new Map(site.brokers.map(({ server }) => [server.toLowerCase(), server]));
  expect(linked(graph, 'prefers')).toEqual(
    preferring
      .filter(({ preferredBroker }) => preferredBroker !== null)
      .map((one) => `${one.name} > broker ${spelled.get(one.preferredBroker!.toLowerCase())}`)
      .toSorted(),
  );
  const inDomains = graph.boxes.filter(({ of }) => of.kind === 'failure-domain');
  expect(sum(inDomains.map((box) => box.members.length + box.agents))).toBe(
    sum(
      [...site.brokers, ...site.gateways, ...site.agents, ...site.providers].map(
        ({ failureDomains }) => Object.keys(failureDomains).length,
      ),
    ),
  );
}

describe('the picture of a farm', () => {
  it('has every broker in priority order, every agent once, and every preference', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const { sites, failure } = graphOf(frozen(farm));
        expect(failure).toBeNull();
        expect(sites.map(({ site }) => site)).toEqual(farm.sites.map(({ name }) => name));
        const ids = sites.flatMap(({ nodes }) => nodes.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        sites.forEach((graph, index) => {
          const site = farm.sites[index]!;
          expectWhole(graph, site);
          expect(nodesOf(graph, 'broker').map(({ server }) => server)).toEqual(
            site.brokers.map(({ server }) => server),
          );
          expect(graph.nodes.every(({ fate }) => fate === 'same')).toBe(true);
        });
      }),
      runs,
    );
  });

  it('has the agents of farm load', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        graphOf(farm).sites.forEach((graph, index) => {
          const { brokers } = splitLoad(farm, farm.sites[index]!);
          const drawn = nodesOf(graph, 'agents').map(({ server, agents, share, pinned }) => ({
            server,
            agents,
            share,
            pinned,
          }));
          expect(drawn).toEqual(
            brokers
              .filter(({ agents }) => agents > 0)
              .map((one) => ({
                server: one.server,
                agents: one.agents,
                share: one.effectiveShare,
                pinned: one.pinned.length,
              })),
          );
        });
      }),
      runs,
    );
  });

  it('draws each broker in one box at most, of the kind of domain that most brokers are in', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const [index, { boxes }] of graphOf(farm).sites.entries()) {
          const keys = new Set(
            boxes.flatMap(({ of, drawn }) =>
              drawn && of.kind === 'failure-domain' ? [of.key.toLowerCase()] : [],
            ),
          );
          expect(keys.size).toBeLessThanOrEqual(1);
          const brokersIn = (key: string): number =>
            farm.sites[index]!.brokers.filter(({ failureDomains }) =>
              Object.keys(failureDomains).some((own) => own.toLowerCase() === key),
            ).length;
          const all = boxes.flatMap(({ of }) =>
            of.kind === 'failure-domain' ? [brokersIn(of.key.toLowerCase())] : [],
          );
          for (const key of keys) expect(brokersIn(key)).toBe(Math.max(...all));
          if (keys.size === 0) expect(Math.max(0, ...all)).toBe(0);
        }
      }),
      runs,
    );
  });
});

describe('the picture of a failure', () => {
  /** A site, a failure of it with a rack or events, and both answers about it. */
  const anyFailure = anyFarmOfOneSite({ brokers: 7, agents: 14, providers: 5 })
    .chain(({ farm, site }) =>
      fc.record({
        farm: fc.constant(farm),
        site: fc.constant(site),
        events: anyFailures(site).filter((events) => events.length > 0),
        rack: fc.boolean(),
      }),
    )
    .map(({ farm, site, events, rack }) => {
      const isRack = site.brokers.some(({ failureDomains }) =>
        Object.entries(failureDomains).some(([key, is]) => key === 'rack' && is === 'r1'),
      );
      const down = rack && isRack ? ['rack=r1'] : [];
      const simulation = simulate(farm, site, { down, groups: [], events, require: [] });
      return { farm, site, simulation, graph: graphOfFailure(farm, site, simulation) };
    });

  function about(
    check: (graph: SiteGraph, simulation: Simulation, whole: Graph, site: Site, farm: Farm) => void,
  ): void {
    fc.assert(
      fc.property(anyFailure, ({ farm, site, simulation, graph }) => {
        check(graph.sites[0]!, simulation, graph, site, farm);
      }),
      runs,
    );
  }

  it('has every broker, agent and preference, too', () => {
    about((graph, _, whole, site) => {
      expect(whole.sites).toHaveLength(1);
      expectWhole(graph, site);
    });
  });

  it('says the same as farm simulate: brokers, agents, providers, verdict', () => {
    about((graph, { after, verdict, reconnect }, whole) => {
      expect(whole.failure).toMatchObject({ verdict, reconnect });
      expect(
        nodesOf(graph, 'broker').map(({ server, up, serves, role, state, inPlaceOf, side }) => ({
          server,
          up,
          serves,
          role,
          state,
          inPlaceOf,
          group: side,
        })),
      ).toEqual(after.brokers);
      const primaries = nodesOf(graph, 'broker').filter(({ primary }) => primary);
      expect(primaries.map(({ server }) => server).toSorted()).toEqual(after.primaries.toSorted());
      const agents = nodesOf(graph, 'agents');
      expect(
        agents
          .filter(({ state }) => state === 'connected')
          .map((one) => [one.server, one.agents, one.share, one.names]),
      ).toEqual(
        after.placement
          .filter((one) => one.agents > 0)
          .map((one) => [one.server, one.agents, one.share, one.names]),
      );
      const lonely = (state: string): string[] =>
        agents.filter((one) => one.state === state).flatMap(({ names }) => names);
      expect(lonely('without-broker')).toEqual(after.withoutBroker);
      expect(lonely('offline')).toEqual(after.hostsDown?.agents ?? []);
      const providers = nodesOf(graph, 'provider');
      expect(providers.map(({ name, servedBy }) => [name, servedBy])).toEqual(
        after.providers.map(({ provider, servedBy }) => [provider, servedBy]),
      );
      expect(providers.filter(({ servedBy }) => servedBy !== null)).toHaveLength(
        verdict.providers.served,
      );
    });
  });

  it('links agents and providers to the brokers that serve them', () => {
    about((graph, { after }) => {
      expect(linked(graph, 'connects')).toEqual(
        after.placement
          .filter(({ agents }) => agents > 0)
          .map(({ server }) => `agents of ${server} > broker ${server}`)
          .toSorted(),
      );
      expect(linked(graph, 'serves')).toEqual(
        after.providers
          .map(
            ({ provider, servedBy, home }) => `broker ${servedBy ?? home} > provider ${provider}`,
          )
          .toSorted(),
      );
    });
  });

  it('marks as lost what is offline, abandoned or without a broker, and nothing else', () => {
    about((graph, { after }) => {
      const lost = graph.nodes
        .filter(({ fate }) => fate === 'lost')
        .map((node) =>
          node.kind === 'provider'
            ? `provider ${node.name}`
            : node.kind === 'agents'
              ? `agents ${node.state}`
              : `${node.kind} ${node.server}`,
        );
      const { hostsDown } = after;
      const expected = [
        ...after.brokers.filter(({ up }) => !up).map(({ server }) => `broker ${server}`),
        ...(after.withoutBroker.length > 0 ? ['agents without-broker'] : []),
        ...((hostsDown?.agents.length ?? 0) > 0 ? ['agents offline'] : []),
        ...after.providers
          .filter(
            ({ provider, servedBy }) =>
              servedBy === null || hostsDown?.providers.includes(provider) === true,
          )
          .map(({ provider }) => `provider ${provider}`),
        ...(hostsDown?.gateways ?? []).map((server) => `gateway ${server}`),
      ];
      expect(lost.toSorted()).toEqual(expected.toSorted());
    });
  });

  it('counts as reconnected exactly those that simulate says must reconnect and are connected', () => {
    about((graph, { reconnect, after }) => {
      const connected = new Set(after.placement.flatMap(({ names }) => names));
      expect(sum(nodesOf(graph, 'agents').map(({ reconnected }) => reconnected))).toBe(
        reconnect.filter((name) => connected.has(name)).length,
      );
    });
  });
});
