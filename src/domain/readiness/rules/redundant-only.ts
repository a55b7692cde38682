import { activeBrokers, type Site } from '../../model/index.js';
import { brokersForRedundancy } from '../../facts/index.js';

/**
 * The second sentence of a message about too few brokers, if two are active and there is no provider: the vendor calls
 * such a site good, but it lacks what needs three. Otherwise empty.
 */
export function sayRedundantOnly(site: Site): string {
  const isGood = activeBrokers(site).length === brokersForRedundancy && site.providers.length === 0;
  return isGood
    ? `. ${brokersForRedundancy} active brokers are redundant, but give no high availability for VDI and no auto-promotion`
    : '';
}
