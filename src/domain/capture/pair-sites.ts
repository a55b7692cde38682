import { type Farm, sameName, type Site } from '../model/index.js';
import type { LiveSite } from './live-sites.js';
import { isShortOf } from './same-host.js';

/**
 * The site of the model that each captured site is: by name, then by the brokers they share, then the only one left of each
 * where the captured one has no name.
 */
export function pairLiveSites(model: Farm, live: readonly LiveSite[]): Map<LiveSite, Site> {
  const pairs = new Map<LiveSite, Site>();
  const left = new Set(model.sites);
  const match = (one: LiveSite, site: Site): void => {
    pairs.set(one, site);
    left.delete(site);
  };
  for (const one of live) {
    const { name } = one;
    const site = [...left].find((candidate) => name !== null && sameName(candidate.name, name));
    if (site !== undefined) match(one, site);
  }
  for (const one of live.filter((candidate) => !pairs.has(candidate))) {
    const sharing = [...left].filter((site) => shareBroker(one, site));
    const [site] = sharing;
    if (site !== undefined && sharing.length === 1) match(one, site);
  }
  const nameless = live.filter((one) => !pairs.has(one) && one.name === null);
  const [one, ...more] = nameless;
  const [site, ...others] = left;
  if (one !== undefined && site !== undefined && more.length + others.length === 0) {
    match(one, site);
  }
  return pairs;
}

function shareBroker({ brokers }: LiveSite, site: Site): boolean {
  return brokers.some(({ server }) =>
    site.brokers.some(
      (broker) => sameName(broker.server, server) || isShortOf(broker.server, server),
    ),
  );
}
