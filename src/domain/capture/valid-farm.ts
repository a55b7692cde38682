import { checkInvariants, type Farm, type Path, type Site } from '../model/index.js';
import type { CaptureWarning } from './warnings.js';

/** Makes a farm of captured values valid: what no farm file can hold is left out, each with a warning. */

/** No capture needs more rounds: each one leaves something out. */
const mostRounds = 1000;

/** A valid farm, and what was left out of it; null where nothing is left. */
export function validFarm(captured: Farm): { farm: Farm | null; warnings: CaptureWarning[] } {
  const warnings: CaptureWarning[] = [];
  let farm = captured;
  for (let round = 0; round < mostRounds; round += 1) {
    if (farm.sites.length === 0) return { farm: null, warnings };
    const problems = checkInvariants(farm);
    if (problems.length === 0) return { farm, warnings };
    // From the last to the first, so that the places of the others stay right.
    for (const { path, message } of problems.toReversed()) {
      warnings.push({ kind: 'not-kept', what: path.join('.'), problem: message });
      farm = repaired(farm, path);
    }
  }
  return { farm: null, warnings };
}

function repaired(farm: Farm, [, at, list, ...rest]: Path): Farm {
  // The only invariant of the list of sites itself that captured values can break: no Licensing Site.
  if (typeof at !== 'number') {
    if (at === undefined && farm.sites.length > 0) return withLicensing(farm);
    return { ...farm, name: 'Farm' };
  }
  const site = farm.sites[at];
  if (site === undefined) return farm;
  const now = repairedSite(site, list, rest);
  return {
    ...farm,
    sites: farm.sites.flatMap((one, index) => (index === at ? (now === null ? [] : [now]) : [one])),
  };
}

function withLicensing(farm: Farm): Farm {
  return { ...farm, sites: farm.sites.map((site, at) => ({ ...site, licensing: at === 0 })) };
}

function repairedSite(site: Site, list: Path[number] | undefined, rest: Path): Site | null {
  switch (list) {
    case 'licensing':
      return { ...site, licensing: false };
    case 'network':
      return { ...site, network: null };
    case 'brokers':
    case 'gateways':
    case 'agents':
    case 'providers': {
      const [at, property, within] = rest;
      if (typeof at !== 'number') return null;
      const objects: readonly object[] = site[list];
      const now = objects.flatMap((object, index) =>
        index === at ? repairedObject(object, property, within) : [object],
      );
      return { ...site, [list]: now };
    }
    case undefined:
    default:
      return null;
  }
}

/** The object without the wrong value; none where the object can't be without it. */
function repairedObject(
  object: object,
  property: Path[number] | undefined,
  within: Path[number] | undefined,
): object[] {
  switch (property) {
    case 'ip':
    case 'preferredBroker':
      return [{ ...object, [property]: null }];
    case 'alternativeIps': {
      const addresses: unknown = Reflect.get(object, property);
      const kept = (Array.isArray(addresses) ? addresses : []).filter((_, at) => at !== within);
      return [{ ...object, [property]: kept }];
    }
    case 'enabled':
      return [{ ...object, enabled: true }];
    case 'standby':
    case 'enableHtml5':
      return [{ ...object, [property]: false }];
    case 'failureDomains':
      return [{ ...object, failureDomains: {} }];
    case undefined:
    default:
      return [];
  }
}
