import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOfChange } from '../../src/domain/graph/change.js';
import { graphOf } from '../../src/domain/graph/graph.js';
import type { Fate, Graph, GraphNode, SiteGraph } from '../../src/domain/graph/graph-types.js';
import { compareFarms } from '../../src/domain/diff/compare.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { describeChange } from '../../src/render/graph/graph-words.js';
import { changedBrokers, editedFarms, type Ends, strangeFarms } from '../plan/any-change.js';
import { anyFarm } from '../properties/arbitrary.js';
import { frozen } from '../scenarios/harness/checks.js';

/** The picture of a change against both farms, against the comparison of farm diff, and against its own mirror. */

const anyEnds: fc.Arbitrary<Ends> = fc.oneof(editedFarms, strangeFarms, changedBrokers);
const runs = { numRuns: 150 };

function about(check: (graph: Graph, from: Farm, to: Farm) => void): void {
  fc.assert(
    fc.property(anyEnds, ([from, to]) => {
      check(graphOfChange(frozen(from), frozen(to)), from, to);
    }),
    runs,
  );
}

function nameOf(node: GraphNode): string {
  if (node.kind === 'agents') return `agents ${node.state} ${node.server ?? ''}`;
  return `${node.kind} ${node.kind === 'provider' ? node.name : node.server}`;
}

function named(graph: Graph, fates: readonly Fate[]): string[] {
  return graph.sites
    .flatMap(({ site, nodes }) =>
      nodes
        .filter(({ fate }) => fates.includes(fate))
        .map((node) => `${site}/${nameOf(node)}`.toLowerCase()),
    )
    .toSorted();
}

function ids({ nodes, boxes }: SiteGraph): string[] {
  return [...nodes, ...boxes].map(({ id }) => id);
}

