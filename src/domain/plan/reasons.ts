import { statements } from '../facts/index.js';
import type { EditStep } from '../edits/index.js';
import { isActive, isVdiArmed, primaryOf, sameName, type Site, stateOf } from '../model/index.js';
import type { StepReason } from './task.js';

/** Why a step of a site comes where it does: from what it does, and what comes after it. */

/** A step with the site before and after it. */
export interface PlacedStep {
  edit: EditStep;
  before: Site | null;
  after: Site | null;
}

/** The reasons of a step; `later`: the steps of the same site behind it. */
export function reasonsOf(
  { edit, before, after }: PlacedStep,
  later: readonly PlacedStep[],
): StepReason[] {
  if (before === null || after === null) return [];
  if (edit.kind === 'add-broker')
    return [
      ...arrival(edit.broker.server, before, after),
      ...whileOthersStay(before, after, later),
    ];
  if (edit.kind === 'broker-action')
    return edit.action === 'promote'
      ? beforePrimaryLeaves(before, later)
      : whileOthersStay(before, after, later);
  if (edit.kind === 'prefer' || edit.kind === 'set-gateway')
    return preferenceReasons(edit, before, after, later);
  return edit.kind === 'add-provider' ? becauseArmed(after) : [];
}

function arrival(server: string, before: Site, after: Site): StepReason[] {
  const broker = after.brokers.find((one) => sameName(one.server, server));
  return broker?.standby === true
    ? [{ kind: 'arrives-in-standby', brokers: before.brokers.length, statement: 'R22' }]
    : [];
}

/** A step that makes a broker active, before others stop being it. */
function whileOthersStay(before: Site, after: Site, later: readonly PlacedStep[]): StepReason[] {
  const grows = activeIn(after) > activeIn(before);
  return grows && later.some((one) => activeIn(one.after) < activeIn(one.before))
    ? [{ kind: 'before-others-leave' }]
    : [];
}

function activeIn(site: Site | null): number {
  return site?.brokers.filter(isActive).length ?? 0;
}

function beforePrimaryLeaves(before: Site, later: readonly PlacedStep[]): StepReason[] {
  const { server: primary } = primaryOf(before);
  const leaves = departureOf(primary, later);
  return leaves === null ? [] : [{ kind: 'before-primary-leaves', primary, leaves }];
}

/** How a broker stops serving later; null if it doesn't. A rename in between is no departure. */
function departureOf(
  server: string,
  later: readonly PlacedStep[],
): 'delete' | 'standby' | 'disable' | null {
  let name = server;
  for (const { edit } of later) {
    if (edit.kind === 'set-broker' && sameName(edit.broker, name))
      name = edit.properties.server ?? name;
    if (edit.kind !== 'broker-action' || !sameName(edit.broker, name)) continue;
    const { action } = edit;
    if (action === 'delete' || action === 'standby' || action === 'disable') return action;
  }
  return null;
}

function preferenceReasons(
  edit: EditStep & { kind: 'prefer' | 'set-gateway' },
  before: Site,
  after: Site,
  later: readonly PlacedStep[],
): StepReason[] {
  const names = new Set(
    (edit.kind === 'prefer' ? edit.names : [edit.gateway]).map((name) => name.toLowerCase()),
  );
  const preferred = (site: Site): string | null => {
    const objects =
      edit.kind === 'set-gateway'
        ? site.gateways
        : edit.object === 'agent'
          ? site.agents
          : site.providers;
    const one = objects.find((object) => names.has(nameOf(object).toLowerCase()));
    return one?.preferredBroker ?? null;
  };
  const [from, to] = [preferred(before), preferred(after)];
  if (from === to) return [];
  const isLeaving = from !== null && departureOf(from, later) !== null;
  const broker = after.brokers.find((one) => to !== null && sameName(one.server, to));
  const isReady = broker !== undefined && stateOf(broker) === 'active' && isLeaving;
  return [
    ...(isLeaving && from !== null
      ? [{ kind: 'before-preferred-leaves' as const, broker: from }]
      : []),
    ...(isReady ? [{ kind: 'preferred-is-active' as const, broker: broker.server }] : []),
  ];
}

function nameOf(object: { name: string } | { server: string }): string {
  return 'name' in object ? object.name : object.server;
}

/** The first provider of a site that can serve it with high availability. */
function becauseArmed(after: Site): StepReason[] {
  const active = activeIn(after);
  return after.providers.length === 1 && isVdiArmed(active) && active >= statements.R2.number
    ? [{ kind: 'after-high-availability', active }]
    : [];
}
