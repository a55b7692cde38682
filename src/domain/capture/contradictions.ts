import { groupedBy, type ObjectKind } from '../model/index.js';
import type { Capture, CapturedMember, CapturedStatus } from './capture.js';
import { type LiveSite, shownSite } from './live-sites.js';
import { isCalled } from './priority-order.js';
import type { CaptureWarning, Sourced } from './warnings.js';

/** What two sources of a capture say differently. */

/** Every contradiction between the lists of a capture. */
export function contradictions(capture: Capture, sites: readonly LiveSite[]): CaptureWarning[] {
  return [
    ...licensingSites(capture),
    ...sites.flatMap((site) => unknownBrokers(site)),
    ...agentsAgainstLists(sites),
    ...failedCalls(capture),
    ...capture.cut.map(({ kind, names }): CaptureWarning => ({
      kind: 'cut-off',
      source: kind,
      properties: [...names],
    })),
    ...capture.brokers.flatMap(({ markedForDeletion, server: broker, source, siteId }) => {
      const site = sites.find(({ id }) => id === siteId) ?? sites[0];
      const name = site === undefined ? '' : shownSite(site);
      return markedForDeletion
        ? [{ kind: 'marked-for-deletion' as const, site: name, broker, source }]
        : [];
    }),
    ...(capture.pseudonyms ? [{ kind: 'pseudonyms' as const }] : []),
  ];
}

/** Calls that gave nothing. Those for several sites that failed alike are one warning. */
function failedCalls({ calls, gateways, rdsHosts }: Capture): CaptureWarning[] {
  const inherits = [...gateways, ...rdsHosts].some((member) => member.inherits === true);
  const failed = calls.flatMap(({ kind, source, error }): CaptureWarning[] => {
    // The cmdlets of the defaults are guesses: without an object that inherits them, nothing is lost.
    const isNeeded = inherits || (kind !== 'gateway-defaults' && kind !== 'rds-host-defaults');
    if (error === null || (error.kind === 'missing' && !isNeeded)) return [];
    return [{ kind: 'call-failed', source, error: error.kind, message: error.message }];
  });
  return [...groupedBy(failed, (warning) => JSON.stringify(warning)).values()].flatMap(
    ([first]) => first ?? [],
  );
}

function licensingSites({ sites }: Capture): CaptureWarning[] {
  const known = sites.filter(({ licensing }) => licensing !== undefined);
  const licensed = known.filter(({ licensing }) => licensing === true);
  const [first] = known;
  if (first === undefined || known.length < sites.length || licensed.length === 1) return [];
  const names = licensed.map((site) => shownSite(site));
  const taken = shownSite(licensed[0] ?? first);
  return [{ kind: 'licensing-sites', sites: names, taken, source: first.source }];
}

/** Statuses of brokers that the list of brokers lacks. */
function unknownBrokers(site: LiveSite): CaptureWarning[] {
  const [first] = site.brokers;
  if (first === undefined || !site.covered.has('broker')) return [];
  const unknown = site.statuses.filter(
    ({ of, server }) =>
      of === 'broker' && server !== '' && !site.brokers.some((one) => isCalled(one, server)),
  );
  return unknown.map(({ server, source }) => ({
    kind: 'unknown-broker',
    site: shownSite(site),
    broker: server,
    source,
    list: first.source,
  }));
}

interface Listed {
  object: ObjectKind;
  list: 'broker' | 'gateway' | 'rds-host' | 'provider';
  name: string;
  source: string;
  enabled: boolean | undefined;
  ip: string | null | undefined;
  site: LiveSite;
}

/** What the list of all agents says differently from the list of each kind. */
function agentsAgainstLists(sites: readonly LiveSite[]): CaptureWarning[] {
  const listed = groupedBy(sites.flatMap(listedIn), ({ list, name }) => keyOf(list, name));
  const find = (of: Listed['list'], name: string, site: LiveSite): Listed | undefined => {
    const all = listed.get(keyOf(of, name)) ?? [];
    return all.find((one) => one.site === site) ?? all[0];
  };
  const warnings: CaptureWarning[] = [];
  const met = new Set<Listed>();
  const kinds = new Set<string>();
  for (const site of sites) {
    for (const agent of site.statuses) {
      const { of } = agent;
      if (!agent.isAgent || !isList(of)) continue;
      kinds.add(`${of} ${shownSite(site)}`);
      const one = find(of, agent.server, site) ?? find(of, agent.name, site);
      if (one !== undefined) {
        met.add(one);
        warnings.push(...differences(one, agent, site));
      } else if (site.covered.has(of) && of !== 'broker') {
        const object = of === 'rds-host' ? 'agent' : of;
        const lacks = listOf(site, of);
        if (lacks !== null) {
          warnings.push({
            kind: 'in-one-list',
            object,
            name: agent.name,
            has: agent.source,
            lacks,
          });
        }
      }
    }
  }
  for (const one of [...listed.values()].flat()) {
    // A list of agents without any of the kind was perhaps asked for another kind.
    if (met.has(one) || !kinds.has(`${one.list} ${shownSite(one.site)}`)) continue;
    const lacks = one.site.statuses.find(({ isAgent }) => isAgent)?.source;
    if (lacks === undefined || one.list === 'provider') continue;
    const { object, name, source: has } = one;
    warnings.push({ kind: 'in-one-list', object, name, has, lacks });
  }
  return warnings;
}

function isList(of: CapturedStatus['of']): of is Listed['list'] {
  return of === 'broker' || of === 'gateway' || of === 'rds-host' || of === 'provider';
}

function listOf(site: LiveSite, list: Listed['list']): string | null {
  return listedIn(site).find((one) => one.list === list)?.source ?? null;
}

function listedIn(site: LiveSite): Listed[] {
  const member = (
    object: ObjectKind,
    list: Listed['list'],
    { name, server, source, enabled }: CapturedMember,
  ): Listed[] => {
    // The list of all agents may call a Provider by its host.
    const names = list === 'provider' ? new Set([name, server]) : [name];
    return [...names].map((called) => {
      return { object, list, name: called, source, enabled, ip: undefined, site };
    });
  };
  return [
    ...site.brokers.map(({ server: name, source, enabled, ip }): Listed => {
      return { object: 'broker', list: 'broker', name, source, enabled, ip, site };
    }),
    ...site.gateways.flatMap((one) => member('gateway', 'gateway', one)),
    ...site.rdsHosts.flatMap((one) => member('agent', 'rds-host', one)),
    ...site.providers.flatMap((one) => member('provider', 'provider', one)),
  ];
}

function differences(one: Listed, agent: CapturedStatus, site: LiveSite): CaptureWarning[] {
  const { object, name } = one;
  const differing = (about: 'enabled' | 'site' | 'IP', first: string, second: string) => ({
    kind: 'lists-disagree' as const,
    object,
    name,
    about,
    first: sourced(first, one.source),
    second: sourced(second, agent.source),
  });
  const says = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');
  return [
    ...(one.enabled !== undefined && agent.enabled !== undefined && one.enabled !== agent.enabled
      ? [differing('enabled', says(one.enabled), says(agent.enabled))]
      : []),
    ...(one.site === site ? [] : [differing('site', shownSite(one.site), shownSite(site))]),
    ...(one.ip != null && agent.ip != null && one.ip !== agent.ip
      ? [differing('IP', one.ip, agent.ip)]
      : []),
  ];
}

function sourced(value: string, source: string): Sourced {
  return { value, source };
}

function keyOf(list: string, name: string): string {
  return `${list} ${name.toLowerCase()}`;
}
