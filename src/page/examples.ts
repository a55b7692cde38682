import {
  activeBrokers,
  domainMembers,
  primaryOf,
  printDuration,
  type Site,
  wordOfDomain,
} from '../domain/model/index.js';
import {
  countVotes,
  nothingFailed,
  promotesByItself,
  standingsOf,
} from '../domain/simulate/index.js';

/** A timeline to begin with. */
export interface Example {
  title: string;
  events: string;
}

/** Timelines of a site that show what RAS does over time. */
export function examplesOf(site: Site): Example[] {
  const primary = primaryOf(site).server;
  const others = activeBrokers(site)
    .map(({ server }) => server)
    .filter((server) => server !== primary);
  const [second] = others;
  const promotes = promotesByItself(site, countVotes(site, standingsOf(site, nothingFailed), 0));
  const away = printDuration(promotes ? site.autoPromotion.afterMinutes : 60);
  const restart = (server: string): string => `down ${server}; after 10m; up ${server}`;
  const [domain] = domainMembers(site);
  return [
    { title: 'Primary fails and returns', events: `${restart(primary)}; after 10m` },
    ...(second === undefined
      ? []
      : [
          {
            title: promotes
              ? 'Primary stays away until RAS promotes another'
              : 'Primary stays away',
            events: `down ${primary}; after ${away}; up ${primary}; after 10m`,
          },
          {
            title: 'You promote another broker',
            events: `down ${primary}; after 5m; promote ${second}; after 10m; up ${primary}`,
          },
          {
            title: 'Restart one after another',
            events: [...others, primary].map(restart).join('; after 5m; '),
          },
          {
            title: 'Network splits and heals',
            events: `partition ${primary}/${others.join()}; after 30m; heal`,
          },
        ]),
    ...(domain === undefined
      ? []
      : [
          {
            title: `${domain.key} ${domain.value} fails and returns`,
            events: restart(wordOfDomain(domain)),
          },
        ]),
  ];
}
