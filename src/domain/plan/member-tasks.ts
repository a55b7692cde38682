import { type Agent, type Gateway, groupedBy, type Provider } from '../model/index.js';
import type { SiteEnds } from './site-ends.js';
import { ranks, type Task, type TaskChange } from './task.js';

/** What has to be done with the agents, providers and gateways of one site. The order of a list is no step: RAS has none. */

/** A preference before and after, as ids of brokers; null for Automatic. */
type Preference = number | null;

/** Every task of the members. */
export function memberTasks(ends: SiteEnds): Task[] {
  return [...gatewayTasks(ends), ...providerTasks(ends), ...agentTasks(ends)];
}

function task(rank: number, order: number, change: TaskChange, edit: Task['edit']): Task {
  return { rank, order, change, after: [], why: [], edit };
}

/** The change of preferences of one kind of member: so many leave `from` and take `to`. */
function preferring(
  moves: readonly (readonly [from: Preference, to: Preference])[],
  providers = 0,
): TaskChange {
  const by = new Map<number, number>();
  const count = (broker: Preference, number: number): void => {
    if (broker !== null) by.set(broker, (by.get(broker) ?? 0) + number);
  };
  for (const [from, to] of moves) {
    count(from, -1);
    count(to, 1);
  }
  return { kind: 'members', preferring: [...by].filter(([, number]) => number !== 0), providers };
}

/** The objects of two lists by name: those in both, those only before, those only after. */
function paired<T>(old: readonly T[], now: readonly T[], nameOf: (one: T) => string) {
  const before = new Map(old.map((one) => [nameOf(one).toLowerCase(), one]));
  const after = new Set(now.map((one) => nameOf(one).toLowerCase()));
  return {
    kept: now.flatMap((one): [T, T][] => {
      const was = before.get(nameOf(one).toLowerCase());
      return was === undefined ? [] : [[was, one]];
    }),
    removed: old.filter((one) => !after.has(nameOf(one).toLowerCase())),
    added: now.filter((one) => !before.has(nameOf(one).toLowerCase())),
  };
}

const none = null;

function gatewayTasks(ends: SiteEnds): Task[] {
  const { old, now, site, before, after } = ends;
  const { kept, removed, added } = paired(old.gateways, now.gateways, ({ server }) => server);
  const named = (one: Gateway, nameOf: (id: number) => string): Gateway => {
    const { custom: _c, ...gateway } = one;
    const broker = after(one.preferredBroker);
    return { ...gateway, preferredBroker: broker === null ? null : nameOf(broker) };
  };
  return [
    ...kept.flatMap(([was, is], order): Task[] => {
      const [from, to] = [before(was.preferredBroker), after(is.preferredBroker)];
      const keys = (['ip', 'mode'] as const).filter((key) => was[key] !== is[key]);
      if (keys.length === 0 && from === to) return [];
      const change = preferring([[from, to]]);
      return [
        task(ranks.gateway, order, change, (nameOf) => {
          const { ip, mode, preferredBroker } = named(is, nameOf);
          const changed = {
            ...(was.ip === ip ? {} : { ip }),
            ...(was.mode === mode ? {} : { mode }),
          };
          const properties = { ...changed, ...(from === to ? {} : { preferredBroker }) };
          return { kind: 'set-gateway', site, gateway: was.server, properties };
        }),
      ];
    }),
    ...added.map((one, at) =>
      task(
        ranks.gateway,
        kept.length + at,
        preferring([[none, after(one.preferredBroker)]]),
        (nameOf) => ({ kind: 'add-gateway', site, gateway: named(one, nameOf) }),
      ),
    ),
    ...removed.map((one, order) =>
      task(ranks.deleteMember, order, preferring([[before(one.preferredBroker), none]]), () => ({
        kind: 'delete-gateway',
        site,
        gateway: one.server,
      })),
    ),
  ];
}

