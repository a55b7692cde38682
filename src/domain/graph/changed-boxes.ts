import type { GraphBox, SiteGraph } from './graph-types.js';

/**
 * The failure domains of two versions of a site in one. A removed node stays in the boxes that it was in; a node that is in
 * both versions is in those of the new one.
 * @param ids the ids of nodes of the old version in the picture of both
 */
export function mergedBoxes(
  old: SiteGraph,
  now: SiteGraph,
  ids: ReadonlyMap<string, string>,
): GraphBox[] {
  const before = old.boxes.map((box) => ({
    ...box,
    members: box.members.map((id) => ids.get(id) ?? id),
  }));
  const former = new Map(before.map((box) => [nameOf(box), box]));
  const current = new Set(now.boxes.map(nameOf));
  const kept = new Set(now.nodes.map(({ id }) => id));
  const boxes = now.boxes.map((box): GraphBox => {
    const was = former.get(nameOf(box));
    if (was === undefined) return { ...box, fate: 'added' };
    const left = was.members.filter((id) => !kept.has(id));
    const same = was.agents === box.agents && isSame(was.members, box.members);
    return {
      ...box,
      members: [...box.members, ...left],
      ...(same ? {} : { fate: 'changed', was: { members: was.members, agents: was.agents } }),
    };
  });
  const drawn = [...now.boxes, ...before].find((box) => box.drawn);
  const removed = before.filter((box) => !current.has(nameOf(box)));
  return [
    ...boxes,
    ...removed.map((box, index): GraphBox => ({
      ...box,
      id: `${now.id}d${boxes.length + index + 1}`,
      drawn: keyOf(box) === (drawn && keyOf(drawn)) && box.members.length > 0,
      fate: 'removed',
    })),
  ];
}

function keyOf({ of }: GraphBox): string {
  return of.kind === 'failure-domain' ? of.key.toLowerCase() : '';
}

function nameOf(box: GraphBox): string {
  const { of } = box;
  return JSON.stringify([keyOf(box), of.kind === 'failure-domain' ? of.value.toLowerCase() : '']);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
