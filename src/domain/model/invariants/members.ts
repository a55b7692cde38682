import type { Problem } from '../errors.js';
import type { Path } from '../places.js';
import type { Site } from '../farm.js';
import { providerTypes } from '../../facts/index.js';
import { shortened } from '../words.js';
import { checkIp, checkName, checkServer } from './names.js';

/**
 * What must hold for agents, providers and gateways.
 */

/** The broken invariants of their names, types and preferred brokers; `path` is the site's own. */
export function checkMembers(site: Site, path: Path): Problem[] {
  const members = [
    ...site.gateways.map((gateway, index) => ({
      noun: 'gateway',
      key: 'server',
      name: gateway.server,
      list: 'gateways',
      index,
      object: gateway,
    })),
    ...site.agents.map((agent, index) => ({
      noun: 'agent',
      key: 'name',
      name: agent.name,
      list: 'agents',
      index,
      object: agent,
    })),
    ...site.providers.map((provider, index) => ({
      noun: 'provider',
      key: 'name',
      name: provider.name,
      list: 'providers',
      index,
      object: provider,
    })),
  ];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const brokers = site.brokers.map((broker) => broker.server);
  const servers = new Set(brokers.map((server) => server.toLowerCase()));
  for (const { noun, key, name, list, index, object } of members) {
    const here = [...path, list, index];
    problems.push(...(noun === 'gateway' ? checkServer : checkName)(name, [...here, key], noun));
    if (noun === 'agent' && /[*?[\],]/.test(name)) {
      problems.push({
        path: [...here, key],
        message: `agent "${shortened(name)}" has a character that selects many names.`,
        expected: 'a name without * ? [ ] and comma',
      });
    }
    const id = `${noun} ${name.toLowerCase()}`;
    if (seen.has(id)) {
      problems.push({
        path: [...here, key],
        message: `${noun} "${shortened(name)}" is in site "${shortened(site.name)}" twice.`,
        expected: 'each name once (case-insensitive)',
      });
    }
    seen.add(id);
    const { preferredBroker } = object;
    if (preferredBroker !== null && !servers.has(preferredBroker.toLowerCase())) {
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
  }
  return problems;
}
