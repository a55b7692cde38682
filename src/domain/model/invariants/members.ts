import type { Problem } from '../errors.js';
import type { Path } from '../places.js';
import type { Site } from '../farm.js';
import { providerTypes } from '../../facts/index.js';
import { shortened } from '../words.js';
import { checkDomains } from './domains.js';
import { checkIp, checkName, checkServer } from './names.js';

/**
 * What must hold for agents, providers and gateways.
 */

/** Members whose name, address and type were checked and are valid. */
const sound = new WeakSet<object>();

/** Members that were checked and are valid where these brokers are there, by their list of agents. */
const valid = new WeakMap<
  Site['agents'],
  Pick<Site, 'gateways' | 'providers'> & { preferred: ReadonlySet<string> }
>();

/** The broken invariants of their names, types and preferred brokers; `path` is the site's own. */
export function checkMembers(site: Site, path: Path): Problem[] {
  if (areKnown(site)) return [];
  const problems = checkEach(site, path);
  if (problems.length > 0) return problems;
  const { agents, gateways, providers } = site;
  const preferred = new Set<string>();
  for (const members of [agents, gateways, providers]) {
    for (const { preferredBroker } of members) {
      if (preferredBroker !== null) preferred.add(preferredBroker.toLowerCase());
    }
  }
  valid.set(agents, { gateways, providers, preferred });
  return [];
}

/** Most edits change brokers alone: thousands of agents need not be looked at again. */
function areKnown({ agents, gateways, providers, brokers }: Site): boolean {
  const known = valid.get(agents);
  if (known?.gateways !== gateways || known.providers !== providers) return false;
  const servers = new Set(brokers.map(({ server }) => server.toLowerCase()));
  return [...known.preferred].every((server) => servers.has(server));
}

type Member = Site['gateways' | 'agents' | 'providers'][number];

const kinds = [
  { noun: 'gateway', key: 'server', list: 'gateways' },
  { noun: 'agent', key: 'name', list: 'agents' },
  { noun: 'provider', key: 'name', list: 'providers' },
] as const;

type Kind = (typeof kinds)[number];

function checkEach(site: Site, path: Path): Problem[] {
  const problems: Problem[] = [];
  const brokers = site.brokers.map((broker) => broker.server);
  const servers = new Set(brokers.map((server) => server.toLowerCase()));
  const check = (
    object: Member,
    { noun, key, list }: Kind,
    index: number,
    seen: Set<string>,
  ): void => {
    const { preferredBroker } = object;
    const name = 'server' in object ? object.server : object.name;
    const isThere = preferredBroker === null || servers.has(preferredBroker.toLowerCase());
    const id = name.toLowerCase();
    if (sound.has(object) && isThere && !seen.has(id)) {
      seen.add(id);
      return;
    }
    const here = [...path, list, index];
    const before = problems.length;
    problems.push(...(noun === 'gateway' ? checkServer : checkName)(name, [...here, key], noun));
    if (noun === 'agent' && /[*?[\],]/.test(name)) {
      problems.push({
        path: [...here, key],
        message: `agent "${shortened(name)}" has a character that selects many names.`,
        expected: 'a name without * ? [ ] and comma',
      });
    }
    if (seen.has(id)) {
      problems.push({
        path: [...here, key],
        message: `${noun} "${shortened(name)}" is in site "${shortened(site.name)}" twice.`,
        expected: 'each name once (case-insensitive)',
      });
    }
    seen.add(id);
    if (preferredBroker !== null && !isThere) {
      problems.push({
        path: [...here, 'preferredBroker'],
        message: `${noun} "${shortened(name)}" prefers broker "${shortened(preferredBroker)}", which is not in site "${shortened(site.name)}".`,
        expected: 'a broker of the same site, or nothing for Automatic',
        typed: preferredBroker,
        candidates: brokers,
      });
    }
    if ('ip' in object && object.ip !== null) problems.push(...checkIp(object.ip, [...here, 'ip']));
    if ('type' in object && !providerTypes.some((type) => type.name === object.type)) {
      problems.push({
        path: [...here, 'type'],
        message: `provider "${shortened(name)}" has the type "${shortened(object.type)}", which RAS does not have.`,
        expected: `one of ${providerTypes.map((type) => type.name).join(', ')}`,
        typed: object.type,
        candidates: providerTypes.map((type) => type.name),
      });
    }
    problems.push(
      ...checkDomains(object.failureDomains, here, () => `${noun} "${shortened(name)}"`),
    );
    if (problems.length === before) sound.add(object);
  };
  for (const kind of kinds) {
    const seen = new Set<string>();
    site[kind.list].forEach((object, index) => check(object, kind, index, seen));
  }
  return problems;
}