describe('the picture of a change', () => {
  it('of a farm to itself marks nothing, and is the picture of the farm', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const same = graphOfChange(farm, structuredClone(farm));
        expect(same).toEqual(graphOf(farm));
        expect(describeChange(same, 'x').diff?.says).toBe('Nothing in the picture changes.');
      }),
      runs,
    );
  });

  it('has everything of the new version as it is there, and of the old one what is not', () => {
    about((graph, from, to) => {
      const [old, now] = [graphOf(from), graphOf(to)];
      const left = graph.sites.filter(({ fate }) => fate !== 'removed');
      expect(left.map(({ site }) => site)).toEqual(now.sites.map(({ site }) => site));
      left.forEach((site, index) => {
        const plain = now.sites[index]!;
        const kept = site.nodes.filter(({ fate }) => fate !== 'removed');
        const bare = kept.map((node) => ({ ...node, fate: 'same', was: null }));
        expect(bare).toEqual(plain.nodes);
        const links = site.links.filter(({ fate }) => fate !== 'removed');
        expect(links.map((link) => ({ ...link, fate: 'same' }))).toEqual(plain.links);
        expect(new Set(ids(site)).size).toBe(ids(site).length);
        for (const { from: start, to: end } of site.links) {
          expect(ids(site)).toContain(start);
          expect(ids(site)).toContain(end);
        }
        for (const { members } of site.boxes) {
          for (const id of members) expect(ids(site)).toContain(id);
        }
      });
      const count = (of: Graph): number => of.sites.flatMap(({ nodes }) => nodes).length;
      expect(named(graph, ['same', 'changed', 'removed'])).toHaveLength(count(old));
      expect(named(graph, ['same', 'changed', 'added'])).toHaveLength(count(now));
      const all = graph.sites.flatMap(ids);
      expect(new Set(all).size).toBe(all.length);
    });
  });

  it('is the mirror of the change back: what is added is removed, what changes changes', () => {
    about((there, from, to) => {
      const back = graphOfChange(to, from);
      const count = (graph: Graph, fate: Fate): Record<string, number> => ({
        sites: graph.sites.filter((one) => one.fate === fate).length,
        nodes: graph.sites.flatMap(({ nodes }) => nodes).filter((one) => one.fate === fate).length,
        links: graph.sites.flatMap(({ links }) => links).filter((one) => one.fate === fate).length,
        boxes: graph.sites.flatMap(({ boxes }) => boxes).filter((one) => one.fate === fate).length,
      });
      expect(count(back, 'added')).toEqual(count(there, 'removed'));
      expect(count(back, 'removed')).toEqual(count(there, 'added'));
      expect(count(back, 'changed')).toEqual(count(there, 'changed'));
      expect(count(back, 'same')).toEqual(count(there, 'same'));
    });
  });

  it('adds, removes and renames what farm diff says', () => {
    about((graph, from, to) => {
      const { changes, renames } = compareFarms(from, to, '2026-11-20');
      const siteNow = (name: string): string =>
        renames.find(({ kind, from: was }) => kind === 'site' && was === name)?.to ?? name;
      for (const kind of ['added', 'removed'] as const) {
        const said = changes.flatMap((change) => {
          const isNode = ['broker', 'provider', 'gateway'].includes(change.object);
          const whole = graph.sites.find(({ fate, site }) => fate === kind && site === change.site);
          if (change.kind !== kind || !isNode || whole !== undefined) return [];
          return [`${siteNow(change.site ?? '')}/${change.object} ${change.name}`.toLowerCase()];
        });
        const drawn = graph.sites
          .filter(({ fate }) => fate === 'same')
          .flatMap(({ site, nodes }) =>
            nodes
              .filter((node) => node.fate === kind && node.kind !== 'agents')
              .map((node) => `${site}/${nameOf(node)}`.toLowerCase()),
          );
        expect(drawn.toSorted()).toEqual(said.toSorted());
      }
      const renamed = graph.sites.flatMap(({ nodes }) =>
        nodes.flatMap((node) =>
          node.kind === 'broker' &&
          node.was !== null &&
          node.was.server.toLowerCase() !== node.server.toLowerCase()
            ? [`${node.was.server} > ${node.server}`]
            : [],
        ),
      );
      expect(renamed.toSorted()).toEqual(
        renames
          .filter(({ kind }) => kind === 'broker')
          .map((one) => `${one.from} > ${one.to}`)
          .toSorted(),
      );
    });
  });

  it('marks a broker that has moved, and any node of which something differs', () => {
    about((graph, from, to) => {
      const { changes } = compareFarms(from, to, '2026-11-20');
      const old = graphOf(from);
      for (const site of graph.sites.filter(({ fate }) => fate === 'same')) {
        const moved = changes.flatMap((change) =>
          change.kind === 'moved' && change.object === 'broker' && change.site === site.site
            ? [change.name]
            : [],
        );
        for (const node of site.nodes) {
          if (node.kind === 'broker' && node.fate !== 'added' && node.fate !== 'removed') {
            const { was, server, role, state } = node;
            const differs =
              was !== null && (was.server !== server || was.role !== role || was.state !== state);
            expect(node.fate === 'changed').toBe(moved.includes(server) || differs);
          }
          if (node.kind === 'agents' && (node.fate === 'same' || node.fate === 'changed')) {
            const names = node.names.join(' ').toLowerCase();
            const alike = old.sites
              .flatMap(({ nodes }) => nodes)
              .some(
                (one) =>
                  one.kind === 'agents' &&
                  one.share === node.share &&
                  one.names.join(' ').toLowerCase() === names,
              );
            if (!alike) expect(node.fate).toBe('changed');
          }
        }
      }
    });
  });

  it('has a site by its name in either version, and refuses one that is in none', () => {
    fc.assert(
      fc.property(strangeFarms, ([from, to]) => {
        const all = graphOfChange(from, to).sites;
        for (const { name } of [...from.sites, ...to.sites]) {
          const { sites } = graphOfChange(from, to, name);
          expect(all).toEqual(expect.arrayContaining(sites));
          expect(sites.length).toBeGreaterThan(0);
        }
        expect(() => graphOfChange(from, to, 'nowhere at all')).toThrow(Refusal);
      }),
      { numRuns: 50 },
    );
  });
});
