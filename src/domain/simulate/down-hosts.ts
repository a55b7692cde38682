import type { DownHosts, Site } from '../model/index.js';
import type { EventDomain } from './events.js';
import type { HostsDown } from './outcome-types.js';

/** Gateways, agents and providers that are offline with their failure domain. */

/** None is offline. */
export const noHosts: DownHosts = { gateways: [], agents: [], providers: [] };

/** All that is offline with these failure domains, in file order. */
export function hostsOf(site: Site, domains: readonly EventDomain[]): DownHosts {
  return changedHosts(site, noHosts, domains, true);
}

/** The hosts that are offline after failure domains went down (`down`), or came back. */
export function changedHosts(
  { gateways, agents, providers }: Site,
  before: DownHosts,
  domains: readonly EventDomain[] | undefined,
  down: boolean,
): DownHosts {
  if (domains === undefined || domains.length === 0) return before;
  const changed = (kind: keyof DownHosts, all: readonly string[]): string[] => {
    const named = new Set(domains.flatMap(({ hosts }) => hosts[kind]));
    const offline = new Set(before[kind]);
    return all.filter((name) => (named.has(name) ? down : offline.has(name)));
  };
  const nameOf = ({ name }: { name: string }): string => name;
  return {
    gateways: changed(
      'gateways',
      gateways.map(({ server }) => server),
    ),
    agents: changed('agents', agents.map(nameOf)),
    providers: changed('providers', providers.map(nameOf)),
  };
}

/** The hosts that are down, and how many of the site are left. */
export function hostsDownIn(site: Site, { gateways, agents, providers }: DownHosts): HostsDown {
  const left = {
    gateways: site.gateways.length - gateways.length,
    agents: site.agents.length - agents.length,
    providers: site.providers.length - providers.length,
  };
  return { gateways, agents, providers, left };
}

/** Whether any is offline. */
export function isAnyDown({ gateways, agents, providers }: DownHosts): boolean {
  return gateways.length + agents.length + providers.length > 0;
}
