import { isIp, isNetwork, normalNetwork, sameIp } from './address.js';
import { FarmError, type Path, type Problem } from './errors.js';
import { type Broker, type Farm, type Site, sameName } from './farm.js';
import { checkPolicy } from './policy.js';
import { providerTypes } from './providers.table.js';
import { statements } from './statements.table.js';

/**
 * What a farm can never be. Must-hold only: what should hold is a readiness rule.
 * `checkInvariants` tells every problem with the path of the offending value in the farm document.
 */

/** Names that mean "no preferred broker" on the command line and in a farm file, so no broker can have them. */
export const automaticWords: readonly string[] = ['automatic', 'auto'];

const longestName = 255;

/** Every breach of the invariants, in document order; empty for a sound farm. */
export function checkInvariants(farm: Farm): Problem[] {
  return [
    ...checkName(farm.name, ['name'], 'farm'),
    ...checkPolicy(farm),
    ...checkSites(farm),
    ...farm.sites.flatMap((site, index) => checkSite(site, ['sites', index])),
  ];
}

/**
 * The farm itself, unless a value given to an edit is one that no farm can have.
 * @throws FarmError E_USAGE that tells the first breach
 */
export function assertInvariants(farm: Farm): Farm {
  const [problem] = checkInvariants(farm);
  if (problem === undefined) return farm;
  const { message, expected, typed, candidates } = problem;
  throw new FarmError({
    code: 'E_USAGE',
    message,
    ...(typed === undefined ? {} : { typed }),
    ...(candidates === undefined ? {} : { candidates }),
    nextStep: expected === undefined ? 'give another value' : `give ${expected}`,
  });
}

/** The breaches that one site has by itself; `path` is the site's own. */
export function checkSite(site: Site, path: Path): Problem[] {
  return [
    ...checkName(site.name, [...path, 'name'], 'site'),
    ...checkNetwork(site, path),
    ...checkAutoPromotion(site, path),
    ...checkBrokers(site, path),
    ...checkMembers(site, path),
  ];
}

