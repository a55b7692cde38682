import { normalIp } from '../address.js';
import type { Problem } from '../errors.js';
import type { Path } from '../places.js';
import { automaticWords, type Broker, type Site } from '../farm.js';
import { sameName } from '../same-name.js';
import { checkDomains } from './domains.js';
import { checkIp, checkServer, repeated } from './names.js';
import { shortened } from '../words.js';

/**
 * What must hold for the brokers of a site.
 */

/** Brokers that were checked and are valid by themselves: one is never changed in place. */
const sound = new WeakSet<Broker>();

/** The broken invariants of a site's brokers; `path` is the site's own. */
export function checkBrokers(site: Site, path: Path): Problem[] {
  const [primary] = site.brokers;
  if (primary === undefined) {
    return [
      {
        path: [...path, 'brokers'],
        message: `site "${shortened(site.name)}" has no Connection Broker.`,
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
      message: `broker "${shortened(primary.server)}" is the primary of site "${shortened(site.name)}", so it can't be ${wanted ? 'disabled' : 'in standby'}.`,
      expected: `"${key}": ${wanted} for the first broker of a site`,
    });
  }
  for (const index of repeated(site.brokers.map((broker) => broker.server))) {
    problems.push({
      path: [...path, 'brokers', index, 'server'],
      message: `broker "${shortened(site.brokers[index]?.server ?? '')}" is in site "${shortened(site.name)}" twice.`,
      expected: 'each server once (case-insensitive)',
    });
  }
  const ips = new Map<string, string>();
  site.brokers.forEach((broker, index) => {
    const here = [...path, 'brokers', index];
    if (!sound.has(broker)) {
      const own = checkBroker(broker, here);
      if (own.length === 0) sound.add(broker);
      problems.push(...own);
    }
    const ip = broker.ip === null ? null : normalIp(broker.ip);
    const owner = ip === null ? undefined : ips.get(ip);
    if (owner !== undefined) {
      problems.push({
        path: [...here, 'ip'],
        message: `brokers "${shortened(owner)}" and "${shortened(broker.server)}" have the same IP ${broker.ip}.`,
        expected: 'a unique IP',
      });
    } else if (ip !== null) ips.set(ip, broker.server);
  });
  return problems;
}

function checkBroker(broker: Broker, path: Path): Problem[] {
  const problems = checkServer(broker.server, [...path, 'server'], 'broker');
  if (automaticWords.some((word) => sameName(word, broker.server))) {
    problems.push({
      path: [...path, 'server'],
      message: `a broker can't be called "${shortened(broker.server)}": that word means no preferred broker.`,
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
      message: `broker "${shortened(broker.server)}" can't have HTML5 without a gateway.`,
      expected:
        'a gateway on the same server too ("installGateway": true, --install-gateway), or no HTML5 ("enableHtml5": false, --no-enable-html5)',
    });
  }
  problems.push(
    ...checkDomains(broker.failureDomains, path, () => `broker "${shortened(broker.server)}"`),
  );
  return problems;
}
