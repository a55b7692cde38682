import {
  commandIn,
  placeholder,
  siteToName,
  type SuggestedCommand,
  suggestedCommand,
  activeBrokers,
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
  const commands = idle.flatMap((broker) => [
    ...(broker.enabled ? [] : [suggest`broker enable ${broker.server}`]),
    ...(broker.standby ? [suggest`broker activate ${broker.server}`] : []),
  ]);
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
  return activeBrokers(site)
    .slice(wanted)
    .toReversed()
    .map((broker) => commandIn(farm, site)`broker standby ${broker.server}`);
}
