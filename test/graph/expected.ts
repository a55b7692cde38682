import type { SiteGraph } from '../../src/domain/graph/graph-types.js';
import type { GraphDocument } from '../../src/render/graph/graph-words.js';
import { isolateNames } from '../../src/render/graph/isolate.js';
import { shortLabelOf } from '../../src/render/graph/node-words.js';

/** What a picture must have, for a format that another program reads back. */

/** The lines of the label of each node, by its id. */
export function expectedLabels(given: GraphDocument): Map<string, string[]> {
  const { sites } = isolateNames(given);
  return new Map(
    sites.flatMap(({ nodes }) => nodes.map((node) => [node.id, shortLabelOf(node)] as const)),
  );
}

/** Every link as its two nodes in any order, each pair once: one line may be drawn for two links. */
export function expectedPairs({ sites }: { sites: readonly SiteGraph[] }): string[] {
  return pairsOf(sites.flatMap(({ links }) => links.map(({ from, to }) => [from, to])));
}

/** Pairs of ids as texts, each once. */
export function pairsOf(pairs: readonly (readonly string[])[]): string[] {
  return [...new Set(pairs.map((pair) => pair.toSorted().join(' ')))].toSorted();
}

/** The ids of sites and drawn boxes that hold a node. */
export function expectedBoxes({ sites }: { sites: readonly SiteGraph[] }): string[] {
  return sites
    .flatMap(({ id, boxes }) => {
      const used = new Set<string>();
      const shown = boxes.filter(({ drawn, members }) => {
        const own = drawn ? members.filter((one) => !used.has(one)) : [];
        for (const one of own) used.add(one);
        return own.length > 0;
      });
      return [id, ...shown.map((box) => box.id)];
    })
    .toSorted();
}
