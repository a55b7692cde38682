import { isInDomain, type Path, sameName, type Site } from '../model/index.js';
import type { DomainName } from './expectations.js';
import type { Misfit } from './misfit.js';

/** Failure domains that a test takes down, such as rack r1. */

/** Every broker in the failure domains, whatever its state, in priority order; or the domains that the site lacks. */
export function resolveDomains(
  site: Site,
  domains: readonly DomainName[],
): { servers: string[] } | { misfits: Misfit[] } {
  const found = domains.map((domain) => ({ domain, servers: serversIn(site, domain) }));
  const misfits = found
    .filter(({ servers }) => servers.length === 0)
    .map(({ domain }) => unknownDomain(site, domain));
  if (misfits.length > 0) return { misfits };
  return { servers: [...new Set(found.flatMap(({ servers }) => servers))] };
}

function serversIn(site: Site, domain: DomainName): string[] {
  return site.brokers
    .filter(({ failureDomains }) => isInDomain(failureDomains, domain))
    .map(({ server }) => server);
}

function unknownDomain(site: Site, { key, value }: DomainName): Misfit {
  const all = site.brokers.flatMap(({ failureDomains }) => Object.entries(failureDomains));
  const keys = unique(all.map(([own]) => own));
  const values = unique(all.flatMap(([own, is]) => (sameName(own, key) ? [is] : [])));
  const path: Path = ['when', 'down'];
  return { path, reason: { kind: 'unknown-domain', site: site.name, key, value, keys, values } };
}

/** The texts without those that differ only in case. */
function unique(texts: readonly string[]): string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
}
