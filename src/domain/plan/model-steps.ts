import { type Change, diffFarms, isEqual } from '../diff/index.js';
import { applyStep, commandsOf, type EditStep, type RenamedObject } from '../edits/index.js';
import {
  type Broker,
  type Farm,
  groupedBy,
  sameName,
  type Site,
  type SuggestedCommand,
} from '../model/index.js';
import type { Plan } from './plan-types.js';

/** The edit commands from one farm to another, and what no command changes. */
export interface EditCommands {
  commands: SuggestedCommand[];
  /** What still differs after the commands, such as suppressions and the order of agents. */
  left: Change[];
}

/**
 * The commands that make the steps of a plan in the model of `from`, and then set what only the model has, so that little is left
 * of what differs from `to`.
 */
export function editCommands(from: Farm, to: Farm, { steps }: Pick<Plan, 'steps'>): EditCommands {
  const commands: SuggestedCommand[] = [];
  let farm = from;
  const add = (edit: EditStep): void => {
    commands.push(...commandsOf(edit, farm));
    farm = applyStep(farm, edit).farm;
  };
  for (const { edit } of steps) add(edit);
  for (const edit of modelSteps(farm, to)) add(edit);
  return { commands, left: diffFarms(farm, to, 'edit') };
}

/** The edits of what only the model has: networks, failure domains, options of adding a broker, and spelling. */
function modelSteps(farm: Farm, to: Farm): EditStep[] {
  const named: EditStep[] = farm.name === to.name ? [] : [{ kind: 'rename-farm', name: to.name }];
  const ofSites = farm.sites.flatMap((site) => {
    const wanted = to.sites.find(({ name }) => sameName(name, site.name));
    return wanted === undefined ? [] : siteSteps(site, wanted);
  });
  return [...named, ...ofSites];
}

function siteSteps(site: Site, wanted: Site): EditStep[] {
  const { name } = wanted;
  const renamed: EditStep[] =
    site.name === name ? [] : [{ kind: 'rename-site', site: site.name, to: name }];
  const network: EditStep[] =
    site.network === wanted.network
      ? []
      : [{ kind: 'network', site: name, network: wanted.network }];
  const ofBrokers = site.brokers.flatMap((broker): EditStep[] => {
    const now = wanted.brokers.find(({ server }) => sameName(server, broker.server));
    const properties = now === undefined ? {} : differing(broker, now);
    if (Object.keys(properties).length === 0) return [];
    return [{ kind: 'set-broker', site: name, broker: broker.server, properties }];
  });
  return [...renamed, ...network, ...ofBrokers, ...memberSteps(site, wanted)];
}

/** Failure domains of gateways, agents and providers, and the spelling of names that RAS compares without regard to case. */
function memberSteps(before: Site, wanted: Site): EditStep[] {
  const { name: site } = wanted;
  const gateways = pairsOf(before.gateways, wanted.gateways, ({ server }) => server);
  const agents = pairsOf(before.agents, wanted.agents, ({ name }) => name);
  const providers = pairsOf(before.providers, wanted.providers, ({ name }) => name);
  const respelled = (object: RenamedObject, pairs: readonly [Named, Named][]): EditStep[] =>
    pairs
      .filter(([was, is]) => was.name !== is.name)
      .map(([{ name }, { name: to }]) => ({ kind: 'rename-member', site, object, name, to }));
  const groups = groupedBy(moved(agents), (one) => JSON.stringify(one.failureDomains));
  return [
    ...moved(gateways).map(({ server: gateway, failureDomains }): EditStep => ({
      kind: 'set-gateway',
      site,
      gateway,
      properties: { failureDomains },
    })),
    ...respelled('agent', agents),
    ...[...groups.values()].map((group): EditStep => ({
      kind: 'set-agents',
      site,
      names: group.map(({ name }) => name),
      properties: { failureDomains: group[0]?.failureDomains ?? {} },
    })),
    ...respelled('provider', providers),
    ...moved(providers).map(({ name: provider, failureDomains }): EditStep => ({
      kind: 'set-provider',
      site,
      provider,
      properties: { failureDomains },
    })),
  ];
}

type Named = Readonly<{ name: string }>;

/** The objects that are in both lists. */
function pairsOf<T>(
  before: readonly T[],
  wanted: readonly T[],
  nameOf: (one: T) => string,
): [T, T][] {
  const old = new Map(before.map((one) => [nameOf(one).toLowerCase(), one]));
  return wanted.flatMap((is): [T, T][] => {
    const was = old.get(nameOf(is).toLowerCase());
    return was === undefined ? [] : [[was, is]];
  });
}

/** Those of the pairs, as they are wanted, that are in other failure domains. */
function moved<T extends { failureDomains: object }>(pairs: readonly [T, T][]): T[] {
  return pairs
    .filter(([was, is]) => !isEqual(was.failureDomains, is.failureDomains))
    .map(([, is]) => is);
}

/** The properties of a broker to set. */
function differing(broker: Broker, wanted: Broker): Partial<Broker> {
  const { enabled: _enabled, standby: _standby, custom: _custom, ...properties } = wanted;
  const changed = Object.entries(properties).filter(
    ([key, value]) => !isEqual(value, Reflect.get(broker, key)),
  );
  return Object.fromEntries(changed);
}