function checkSites(farm: Farm): Problem[] {
  if (farm.sites.length === 0) {
    return [{ path: ['sites'], message: 'a farm has at least one site.', expected: 'one site or more' }];
  }
  const licensing = farm.sites.filter((site) => site.licensing);
  const problems = repeated(farm.sites.map((site) => site.name)).map((index) => ({
    path: ['sites', index, 'name'],
    message: `site "${farm.sites[index]?.name}" stands in the farm twice.`,
    expected: 'a name of its own (case does not count)',
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
          ? `"${network}" is not a network.`
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

function checkBrokers(site: Site, path: Path): Problem[] {
  const [primary] = site.brokers;
  if (primary === undefined) {
    return [
      {
        path: [...path, 'brokers'],
        message: `site "${site.name}" has no Connection Broker.`,
        expected: 'at least the primary',
      },
    ];
  }
  const problems: Problem[] = [];
  for (const key of ['enabled', 'standby'] as const) {
    const wanted = key === 'enabled';
    if (primary[key] === wanted) continue;
    problems.push({
      path: [...path, 'brokers', 0, key],
      message: `broker "${primary.server}" is the primary of site "${site.name}", so it can't be ${wanted ? 'disabled' : 'in standby'}.`,
      expected: `"${key}": ${wanted} for the first broker of a site`,
    });
  }
  for (const index of repeated(site.brokers.map((broker) => broker.server))) {
    problems.push({
      path: [...path, 'brokers', index, 'server'],
      message: `broker "${site.brokers[index]?.server}" stands in site "${site.name}" twice.`,
      expected: 'each server once (case does not count)',
    });
  }
  const ips = new Map<string, string>();
  site.brokers.forEach((broker, index) => {
    const here = [...path, 'brokers', index];
    problems.push(...checkBroker(broker, here));
    const owner = [...ips].find(([ip]) => broker.ip !== null && sameIp(ip, broker.ip))?.[1];
    if (owner !== undefined) {
      problems.push({
        path: [...here, 'ip'],
        message: `brokers "${owner}" and "${broker.server}" have the same IP ${broker.ip}.`,
        expected: 'an IP of its own',
      });
    } else if (broker.ip !== null) ips.set(broker.ip, broker.server);
  });
  return problems;
}

function checkBroker(broker: Broker, path: Path): Problem[] {
  const problems = checkServer(broker.server, [...path, 'server'], 'broker');
  if (automaticWords.some((word) => sameName(word, broker.server))) {
    problems.push({
      path: [...path, 'server'],
      message: `a broker can't be called "${broker.server}": the word stands for no preferred broker.`,
      expected: 'the name of a server',
    });
  }
  if (broker.ip !== null) problems.push(...checkIp(broker.ip, [...path, 'ip']));
  broker.alternativeIps.forEach((ip, index) => {
    problems.push(...checkIp(ip, [...path, 'alternativeIps', index]));
  });
  if (broker.enableHtml5 && !broker.installGateway) {
    problems.push({
      path: [...path, 'enableHtml5'],
      message: `broker "${broker.server}" can't have HTML5 without a gateway.`,
      expected: 'a gateway on the same server too: "installGateway": true, --install-gateway',
    });
  }
  for (const [key, value] of Object.entries(broker.failureDomains)) {
    const here = [...path, 'failureDomains', key];
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(key)) {
      problems.push({
        path: here,
        message: `"${key}" is not a name for a failure domain.`,
        expected: 'letters, digits, - and _, such as hypervisor or rack',
      });
    }
    problems.push(...checkName(value, here, `failure domain ${key}`));
  }
  return problems;
}

/** Agents, providers and gateways: their names, types and the brokers they prefer. */
function checkMembers(site: Site, path: Path): Problem[] {
  const members = [
    ...site.gateways.map((gateway, index) => ({ noun: 'gateway', key: 'server', name: gateway.server, list: 'gateways', index, object: gateway })),
    ...site.agents.map((agent, index) => ({ noun: 'agent', key: 'name', name: agent.name, list: 'agents', index, object: agent })),
    ...site.providers.map((provider, index) => ({ noun: 'provider', key: 'name', name: provider.name, list: 'providers', index, object: provider })),
  ];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const servers = new Set(site.brokers.map((broker) => broker.server.toLowerCase()));
  for (const { noun, key, name, list, index, object } of members) {
    const here = [...path, list, index];
    problems.push(...(noun === 'gateway' ? checkServer : checkName)(name, [...here, key], noun));
    if (noun === 'agent' && /[*?[\],]/.test(name)) {
      problems.push({
        path: [...here, key],
        message: `agent "${name}" has a letter that stands for many names.`,
        expected: 'a name without * ? [ ] and comma',
      });
    }
    const id = `${noun} ${name.toLowerCase()}`;
    if (seen.has(id)) {
      problems.push({
        path: [...here, key],
        message: `${noun} "${name}" stands in site "${site.name}" twice.`,
        expected: 'each name once (case does not count)',
      });
    }
    seen.add(id);
    const { preferredBroker } = object;
    if (preferredBroker !== null && !servers.has(preferredBroker.toLowerCase())) {
      problems.push({
        path: [...here, 'preferredBroker'],
        message: `${noun} "${name}" prefers broker "${preferredBroker}", which is not in site "${site.name}".`,
        expected: 'a broker of the same site, or nothing for Automatic',
        typed: preferredBroker,
        candidates: site.brokers.map((broker) => broker.server),
      });
    }
    if ('ip' in object && object.ip !== null) problems.push(...checkIp(object.ip, [...here, 'ip']));
    if ('type' in object && !providerTypes.some((type) => type.name === object.type)) {
      problems.push({
        path: [...here, 'type'],
        message: `provider "${name}" has the type "${object.type}", which RAS does not have.`,
        expected: `one of ${providerTypes.map((type) => type.name).join(', ')}`,
        typed: object.type,
        candidates: providerTypes.map((type) => type.name),
      });
    }
  }
  return problems;
}

function checkName(name: string, path: Path, noun: string): Problem[] {
  const expected = `1 to ${longestName} letters, no control characters, no space at either end`;
  if (name.trim() === '') return [{ path, message: `the name of a ${noun} is empty.`, expected }];
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (name !== name.trim() || name.length > longestName || /[\u0000-\u001f\u007f-\u009f]/.test(name)) {
    return [{ path, message: `"${name}" can't be the name of a ${noun}.`, expected }];
  }
  return [];
}

function checkServer(server: string, path: Path, noun: string): Problem[] {
  if (isServer(server)) return [];
  return [
    {
      path,
      message: server === '' ? `a ${noun} has an empty server name.` : `"${server}" is not a server name.`,
      expected: 'an FQDN, a NetBIOS name or an IP address',
    },
  ];
}

/** Whether the text can name a server: FQDN, NetBIOS name, IPv4 or IPv6 address. */
export function isServer(text: string): boolean {
  if (isIp(text)) return true;
  if (text.length > longestName || /^[\d.]+$/.test(text)) return false;
  return text.split('.').every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
}

function checkIp(ip: string, path: Path): Problem[] {
  if (isIp(ip)) return [];
  return [
    { path, message: `"${ip}" is not an IP address.`, expected: 'an IPv4 or IPv6 address, such as 10.1.0.11' },
  ];
}

/** Indexes of the names that stand earlier in the list already. */
function repeated(names: readonly string[]): number[] {
  const seen = new Set<string>();
  const indexes: number[] = [];
  names.forEach((name, index) => {
    const key = name.toLowerCase();
    if (seen.has(key)) indexes.push(index);
    seen.add(key);
  });
  return indexes;
}
