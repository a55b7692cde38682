import { farmCommand } from '../command-line.js';
import { FarmError } from '../errors.js';
import { activeBrokers, type Broker, type Farm, primaryOf, type Site } from '../farm.js';
import { statements } from '../statements.table.js';
import { siteWords } from './edit.js';

/**
 * Refuses what can't be done to the primary; the way out is to promote another broker first.
 * @throws FarmError E_REFUSED
 */
export function refuseForPrimary(farm: Farm, site: Site, broker: Broker, what: string): void {
  if (broker !== primaryOf(site)) return;
  const why = {
    deleted: statements.R27.says,
    moved: statements.R25.says,
    'put in standby': statements['one-primary'].says,
    disabled: statements.R24.says,
  }[what];
  const next = activeBrokers(site).find((one) => one !== broker);
  throw new FarmError({
    code: 'E_REFUSED',
    message: `broker "${broker.server}" is the primary of site "${site.name}", so it can't be ${what}.`,
    ...(why === undefined ? {} : { why }),
    nextStep: `promote another broker first: ${farmCommand(['broker', 'promote', next?.server ?? 'SERVER'], siteWords(farm, site))}`,
  });
}
