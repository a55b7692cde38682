import { brokersForRedundancy, statements } from '../facts/index.js';
import {
  activeBrokers,
  commandIn,
  type Farm,
  type Site,
  siteToName,
  stateOf,
  suggestedCommand,
  type SuggestedCommand,
} from '../model/index.js';
import { moreActive } from '../edits/index.js';
import type { MaintenanceQuestion, SiteMaintenance } from './maintenance-types.js';
import type { SurvivalModel } from './survival.js';

/** Why not every broker of a site can be restarted, and the ways to a plan. */
export function obstacleOf(
  farm: Farm,
  site: Site,
  model: SurvivalModel,
  { keepTolerance: keep, together = false, only }: MaintenanceQuestion,
  tolerance: number,
): Pick<SiteMaintenance, 'obstacle' | 'wayOut'> {
  if (!model.armed && model.groups.length > 0) {
    return {
      obstacle: { kind: 'no-high-availability', active: model.base },
      wayOut: [moreActive(farm, site, statements.R2.number)],
    };
  }
  if (keep === 0) {
    return {
      obstacle: { kind: 'one-broker' },
      wayOut: [moreActive(farm, site, brokersForRedundancy)],
    };
  }
  const less =
    tolerance > 0
      ? [
          [
            suggestedCommand('maintenance', {
              options: [
                ...(together ? [['--together', null] as const] : []),
                ...(only === undefined ? [] : [['--only', only.join(',')] as const]),
                ['--keep-tolerance', String(tolerance - 1)],
              ],
              site: siteToName(farm, site),
            }),
          ],
        ]
      : [];
  const missing = keep + 1 - tolerance;
  return {
    obstacle: { kind: 'tolerance', tolerance, keep, missing },
    wayOut: [...less, moreBrokers(farm, site, missing)],
  };
}

/** Each broker more adds one to the tolerance: disabled ones first, then new ones; beyond three active in standby. */
function moreBrokers(farm: Farm, site: Site, missing: number): SuggestedCommand[] {
  const suggest = commandIn(farm, site);
  const full = activeBrokers(site).length >= statements.R22.number;
  const disabled = site.brokers.filter((one) => stateOf(one) === 'disabled').slice(0, missing);
  const commands = disabled.flatMap(({ server, standby }) => [
    ...(full && !standby ? [suggest`broker standby ${server}`] : []),
    suggest`broker enable ${server}`,
  ]);
  const add = full ? suggest`broker add SERVER --standby` : suggest`broker add SERVER --no-standby`;
  return disabled.length === missing ? commands : [...commands, add];
}
