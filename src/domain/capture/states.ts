import { agentStates, type AgentStateGroup } from '../facts/index.js';
import { groupedBy, type ObjectKind, primaryOf, sameName, type Site } from '../model/index.js';
import type { CapturedStatus } from './capture.js';
import type { LiveSite } from './live-sites.js';
import { hostKey, isShortOf } from './same-host.js';
import type { EnumValue } from './values.js';

/**
 * What the states of a capture say about the objects of a site. `standby-active`: a standby broker that reports OK, not
 * StandBy. `other-version`: another version than that of the primary. `unknown`: a state that no source lists.
 */
export type StateIssue =
  | 'offline'
  | 'disabled'
  | 'version'
  | 'standby-active'
  | 'other-version'
  | 'other'
  | 'unknown';

/** An object whose state is not the usual one. */
export interface ObjectState {
  site: string;
  object: Exclude<ObjectKind, 'site'>;
  name: string;
  issue: StateIssue;
  /** The state as captured: its name, or its number if that has no name; null if only the version was. */
  state: string | null;
  version: string | null;
  /** The version of the primary, where the object has another one. */
  primaryVersion: string | null;
  source: string;
}

/** Issues that the configuration itself causes: a disabled object does not serve. */
const intended: ReadonlySet<StateIssue> = new Set(['disabled']);

/** Whether something is wrong with the live farm, not with the model. */
export function isBadState({ issue }: ObjectState): boolean {
  return !intended.has(issue);
}

/** The states of a site's objects that are not the usual ones, in the order of the farm file. */
export function statesOf(site: Site, live: LiveSite): ObjectState[] {
  const find = finder(live.statuses);
  const primary = primaryOf(site).server;
  const primaryVersion = find('broker', primary).find(({ version }) => version)?.version ?? null;
  const about = (
    object: ObjectState['object'],
    of: CapturedStatus['of'],
    name: string,
    isStandby = false,
  ): ObjectState[] => {
    const statuses = find(of, name);
    const stated = statuses.find(({ state }) => state !== undefined);
    const version = statuses.find((one) => one.version)?.version ?? null;
    const [known] = statuses;
    if (known === undefined) return [];
    const base = { site: site.name, object, name, version, source: (stated ?? known).source };
    const issue = stated?.state === undefined ? null : issueOf(stated.state, isStandby);
    const isOther = version !== null && primaryVersion !== null && version !== primaryVersion;
    const written = stated?.state === undefined ? null : shownState(stated.state);
    return [
      ...(issue === null ? [] : [{ ...base, issue, state: written, primaryVersion: null }]),
      ...(isOther
        ? [{ ...base, issue: 'other-version' as const, state: written, primaryVersion }]
        : []),
    ];
  };
  return [
    ...site.brokers.flatMap(({ server, standby, enabled }) =>
      about('broker', 'broker', server, standby && enabled),
    ),
    ...site.gateways.flatMap(({ server }) => about('gateway', 'gateway', server)),
    ...site.agents.flatMap(({ name, kind }) =>
      about('agent', kind === 'rds-host' || isStatusKind(kind) ? kind : null, name),
    ),
    ...site.providers.flatMap(({ name }) => about('provider', 'provider', name)),
  ];
}

function isStatusKind(kind: string): kind is 'vdi-host' | 'avd-host' | 'enrollment-server' {
  return kind === 'vdi-host' || kind === 'avd-host' || kind === 'enrollment-server';
}

/** What a state means; null for one that no source lists, or none. */
export function groupOfState(state: EnumValue | undefined): AgentStateGroup | null {
  if (state === undefined) return null;
  const row = agentStates.find(
    ({ name, number }) =>
      (state.name !== null && sameName(name, state.name)) ||
      (state.name === null && number === state.number),
  );
  return row?.group ?? null;
}

/** The usual states: OK, and StandBy of a standby broker. */
function issueOf(state: EnumValue, isStandby: boolean): StateIssue | null {
  const group = groupOfState(state);
  if (group === null) return 'unknown';
  if (group === 'ok') return isStandby ? 'standby-active' : null;
  if (group === 'standby') return isStandby ? null : 'other';
  return group;
}

/** The state by the vendor's name, or as it was captured. */
function shownState({ name, number }: EnumValue): string {
  return (
    name ?? agentStates.find((row) => row.number === number)?.name ?? (number?.toString() || '?')
  );
}

/** Looks statuses up by server or name, also by the short name of a host; those of the status cmdlet come first. */
function finder(statuses: readonly CapturedStatus[]) {
  const sorted = statuses.toSorted((a, b) => Number(a.isAgent) - Number(b.isAgent));
  const keys = (status: CapturedStatus): string[] => [
    ...new Set([status.server, status.name].map((name) => hostKey(name) ?? name.toLowerCase())),
  ];
  const byKey = groupedBy(
    sorted.flatMap((status) => keys(status).map((key) => ({ key, status }))),
    ({ key, status }) => `${status.of} ${key}`,
  );
  return (of: CapturedStatus['of'], name: string): CapturedStatus[] => {
    const found = byKey.get(`${of} ${hostKey(name) ?? name.toLowerCase()}`) ?? [];
    const isSame = (text: string): boolean => sameName(text, name);
    const exact = found.filter(({ status }) => isSame(status.server) || isSame(status.name));
    const near = found.filter(({ status }) => isShortOf(status.server, name));
    return (exact.length > 0 ? exact : near).map(({ status }) => status);
  };
}
