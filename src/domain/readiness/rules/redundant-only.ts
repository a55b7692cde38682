import { activeBrokers, type Site } from '../../model/index.js';
import { brokersForRedundancy } from '../../facts/index.js';

/**
 * The second sentence of a message about too few brokers, where two are active and there is no provider: what the
 * vendor calls a good site, short of what takes three. Empty elsewhere.
 */
export function sayRedundantOnly(site: Site): string {
  const isGood = activeBrokers(site).length === brokersForRedundancy && site.providers.length === 0;
  return isGood
    ? `. ${brokersForRedundancy} active brokers are redundant, but give no high availability for VDI and no auto-promotion`
    : '';
}
