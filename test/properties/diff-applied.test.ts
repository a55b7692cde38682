import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFarms } from '../../src/domain/diff/compare.js';
import type { Change } from '../../src/domain/diff/object-changes.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { fieldsOf } from '../../src/domain/model/fields/objects.js';
import { arbitraryFarm } from '../store/arbitrary-farm.js';
import { anyEdit, type TriedEdit } from './any-edit.js';
import { anyFarm } from './arbitrary.js';

/**
 * The changes of a comparison are enough to make the farm after from the farm before: what a reviewer reads, and a script gets
 * with --json, leaves nothing out.
 */

type Plain = Record<string, unknown>;

/** An object as a farm file has it: the user's own keys are among the others. */
interface Item {
  name: string;
  values: Plain;
  /** The objects in a site, by kind. */
  lists: Record<string, Item[]>;
}

const kinds = { broker: 'brokers', gateway: 'gateways', agent: 'agents', provider: 'providers' };

/** A farm as plain items, without what the order of a file's keys means nothing for. */
function itemsOf(farm: Farm): Item {
  const { rules, suppressions, sites, ...own } = farm;
  return {
    name: farm.name,
    values: flat(own),
    lists: {
      rule: Object.entries(rules).map(([name, setting]) => leaf(name, setting)),
      suppression: suppressions.map((one) => leaf(`${one.rule} on ${one.target}`, one)),
      site: sites.map((site) => {
        const { autoPromotion, brokers, gateways, agents, providers, ...rest } = site;
        const promotion = Object.entries(flat(autoPromotion)).map(([key, value]) => [
          `autoPromotion.${key}`,
          value,
        ]);
        const lists = { broker: brokers, gateway: gateways, agent: agents, provider: providers };
        return {
          name: site.name,
          values: { ...flat(rest), ...Object.fromEntries(promotion) },
          lists: Object.fromEntries(
            Object.entries(lists).map(([kind, list]) => [
              kind,
              list.map((one) => leaf('server' in one ? one.server : one.name, one)),
            ]),
          ),
        };
      }),
    },
  };
}

function leaf(name: string, values: object): Item {
  return { name, values: flat(values), lists: {} };
}

function flat(values: object): Plain {
  const { custom, ...rest } = values as { custom?: Plain };
  return { ...rest, ...custom };
}

/** The farm after, made of the farm before and the changes alone. */
function applied(farm: Item, changes: readonly Change[]): Item {
  const top = changes.filter(({ object }) => object === 'farm');
  const listed = (kind: string): Change[] => changes.filter(({ object }) => object === kind);
  const sites = arranged(farm.lists['site'] ?? [], listed('site'), (site, place) => {
    const { name, values } = changedValues(site, listed('site'), place);
    const own = changes.filter((change) => change.site === name);
    const lists = Object.entries(site.lists).map(([kind, list]) => {
      const ofKind = own.filter(({ object }) => object === kind);
      return [kind, arranged(list, ofKind, (one, place) => changedValues(one, ofKind, place))];
    });
    return { name, values, lists: Object.fromEntries(lists) };
  });
  const rest = ['rule', 'suppression'].map((kind) => {
    const list = farm.lists[kind] ?? [];
    return [
      kind,
      arranged(list, listed(kind), (one, place) => changedValues(one, listed(kind), place)),
    ];
  });
  return {
    ...changedValues({ ...farm, name: top[0]?.name ?? farm.name }, top, 1),
    lists: { ...Object.fromEntries(rest), site: sites },
  };
}

/** A list after its changes: without what was removed, with what was added, and everything in its place. */
function arranged(
  list: Item[],
  changes: Change[],
  changed: (one: Item, place: number) => Item,
): Item[] {
  const removed = changes.filter(({ kind }) => kind === 'removed');
  const kept = list
    .map((one, at) => ({ one, place: at + 1 }))
    .filter(({ one, place }) => !removed.some((change) => isAbout(change, one, place)))
    .map(({ one, place }) => changed(one, place));
  const fixed = new Map<number, Item>();
  const loose: Item[] = [];
  for (const change of changes.filter(({ kind }) => kind === 'added')) {
    for (const { name, place } of change.objects ?? [{ name: change.name }]) {
      const one = added(change, name);
      if (place === undefined) loose.push(one);
      else fixed.set(place, one);
    }
  }
  for (const change of changes.filter(({ kind }) => kind === 'moved')) {
    const objects = change.objects ?? [{ name: change.name, place: Number(change.after) }];
    for (const { name, place = 0 } of objects) {
      const at = kept.findIndex((one) => one.name === name);
      fixed.set(place, ...(kept.splice(at, 1) as [Item]));
    }
  }
  const all: Item[] = [];
  const size = kept.length + fixed.size;
  for (let place = 1; place <= size; place += 1) {
    all.push(fixed.get(place) ?? (kept.shift() as Item));
  }
  return [...all, ...loose];
}

/** Whether the change is about the object at this place of the list before. */
function isAbout({ name, objects }: Change, one: Item, place: number): boolean {
  if (objects === undefined) return name === one.name;
  return objects.some((each) => each.name === one.name && (each.place ?? place) === place);
}

