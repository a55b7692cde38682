import {
  asTyped,
  commandIn,
  type NextStep,
  type Broker,
  type Farm,
  type Site,
  stateOf,
  placeIn,
  bySelection,
  compressNames,
} from '../../model/index.js';
import type { Observation } from './rule.js';

/** What prefers a broker that isn't active: all agents together, each provider and each gateway in normal mode separately. */
export function preferencesFor(broker: Broker, site: Site, farm: Farm): Observation[] {
  const { server } = broker;
  const state = stateOf(broker);
  const suggest = commandIn(farm, site);
  const seen = (
    who: string,
    one: boolean,
    remedy: NextStep[],
  ): Omit<Observation, 'target' | 'path'> => ({
    topic: { kind: 'idle', broker: server },
    message: `${who} ${one ? 'prefers' : 'prefer'} ${server}, which is ${state === 'standby' ? 'in standby' : 'disabled'}`,
    observed: state,
    required: 'active',
    remedy,
  });
  const found: Observation[] = [];
  const agents = preferring(site.agents, server);
  const [first] = agents;
  if (first !== undefined) {
    const all = agents.map(({ name }) => name);
    const names = compressNames(all);
    const one = agents.length === 1;
    found.push({
      target: { kind: 'agent', name: first.name },
      path: ['agents', placeIn(site.agents, first), 'preferredBroker'],
      ...seen(
        `${one ? 'Agent' : 'Agents'} ${names}`,
        one,
        bySelection(all, (selection) => suggest`agent unassign ${selection}`),
      ),
    });
  }
  for (const provider of preferring(site.providers, server)) {
    found.push({
      target: { kind: 'provider', name: provider.name },
      path: ['providers', placeIn(site.providers, provider), 'preferredBroker'],
      ...seen(`Provider ${provider.name}`, true, [
        suggest`provider preferred-broker ${asTyped(provider.name)} automatic`,
      ]),
    });
  }
  const restore = broker.enabled
    ? suggest`broker activate ${server}`
    : suggest`broker enable ${server}`;
  // RAS uses the preference of a gateway in normal mode only; in forwarding mode it has no effect (RAS504).
  const gateways = preferring(site.gateways, server).filter(({ mode }) => mode === 'normal');
  for (const gateway of gateways) {
    found.push({
      target: { kind: 'gateway', name: gateway.server },
      path: ['gateways', placeIn(site.gateways, gateway), 'preferredBroker'],
      ...seen(`Gateway ${gateway.server}`, true, [restore]),
    });
  }
  return found;
}

const known = new WeakMap<readonly object[], ReadonlyMap<string, readonly object[]>>();

/** The objects that prefer a broker. Indexed once per list: every inactive broker needs it, and a list is never changed in place. */
function preferring<T extends { preferredBroker: string | null }>(
  objects: readonly T[],
  server: string,
): readonly T[] {
  let byBroker = known.get(objects) as Map<string, T[]> | undefined;
  if (byBroker === undefined) {
    byBroker = new Map();
    for (const one of objects) {
      if (one.preferredBroker === null) continue;
      const broker = one.preferredBroker.toLowerCase();
      const same = byBroker.get(broker);
      if (same === undefined) byBroker.set(broker, [one]);
      else same.push(one);
    }
    known.set(objects, byBroker);
  }
  return byBroker.get(server.toLowerCase()) ?? [];
}
