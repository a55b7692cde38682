import type { EditStep } from '../edits/index.js';
import type { Site } from '../model/index.js';
import type { SiteSteps } from './site-steps.js';

/**
 * The steps of several sites as one list. Sites don't depend on each other, so they come one after the other; but an object
 * that changes its site leaves the one before it arrives in the other, because RAS has it in one site only.
 */

/** A row of steps that stay in their order. */
export interface Row<T> {
  steps: readonly T[];
  /** Rows that must be at this length before the row begins. */
  needs: readonly { row: Row<T>; steps: number }[];
}

/** A step, and the objects that leave or arrive in a site by it. */
export interface MovingStep {
  leaves: readonly string[];
  arrives: readonly string[];
  /** Steps that must come before it. */
  waitsFor: MovingStep[];
}

/** The rows as one list: always the first row whose next step waits for nothing. */
export function merge<T extends MovingStep>(rows: readonly Row<T>[]): T[] {
  connect(rows);
  const length = rows.reduce((sum, { steps }) => sum + steps.length, 0);
  const at = new Map(rows.map((row) => [row, 0]));
  const done = new Set<MovingStep>();
  const order: T[] = [];
  const nextOf = (row: Row<T>): T | undefined => row.steps[at.get(row) ?? 0];
  const isFree = (row: Row<T>): boolean =>
    row.needs.every((need) => (at.get(need.row) ?? 0) >= need.steps) &&
    (nextOf(row)?.waitsFor.every((one) => done.has(one)) ?? false);
  while (order.length < length) {
    // Two sites that exchange objects may wait for each other: then the first goes on.
    const row = rows.find(isFree) ?? rows.find((one) => nextOf(one) !== undefined);
    const next = row === undefined ? undefined : nextOf(row);
    if (row === undefined || next === undefined) break;
    order.push(next);
    done.add(next);
    at.set(row, (at.get(row) ?? 0) + 1);
  }
  return order;
}

/** Each step waits for the steps of other rows by which its objects leave. */
function connect(rows: readonly Row<MovingStep>[]): void {
  const all = rows.flatMap((row) => row.steps.map((step) => ({ step, row })));
  const leaving = new Map(
    all.flatMap(({ step, row }) => step.leaves.map((key) => [key, { step, row }] as const)),
  );
  for (const { step, row } of all) {
    const before = step.arrives.flatMap((key) => leaving.get(key) ?? []);
    const others = before.filter((one) => one.row !== row).map((one) => one.step);
    step.waitsFor.push(...new Set(others));
  }
}

/** The objects of a site that leave it by a step, and those that arrive, as keys such as `agent rds1`. */
export function movesOfStep(
  edit: EditStep,
  { old }: SiteSteps,
): Pick<MovingStep, 'leaves' | 'arrives'> {
  const leaves = (...keys: string[]) => ({ leaves: keys.map(folded), arrives: [] });
  const arrives = (...keys: string[]) => ({ leaves: [], arrives: keys.map(folded) });
  switch (edit.kind) {
    case 'add-site':
    case 'add-broker':
      return arrives(`broker ${edit.broker.server}`);
    case 'add-gateway':
      return arrives(`gateway ${edit.gateway.server}`);
    case 'add-provider':
      return arrives(`provider ${edit.provider.name}`);
    case 'add-agents':
      return arrives(...edit.names.map((name) => `agent ${name}`));
    case 'delete-gateway':
      return leaves(`gateway ${edit.gateway}`);
    case 'delete-provider':
      return leaves(`provider ${edit.provider}`);
    case 'delete-agents':
      return leaves(...edit.names.map((name) => `agent ${name}`));
    case 'rename-member':
      return {
        leaves: [folded(`${edit.object} ${edit.name}`)],
        arrives: [folded(`${edit.object} ${edit.to}`)],
      };
    case 'broker-action':
      return edit.action === 'delete' ? leaves(`broker ${edit.broker}`) : leaves();
    case 'delete-site':
      return leaves(...(old?.brokers ?? []).map(({ server }) => `broker ${server}`));
    case 'move-broker':
    case 'set-broker':
    case 'set-gateway':
    case 'set-agents':
    case 'set-provider':
    case 'prefer':
    case 'auto-promotion':
    case 'network':
    case 'licensing-site':
    case 'rename-site':
    case 'rename-farm':
    case 'upgrade':
    case 'ras-version':
      return leaves();
  }
}

/** The objects that a farm's sites have, as the same keys. */
export function objectsIn(sites: readonly Site[]): Set<string> {
  return new Set(
    sites.flatMap((site) => [
      ...site.brokers.map(({ server }) => folded(`broker ${server}`)),
      ...site.gateways.map(({ server }) => folded(`gateway ${server}`)),
      ...site.providers.map(({ name }) => folded(`provider ${name}`)),
      ...site.agents.map(({ name }) => folded(`agent ${name}`)),
    ]),
  );
}

function folded(key: string): string {
  return key.toLowerCase();
}
