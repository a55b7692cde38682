import type { BrokerAction } from '../edits/index.js';
import { isEqual } from '../diff/index.js';
import { type Broker, isActive } from '../model/index.js';
import { freeAddresses } from './addresses.js';
import type { SiteEnds } from './site-ends.js';
import { type PlannedBroker, ranks, type Task } from './task.js';

/** What has to be done with the brokers of one site. */

/** The properties of a broker that RAS can change. The others are options of adding one, or of the model alone. */
const changeable = ['ip', 'alternativeIps', 'description'] as const;

/** A new broker as the step that adds it has it. */
export function addedBroker({ standby: _s, enabled: _e, custom: _c, ...broker }: Broker) {
  return broker;
}

/** Every task of the brokers but the moves, which depend on the list that the others leave. */
export function brokerTasks(ends: SiteEnds): Task[] {
  const { brokers } = ends;
  const adds = brokers.flatMap((one) => addTask(one, ends));
  const flags = brokers.flatMap((one) => flagTasks(one, ends, adds));
  const sets = brokers.flatMap((one) => setTask(one, ends));
  const deletes = brokers.flatMap((one) => deleteTask(one, ends));
  const freed = freeAddresses(ends, { adds, sets, deletes });
  const promote = ends.oldPrimary === ends.newPrimary ? [] : [promoteTask(ends, adds)];
  return [...freed, ...adds, ...flags, ...sets, ...promote, ...deletes];
}

function task(given: Omit<Task, 'after' | 'why'> & Partial<Pick<Task, 'after' | 'why'>>): Task {
  return { after: [], why: [], ...given };
}

function addTask({ id, old, now }: PlannedBroker, { site }: SiteEnds): Task[] {
  if (old !== null || now === null) return [];
  const broker = addedBroker(now);
  return [
    task({
      rank: ranks.addBroker,
      order: id,
      change: { kind: 'add', broker: id },
      edit: () => ({ kind: 'add-broker', site, broker }),
    }),
  ];
}

/**
 * Enabled and standby as the later site has them. A broker that is active at neither end never is in between: standby is
 * set before it is enabled, and cleared after it is disabled.
 */
function flagTasks(
  { id, old, now }: PlannedBroker,
  { site }: SiteEnds,
  adds: readonly Task[],
): Task[] {
  if (now === null) return [];
  const added = adds.filter(({ change }) => change.kind === 'add' && change.broker === id);
  const flagTask = (flag: 'enabled' | 'standby'): Task[] => {
    const to = now[flag];
    // RAS decides whether a new broker arrives in standby: the task may turn out to be done already.
    if (old === null ? flag === 'enabled' && to : old[flag] === to) return [];
    const action = actionOf(flag, to);
    return [
      task({
        rank: rankOf[action],
        // Brokers leave from the lowest priority up.
        order: action === 'enable' || action === 'activate' ? id : -id,
        change: { kind: 'flag', broker: id, flag, to },
        after: [...added],
        edit: (nameOf) => ({ kind: 'broker-action', site, action, broker: nameOf(id) }),
      }),
    ];
  };
  const [enabled, standby] = [flagTask('enabled'), flagTask('standby')];
  const isNeverActive = !isActive(now) && (old === null || !isActive(old));
  if (isNeverActive && now.enabled) enabled.forEach(({ after }) => after.push(...standby));
  if (isNeverActive && !now.enabled) {
    for (const one of standby) {
      one.after.push(...enabled);
      one.rank = ranks.clearFlag;
    }
  }
  return [...enabled, ...standby];
}

function actionOf(
  flag: 'enabled' | 'standby',
  to: boolean,
): 'enable' | 'disable' | 'standby' | 'activate' {
  if (flag === 'enabled') return to ? 'enable' : 'disable';
  return to ? 'standby' : 'activate';
}

const rankOf = {
  enable: ranks.enable,
  activate: ranks.activate,
  standby: ranks.standby,
  disable: ranks.disable,
} as const satisfies Partial<Record<BrokerAction, number>>;

/** Name, addresses and description: secondaries first, from the lowest priority up; the primary last. */
function setTask({ id, old, now }: PlannedBroker, { site, newPrimary }: SiteEnds): Task[] {
  if (old === null || now === null) return [];
  const properties = Object.fromEntries(
    changeable.filter((key) => !isEqual(old[key], now[key])).map((key) => [key, now[key]]),
  );
  const isRenamed = old.server.toLowerCase() !== now.server.toLowerCase();
  if (!isRenamed && Object.keys(properties).length === 0) return [];
  const all = isRenamed ? { server: now.server, ...properties } : properties;
  const isPrimary = id === newPrimary;
  return [
    task({
      rank: isPrimary ? ranks.setPrimary : ranks.setBroker,
      order: -id,
      change: { kind: 'none' },
      edit: (nameOf) => ({ kind: 'set-broker', site, broker: nameOf(id), properties: all }),
      why: isPrimary ? [{ kind: 'primary-last' }] : [],
      sets: id,
      ...(isRenamed ? { renames: { broker: id, to: now.server } } : {}),
    }),
  ];
}

function promoteTask({ site, newPrimary }: SiteEnds, adds: readonly Task[]): Task {
  const broker = newPrimary;
  return task({
    rank: ranks.promote,
    order: 0,
    change: { kind: 'promote', broker },
    after: adds.filter(({ change }) => change.kind === 'add' && change.broker === broker),
    edit: (nameOf) => ({ kind: 'broker-action', site, action: 'promote', broker: nameOf(broker) }),
  });
}

function deleteTask({ id, now }: PlannedBroker, { site }: SiteEnds): Task[] {
  if (now !== null) return [];
  return [
    task({
      rank: ranks.deleteBroker,
      order: -id,
      change: { kind: 'delete', broker: id },
      edit: (nameOf) => ({ kind: 'broker-action', site, action: 'delete', broker: nameOf(id) }),
      why: [{ kind: 'no-longer-needed' }],
    }),
  ];
}
