import {
  domainMembers,
  hostsAmong,
  membersOf,
  type Path,
  sameName,
  type Site,
  wordOfDomain,
} from '../model/index.js';
import type { EventDomain } from '../simulate/index.js';
import type { DomainName } from './expectations.js';
import type { Misfit } from './misfit.js';

/** Failure domains that a test takes down, such as rack r1. */

/**
 * Every broker in the failure domains, whatever its state, in priority order, and the domains that have other hosts too; or the
 * domains that the site lacks.
 */
export function resolveDomains(
  site: Site,
  domains: readonly DomainName[],
): { servers: string[]; domains: EventDomain[] } | { misfits: Misfit[] } {
  const found = domains.map((domain) => {
    const members = membersOf(site, domain);
    const hosts = hostsAmong(members);
    return { domain, servers: members.brokers.map(({ server }) => server), hosts };
  });
  const misfits = found
    .filter(({ servers, hosts }) => servers.length === 0 && hosts === null)
    .map(({ domain }) => unknownDomain(site, domain));
  if (misfits.length > 0) return { misfits };
  return {
    servers: [...new Set(found.flatMap(({ servers }) => servers))],
    domains: found.flatMap(({ domain, servers, hosts }) =>
      hosts === null ? [] : [{ name: wordOfDomain(domain), brokers: servers, hosts }],
    ),
  };
}

function unknownDomain(site: Site, { key, value }: DomainName): Misfit {
  const all = domainMembers(site).map((one) => [one.key, one.value] as const);
  const keys = unique(all.map(([own]) => own));
  const values = unique(all.flatMap(([own, is]) => (sameName(own, key) ? [is] : [])));
  const path: Path = ['when', 'down'];
  return { path, reason: { kind: 'unknown-domain', site: site.name, key, value, keys, values } };
}

/** The texts without those that differ only in case. */
function unique(texts: readonly string[]): string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
}
