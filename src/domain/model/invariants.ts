import { isNetwork, normalNetwork } from './address.js';
import type { Problem } from './errors.js';
import type { Path } from './places.js';
import type { Farm, Site } from './farm.js';
import { checkBrokers } from './invariants/brokers.js';
import { checkMembers } from './invariants/members.js';
import { checkName, repeated } from './invariants/names.js';
import { statements } from '../facts/index.js';
import { Refusal } from './refusal.js';
import { shortened } from './words.js';

/**
 * What must hold for every farm; what should hold is a readiness rule.
 * `checkInvariants` reports every problem with the path of the invalid value in the farm document.
 */

/** Every broken invariant, in document order; empty for a valid farm. */
export function checkInvariants(farm: Farm): Problem[] {
  return [
    ...checkName(farm.name, ['name'], 'farm'),
    ...checkSites(farm),
    ...farm.sites.flatMap((site, index) => checkSite(site, ['sites', index])),
  ];
}

/**
 * The farm itself, unless an edit gave it a value that no farm can have.
 * @throws Refusal E_USAGE with the first broken invariant
 */
export function assertInvariants(farm: Farm): Farm {
  const [problem] = checkInvariants(farm);
  if (problem === undefined) return farm;
  const { path, message, expected = null, typed, candidates } = problem;
  throw new Refusal(
    'E_USAGE',
    { kind: 'invalid-value', path, problem: message, expected },
    { typed, candidates },
  );
}

/** Sites that were checked and are valid: an edit changes one site, and a site is never changed in place. */
const valid = new WeakSet<Site>();

/** The broken invariants of one site by itself; `path` is the site's own. */
function checkSite(site: Site, path: Path): Problem[] {
  if (valid.has(site)) return [];
  const problems = [
    ...checkName(site.name, [...path, 'name'], 'site'),
    ...checkNetwork(site, path),
    ...checkAutoPromotion(site, path),
    ...checkBrokers(site, path),
    ...checkMembers(site, path),
  ];
  if (problems.length === 0) valid.add(site);
  return problems;
}

function checkSites(farm: Farm): Problem[] {
  if (farm.sites.length === 0) {
    return [
      {
        path: ['sites'],
        message: 'a farm must have at least one site.',
        expected: 'one site or more',
      },
    ];
  }
  const licensing = farm.sites.filter((site) => site.licensing);
  const problems = repeated(farm.sites.map((site) => site.name)).map((index) => ({
    path: ['sites', index, 'name'],
    message: `site "${shortened(farm.sites[index]?.name ?? '')}" is in the farm twice.`,
    expected: 'a unique name (case-insensitive)',
  }));
  if (licensing.length === 1) return problems;
  const message =
    licensing.length === 0
      ? 'no site is the Licensing Site.'
      : `${licensing.length} sites are the Licensing Site: ${licensing.map((site) => site.name).join(', ')}.`;
  const second = farm.sites.findIndex((site) => site === licensing[1]);
  const path = second < 0 ? ['sites'] : ['sites', second, 'licensing'];
  return [...problems, { path, message, expected: 'exactly one site with "licensing": true' }];
}

function checkNetwork({ network }: Site, path: Path): Problem[] {
  if (network === null || isNetwork(network)) return [];
  const nearest = normalNetwork(network);
  return [
    {
      path: [...path, 'network'],
      message:
        nearest === null
          ? `"${shortened(network)}" is not a network.`
          : `"${network}" is an address inside a network, not the network itself.`,
      expected: 'a network in CIDR notation, such as 10.1.0.0/24',
    },
  ];
}

function checkAutoPromotion({ autoPromotion }: Site, path: Path): Problem[] {
  const least = statements['R15-least'].number;
  const most = statements['R15-most'].number;
  const { afterMinutes } = autoPromotion;
  if (Number.isInteger(afterMinutes) && afterMinutes >= least && afterMinutes <= most) return [];
  return [
    {
      path: [...path, 'autoPromotion', 'afterMinutes'],
      message: `auto-promotion after ${afterMinutes} minutes is not possible in RAS.`,
      expected: `a whole number of minutes from ${least} to ${most} (${most / 60} hours)`,
    },
  ];
}
