import { applyStep, type EditStep } from '../../src/domain/edits/index.js';
import { type Farm, Refusal, type Site, type Tolerance } from '../../src/domain/model/index.js';
import { toleranceByForce } from '../prove/brute-force.js';

/** What docs/plan.md calls the best order, said again in plain code that shares nothing with the search. */

/** What makes an order good, most important first; of each number less is better. */
export type Weight = readonly number[];

/** What an order is judged by. */
export interface Ends {
  from: Farm;
  to: Farm;
  floor: Tolerance;
}

/** The weight of an order. */
export function weightOf({ from, to, floor }: Ends, { edits, sites }: Order): Weight {
  const figures = sites.map(figuresOf);
  const without = figures.map(({ without }) => Math.min(without, floor.withoutStandbys));
  const withThem = figures.map(({ withThem }) => Math.min(withThem, floor.withStandbys));
  const isBelow = sites.map(
    (_, at) => without[at]! < floor.withoutStandbys || withThem[at]! < floor.withStandbys,
  );
  const after = figures.slice(1);
  // No order can change the start, nor what auto-promotion off leaves.
  const fixed = edits[0]?.kind === 'auto-promotion' && edits.length > 1 ? 2 : 1;
  const most = Math.max(figuresOf(from.sites[0]!).active, figuresOf(to.sites[0]!).active);
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  return [
    -Math.min(...without.slice(fixed)),
    -Math.min(...withThem.slice(fixed)),
    isBelow.slice(1).filter(Boolean).length,
    after.length,
    sum(after.map(({ idle }) => idle)),
    after.filter(({ active }) => active > 0 && active % 2 === 0).length,
    sum(after.map(({ active }) => Math.max(0, active - most))),
  ];
}

interface Figures {
  without: number;
  withThem: number;
  active: number;
  /** Members that prefer a broker that isn't active. */
  idle: number;
}

const known = new WeakMap<Site, Figures>();

function figuresOf(site: Site): Figures {
  const figures = known.get(site) ?? {
    without: toleranceByForce(site, false),
    withThem: toleranceByForce(site, true),
    active: site.brokers.filter(isActive).length,
    idle: idleIn(site),
  };
  known.set(site, figures);
  return figures;
}

function isActive({ enabled, standby }: { enabled: boolean; standby: boolean }): boolean {
  return enabled && !standby;
}

function idleIn({ brokers, agents, providers, gateways }: Site): number {
  const idle = brokers.filter((one) => !isActive(one)).map(({ server }) => server.toLowerCase());
  return [...agents, ...providers, ...gateways].filter(
    ({ preferredBroker }) =>
      preferredBroker !== null && idle.includes(preferredBroker.toLowerCase()),
  ).length;
}

/** Negative if the first is better. */
export function compareWeights(one: Weight, other: Weight): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

/** One order of the edits: the farm at its end, and the site at the start and after each step. */
export interface Order {
  farm: Farm;
  edits: readonly EditStep[];
  sites: readonly Site[];
}

/**
 * Every order of the edits that nothing refuses, with the rules of a plan: auto-promotion is off first and on last, and no
 * broker is made active that is so at neither end.
 */
export function* allOrders(ends: Ends, edits: readonly EditStep[]): Generator<Order> {
  const start = { farm: ends.from, edits: [], sites: [ends.from.sites[0]!] };
  const isAuto = ({ kind }: EditStep): boolean => kind === 'auto-promotion';
  const first = edits.slice(0, 1).filter(isAuto);
  const rest = edits.slice(first.length);
  const last = rest.slice(-1).filter(isAuto);
  const inner = rest.slice(0, rest.length - last.length);
  for (const begun of inOrder(ends, start, first)) {
    for (const middle of anyOrder(ends, begun, inner)) yield* inOrder(ends, middle, last);
  }
}

function* inOrder(ends: Ends, before: Order, edits: readonly EditStep[]): Generator<Order> {
  const after = edits.reduce<Order | null>(
    (order, edit) => order && next(ends, order, edit),
    before,
  );
  if (after !== null) yield after;
}

function* anyOrder(ends: Ends, before: Order, edits: readonly EditStep[]): Generator<Order> {
  if (edits.length === 0) yield before;
  for (const [at, edit] of edits.entries()) {
    const after = next(ends, before, edit);
    if (after !== null) yield* anyOrder(ends, after, edits.toSpliced(at, 1));
  }
}

function next(ends: Ends, { farm, edits, sites }: Order, edit: EditStep): Order | null {
  try {
    const after = applyStep(farm, edit).farm;
    if (makesActive(ends, edit, after)) return null;
    return { farm: after, edits: [...edits, edit], sites: [...sites, after.sites[0]!] };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function makesActive({ from, to }: Ends, edit: EditStep, after: Farm): boolean {
  if (edit.kind !== 'broker-action') return false;
  const isActiveIn = (farm: Farm): boolean =>
    farm.sites[0]!.brokers.some(
      (one) => one.server.toLowerCase() === edit.broker.toLowerCase() && isActive(one),
    );
  const makes = edit.action === 'activate' || edit.action === 'enable';
  return makes && isActiveIn(after) && !isActiveIn(from) && !isActiveIn(to);
}
