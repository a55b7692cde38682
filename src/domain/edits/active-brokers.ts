import {
  commandIn,
  placeholder,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  activeBrokers,
  type Broker,
  nameList,
  type Farm,
  type Site,
  stateOf,
} from '../model/index.js';

/** The edits that give a site more or fewer active brokers, as commands. */

/** How to get more active brokers: by those in standby first, then disabled ones, then new ones. */
export function moreActive(farm: Farm, site: Site, wanted: number): SuggestedCommand[] {
  const suggest = commandIn(farm, site);
  const missing = wanted - activeBrokers(site).length;
  const idle = [
    ...site.brokers.filter((broker) => stateOf(broker) === 'standby'),
    ...site.brokers.filter((broker) => stateOf(broker) === 'disabled'),
  ].slice(0, missing);
  const commands = [
    ...forAll(
      idle.filter(({ enabled }) => !enabled),
      (names) => suggest`broker enable ${names}`,
    ),
    ...forAll(
      idle.filter(({ standby }) => standby),
      (names) => suggest`broker activate ${names}`,
    ),
  ];
  for (let number = 1; number <= missing - idle.length; number += 1) {
    const server = number === 1 ? 'SERVER' : `SERVER${number}`;
    commands.push(
      suggestedCommand('broker add', {
        args: [placeholder(server)],
        options: [['--no-standby', null]],
        site: siteToName(farm, site),
      }),
    );
  }
  return commands;
}

/** How to get fewer active brokers: the last ones in priority go to standby. */
export function fewerActive(farm: Farm, site: Site, wanted: number): SuggestedCommand[] {
  const suggest = commandIn(farm, site);
  return forAll(activeBrokers(site).slice(wanted), (names) => suggest`broker standby ${names}`);
}

/** One command for all of them. */
function forAll(
  brokers: readonly Broker[],
  suggest: (names: string) => SuggestedCommand,
): SuggestedCommand[] {
  return brokers.length === 0 ? [] : [suggest(nameList(brokers.map(({ server }) => server)))];
}