/** An added object: its properties, and the default of every other one. */
function added({ object, properties = {}, contents = [] }: Change, name: string): Item {
  const fields = Object.entries(fieldsOf[object as keyof typeof fieldsOf]);
  const presets = fields.flatMap(([key, { default: preset, kind }]) => {
    if (key === 'name' || key === 'server') return [[key, name]];
    const value = kind === 'yes or no' ? (preset ?? false) : preset;
    return value === undefined || object === 'rule' ? [] : [[key, value]];
  });
  const promotion = Object.entries(fieldsOf['auto-promotion']).map(([key, field]) => [
    `autoPromotion.${key}`,
    field.default,
  ]);
  const values = {
    ...Object.fromEntries(presets),
    ...(object === 'site' ? Object.fromEntries(promotion) : {}),
    ...properties,
  };
  const lists = Object.keys(object === 'site' ? kinds : {}).map((kind) => [
    kind,
    arranged(
      [],
      contents.filter((change) => change.object === kind),
      (one) => one,
    ),
  ]);
  return { name, values, lists: Object.fromEntries(lists) };
}

/** An object with its changed properties. */
function changedValues(one: Item, changes: Change[], place: number): Item {
  const values = { ...one.values };
  for (const change of changes) {
    const { kind, property, after } = change;
    if (kind !== 'changed' || property === null || !isAbout(change, one, place)) continue;
    const isGone = change.values === undefined ? after === null : !('after' in change.values);
    if (isGone && !isNullable(change.object, property)) delete values[property];
    else values[property] = change.values === undefined ? after : change.values.after;
  }
  const name = values['name'] ?? values['server'];
  const ofPolicy =
    'rule' in values ? `${String(values['rule'])} on ${String(values['target'])}` : one.name;
  return { ...one, name: typeof name === 'string' ? name : ofPolicy, values };
}

/** Whether null is a value of the property in the model. */
function isNullable(object: string, property: string): boolean {
  const fields: Record<string, { default?: unknown }> = fieldsOf[object as keyof typeof fieldsOf];
  return Object.hasOwn(fields, property) && fields[property]?.default === null;
}

/** Without what means nothing: the order of rule settings and of suppressions. */
function normal(farm: Item): unknown {
  const rules = (farm.lists['rule'] ?? []).map(({ name, values }) => [name, values]);
  const suppressions = (farm.lists['suppression'] ?? []).map((one) =>
    Object.entries(one.values)
      .map((entry) => JSON.stringify(entry))
      .toSorted()
      .join(' '),
  );
  const lists = {
    ...farm.lists,
    rule: Object.fromEntries(rules),
    suppression: suppressions.toSorted(),
  };
  return { ...farm, lists };
}

function tried(farm: Farm, edit: TriedEdit): Farm {
  try {
    return edit.try(farm).farm;
  } catch (error) {
    if (error instanceof Refusal) return farm;
    throw error;
  }
}

/** The same farm with its lists in another order, and without some of their objects. */
function shuffled(farm: Farm): fc.Arbitrary<Farm> {
  const some = <T>(list: readonly T[], least = 0): fc.Arbitrary<T[]> =>
    list.length === 0 ? fc.constant([]) : fc.shuffledSubarray([...list], { minLength: least });
  const sites = farm.sites.map((site) =>
    fc
      .record({
        brokers: some(site.brokers, 1),
        gateways: some(site.gateways),
        agents: some(site.agents),
        providers: some(site.providers),
      })
      .map((lists) => ({ ...site, ...lists })),
  );
  return fc
    .tuple(
      fc.tuple(...sites).chain((all) => some(all, 1)),
      some(farm.suppressions),
    )
    .map(([now, suppressions]) => ({ ...farm, sites: now, suppressions }));
}

const pairs = fc.oneof(
  fc.tuple(anyFarm(), anyFarm()),
  fc.tuple(arbitraryFarm, arbitraryFarm),
  arbitraryFarm.chain((farm) => fc.tuple(fc.constant(farm), shuffled(farm))),
  arbitraryFarm.chain((farm) => fc.tuple(shuffled(farm), shuffled(farm))),
  fc
    .tuple(anyFarm(), fc.array(anyEdit, { minLength: 1, maxLength: 6 }))
    .map(([farm, edits]): [Farm, Farm] => [farm, edits.reduce(tried, farm)]),
);

describe('the changes of a comparison', () => {
  it('applied to the farm before give the farm after', () => {
    const seen = { added: 0, removed: 0, changed: 0, moved: 0, sites: 0, several: 0, values: 0 };
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const { changes } = compareFarms(before, after, '2026-11-20');
        // As a script gets them.
        const printed: Change[] = JSON.parse(JSON.stringify(changes));
        expect(normal(applied(itemsOf(before), printed))).toEqual(normal(itemsOf(after)));
        for (const change of printed) {
          seen[change.kind] += 1;
          if (change.contents !== undefined) seen.sites += 1;
          if ((change.objects?.length ?? 0) > 1) seen.several += 1;
          if (change.values !== undefined) seen.values += 1;
        }
      }),
      { numRuns: 500 },
    );
    // A property that never met a case proves nothing about it.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
  }, 60_000);
});