function providerTasks(ends: SiteEnds): Task[] {
  const { old, now, site, before, after } = ends;
  const { kept, removed, added } = paired(old.providers, now.providers, ({ name }) => name);
  const isSame = ([was, is]: [Provider, Provider]): boolean => was.type === is.type;
  const remove = (one: Provider, rank: number, order: number): Task =>
    task(rank, order, preferring([[before(one.preferredBroker), none]], -1), () => ({
      kind: 'delete-provider',
      site,
      provider: one.name,
    }));
  const add = ({ custom: _c, ...one }: Provider, order: number): Task =>
    task(
      ranks.addProvider,
      order,
      preferring([[none, after(one.preferredBroker)]], 1),
      (nameOf) => {
        const broker = after(one.preferredBroker);
        const preferredBroker = broker === null ? null : nameOf(broker);
        return { kind: 'add-provider', site, provider: { ...one, preferredBroker } };
      },
    );
  const replaced = kept
    .filter((pair) => !isSame(pair))
    .flatMap(([was, is], order) =>
      again(
        remove(was, ranks.deleteReplaced, order),
        add(is, now.providers.length + order),
        'type',
      ),
    );
  return [
    ...preferTasks(ends, 'provider', kept.filter(isSame)),
    ...replaced,
    ...added.map(add),
    ...removed.map((one, order) => remove(one, ranks.deleteMember, order)),
  ];
}

/** An object that RAS can't change so is deleted, and added again. */
function again(remove: Task, add: Task, property: 'type' | 'kind'): [Task, Task] {
  remove.why = [{ kind: 'added-again', property }];
  add.after.push(remove);
  return [remove, add];
}

function agentTasks(ends: SiteEnds): Task[] {
  const { old, now, site, before, after } = ends;
  const { kept, removed, added } = paired(old.agents, now.agents, ({ name }) => name);
  const isSame = ([was, is]: [Agent, Agent]): boolean => was.kind === is.kind;
  const remove = (agents: readonly Agent[], rank: number): Task => {
    const names = agents.map(({ name }) => name);
    const change = preferring(agents.map((one) => [before(one.preferredBroker), none]));
    return task(rank, 0, change, () => ({ kind: 'delete-agents', site, names }));
  };
  const add = (agents: readonly Agent[], first: number): Task[] =>
    [...groupedBy(agents, (one) => `${one.kind} ${after(one.preferredBroker)}`).values()].map(
      (group, order) => {
        const names = group.map(({ name }) => name);
        const { kind: agentKind = 'rds-host', preferredBroker = null } = group[0] ?? {};
        const broker = after(preferredBroker);
        const change = preferring(group.map(() => [none, broker]));
        return task(ranks.addAgents, first + order, change, (nameOf) => ({
          kind: 'add-agents',
          site,
          names,
          agentKind,
          preferredBroker: broker === null ? null : nameOf(broker),
        }));
      },
    );
  const changed = kept.filter((pair) => !isSame(pair));
  const gone =
    changed.length === 0
      ? []
      : [
          remove(
            changed.map(([was]) => was),
            ranks.deleteReplaced,
          ),
        ];
  const back = add(
    changed.map(([, is]) => is),
    added.length,
  );
  for (const one of gone) {
    one.why = [{ kind: 'added-again', property: 'kind' }];
    for (const next of back) next.after.push(one);
  }
  return [
    ...preferTasks(ends, 'agent', kept.filter(isSame)),
    ...gone,
    ...add(added, 0),
    ...back,
    ...(removed.length === 0 ? [] : [remove(removed, ranks.deleteMember)]),
  ];
}

/** Members that prefer another broker: those with the same brokers before and after are one step. */
function preferTasks(
  { site, before, after }: SiteEnds,
  object: 'agent' | 'provider',
  kept: readonly (readonly [Agent, Agent] | readonly [Provider, Provider])[],
): Task[] {
  const moves = kept.flatMap(([was, is]) => {
    const [from, to] = [before(was.preferredBroker), after(is.preferredBroker)];
    return from === to ? [] : [{ name: was.name, from, to }];
  });
  return [...groupedBy(moves, ({ from, to }) => `${from} ${to}`).values()].map((group, order) => {
    const { to = null } = group[0] ?? {};
    const names = group.map(({ name }) => name);
    const change = preferring(group.map(({ from, to }) => [from, to] as const));
    return task(ranks.prefer, object === 'provider' ? order : 10_000 + order, change, (nameOf) => ({
      kind: 'prefer',
      site,
      object,
      names,
      broker: to === null ? null : nameOf(to),
    }));
  });
}
