import { commandIn, type NextStep } from '../command-line.js';
import { type Broker, type Farm, prefers, type Site, stateOf } from '../farm.js';
import { bySelection, compressNames } from '../names.js';
import type { Observation } from './rule.js';

/** Who prefers a broker that isn't active: the agents together, each provider and each gateway in normal mode by itself. */
export function preferencesFor(broker: Broker, site: Site, farm: Farm): Observation[] {
  const { server } = broker;
  const state = stateOf(broker);
  const suggest = commandIn(farm, site);
  const seen = (
    who: string,
    one: boolean,
    remedy: NextStep[],
  ): Pick<Observation, 'message' | 'observed' | 'required' | 'remedy'> => ({
    message: `${who} ${one ? 'prefers' : 'prefer'} ${server}, which is ${state === 'standby' ? 'in standby' : 'disabled'}`,
    observed: state,
    required: 'active',
    remedy,
  });
  const found: Observation[] = [];
  const agents = site.agents.filter((agent) => prefers(agent, server));
  const [first] = agents;
  if (first !== undefined) {
    const all = agents.map(({ name }) => name);
    const names = compressNames(all);
    const one = agents.length === 1;
    found.push({
      target: { kind: 'agent', name: first.name },
      path: ['agents', site.agents.indexOf(first), 'preferredBroker'],
      ...seen(
        `${one ? 'Agent' : 'Agents'} ${names}`,
        one,
        bySelection(all, (selection) => suggest`agent unassign ${selection}`),
      ),
    });
  }
  for (const provider of site.providers.filter((one) => prefers(one, server))) {
    found.push({
      target: { kind: 'provider', name: provider.name },
      path: ['providers', site.providers.indexOf(provider), 'preferredBroker'],
      ...seen(`Provider ${provider.name}`, true, [
        suggest`provider preferred-broker ${provider.name} automatic`,
      ]),
    });
  }
  const restore = broker.enabled
    ? suggest`broker activate ${server}`
    : suggest`broker enable ${server}`;
  // RAS heeds the preference of a gateway in normal mode only: what a forwarding one prefers has no effect (RAS504).
  const gateways = site.gateways.filter((one) => one.mode === 'normal' && prefers(one, server));
  for (const gateway of gateways) {
    found.push({
      target: { kind: 'gateway', name: gateway.server },
      path: ['gateways', site.gateways.indexOf(gateway), 'preferredBroker'],
      ...seen(`Gateway ${gateway.server}`, true, [restore]),
    });
  }
  return found;
}
