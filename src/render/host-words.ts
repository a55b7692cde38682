import { compressNames, counted, type DownHosts, listed } from '../domain/model/index.js';
import type { HostsDown } from '../domain/simulate/index.js';

/** Hosts that are offline with their failure domain, in words. */

/** `gateway GW1, agents RDS[1-6] and provider vc1`. */
export function sayHosts({ gateways, agents, providers }: DownHosts): string {
  const kinds = [
    ['gateway', gateways],
    ['agent', agents],
    ['provider', providers],
  ] as const;
  return listed(
    kinds.flatMap(([noun, names]) =>
      names.length === 0 ? [] : [`${noun}${names.length === 1 ? '' : 's'} ${compressNames(names)}`],
    ),
  );
}

/** The same with what is left of each kind that lost some: `offline: gateway GW1 (no gateway is left)`. */
export function sayHostsDown(hosts: HostsDown): string {
  const left = [
    ['gateway', hosts.gateways, hosts.left.gateways],
    ['agent', hosts.agents, hosts.left.agents],
    ['provider', hosts.providers, hosts.left.providers],
  ] as const;
  const rest = left.flatMap(([noun, names, number]) => {
    if (names.length === 0) return [];
    return [number === 0 ? `no ${noun}` : counted(number, noun)];
  });
  return `offline: ${sayHosts(hosts)}; left: ${listed(rest)}`;
}
