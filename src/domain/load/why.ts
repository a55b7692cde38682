import type { AssumptionId, RasVersion } from '../facts/index.js';
import {
  bySelection,
  commandIn,
  type Broker,
  type BrokerRole,
  type BrokerState,
  type Farm,
  isActive,
  type NamedInSites,
  placeIn,
  prefers,
  primaryOf,
  type Site,
  stateOf,
  type NextStep,
} from '../model/index.js';
import { type BrokerLoad, loadWeights, percent, splitLoad } from './load.js';
import { describeRule } from './load-answer.js';

/** Why one broker takes its share of the agents, as facts; and what would change it. */

/** One reason for the share of a broker. */
export type ShareFact =
  /** It takes none: only active brokers do. `preferring`: agents that prefer it and so count as Automatic. */
  | { kind: 'not-active'; state: Exclude<BrokerState, 'active'>; preferring: string[] }
  /** The rule of the RAS version; shares in percent, that of a secondary null where there is none. */
  | {
      kind: 'rule';
      rasVersion: RasVersion;
      active: number;
      primaryShare: number;
      eachSecondaryShare: number | null;
    }
  /** Agents that prefer it go to it before the rule applies to the others. */
  | { kind: 'pinned'; agents: string[] }
  /** Agents that prefer other brokers: the rule applies to the rest only. */
  | { kind: 'pinned-elsewhere'; brokers: { server: string; agents: number }[] }
  /** Agents are whole: its part by the rule is `exact`, rounded to two decimals. */
  | { kind: 'rounding'; exact: number }
  /** Brokers that could take a part but are not active. */
  | { kind: 'idle'; standby: string[]; disabled: string[] };

/** One way to another share, and the share that the broker has then. */
export interface ShareChange {
  kind: 'unassign' | 'activate' | 'activate-itself' | 'promote' | 'promote-other';
  /** The broker that is activated or promoted; the broker itself for `unassign`. */
  broker: string;
  commands: NextStep[];
  nominalShare: number;
  effectiveShare: number;
  agents: number;
}

/** Why a broker takes its share. */
export interface BrokerShare {
  site: string;
  server: string;
  /** Its place in the priority order, counted from 1, the primary's. */
  place: number;
  role: BrokerRole;
  state: BrokerState;
  agents: number;
  /** Of so many agents of the site. */
  ofAgents: number;
  nominalShare: number;
  effectiveShare: number;
  facts: ShareFact[];
  changes: ShareChange[];
}

/** The answer of `farm advise --why`: the brokers of that name, each in its site. */
export interface ShareReasons {
  brokers: BrokerShare[];
  assumptions: AssumptionId[];
}

/** Why brokers take their shares, each in its site. */
export function whyShares(farm: Farm, named: NamedInSites['sites']): ShareReasons {
  const found = named.flatMap(({ site, names }) =>
    site.brokers
      .filter((broker) => names.includes(broker.server))
      .map((broker) => whyShare(farm, site, broker)),
  );
  const { assumptions } = describeRule(farm.rasVersion);
  const promotes = found.some(({ changes }) =>
    changes.some(({ kind }) => kind.startsWith('promote')),
  );
  return { brokers: found, assumptions: promotes ? [...assumptions, 'A2'] : assumptions };
}

/** Why the broker takes its share of the agents of its site: the reasons in order of weight, and what would change it. */
function whyShare(farm: Farm, site: Site, broker: Broker): BrokerShare {
  const load = loadIn(farm, site, broker);
  return {
    site: site.name,
    server: broker.server,
    place: placeIn(site.brokers, broker) + 1,
    role: load.role,
    state: load.state,
    agents: load.agents,
    ofAgents: site.agents.length,
    nominalShare: load.nominalShare,
    effectiveShare: load.effectiveShare,
    facts: factsOf(farm, site, broker, load),
    changes: changesOf(farm, site, broker, load),
  };
}

function loadIn(farm: Farm, site: Site, { server }: Broker): BrokerLoad {
  const load = splitLoad(farm, site).brokers.find((one) => one.server === server);
  if (load === undefined) throw new Error(`no load for broker ${server}`);
  return load;
}

function factsOf(farm: Farm, site: Site, broker: Broker, load: BrokerLoad): ShareFact[] {
  const rule = ruleFact(farm, site);
  const idle = idleBrokers(site, broker);
  if (load.state !== 'active') {
    const preferring = site.agents.filter((one) => prefers(one, broker.server));
    const names = preferring.map(({ name }) => name);
    return [{ kind: 'not-active', state: load.state, preferring: names }];
  }
  const elsewhere = splitLoad(farm, site)
    .brokers.filter((one) => one.server !== broker.server && one.pinned.length > 0)
    .map(({ server, pinned }) => ({ server, agents: pinned.length }));
  const exact = exactPart(farm, site, broker);
  const isRounded = load.pinned.length === 0 && elsewhere.length === 0 && exact !== load.agents;
  return [
    ...(load.pinned.length === 0 ? [] : [{ kind: 'pinned', agents: load.pinned } as const]),
    rule,
    ...(elsewhere.length === 0 ? [] : [{ kind: 'pinned-elsewhere', brokers: elsewhere } as const]),
    ...(isRounded && site.agents.length > 0 ? [{ kind: 'rounding', exact } as const] : []),
    ...(idle.standby.length + idle.disabled.length === 0
      ? []
      : [{ kind: 'idle', ...idle } as const]),
  ];
}

/** The agents that the rule gives the broker, before they are made whole; rounded to two decimals. */
function exactPart({ rasVersion }: Farm, site: Site, broker: Broker): number {
  const active = site.brokers.filter(isActive);
  const weights = loadWeights(rasVersion, active.length);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return percent((weights[active.indexOf(broker)] ?? 0) * site.agents.length, 100 * sum);
}

function ruleFact({ rasVersion }: Farm, site: Site): ShareFact {
  const active = site.brokers.filter(isActive).length;
  const weights = loadWeights(rasVersion, active);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const [primary = 0, secondary] = weights;
  return {
    kind: 'rule',
    rasVersion,
    active,
    primaryShare: percent(primary, sum),
    eachSecondaryShare: secondary === undefined ? null : percent(secondary, sum),
  };
}

function idleBrokers(site: Site, but: Broker): { standby: string[]; disabled: string[] } {
  const inState = (state: BrokerState): string[] =>
    site.brokers.filter((one) => one !== but && stateOf(one) === state).map(({ server }) => server);
  return { standby: inState('standby'), disabled: inState('disabled') };
}

/** The ways that give it another share, each tried on the site. */
function changesOf(farm: Farm, site: Site, broker: Broker, load: BrokerLoad): ShareChange[] {
  const suggest = commandIn(farm, site);
  const { server } = broker;
  const primary = primaryOf(site);
  const ways: (Pick<ShareChange, 'kind' | 'broker' | 'commands'> & { after: Site })[] = [];
  const activating = (one: Broker): { commands: NextStep[]; after: Site } => ({
    commands: [
      ...(one.enabled ? [] : [suggest`broker enable ${one.server}`]),
      ...(one.standby ? [suggest`broker activate ${one.server}`] : []),
    ],
    after: withBroker(site, one, { enabled: true, standby: false }),
  });
  if (load.state !== 'active') {
    ways.push({ kind: 'activate-itself', broker: server, ...activating(broker) });
  } else {
    const first = [...site.brokers]
      .filter((one) => one !== broker && !isActive(one))
      .toSorted((a, b) => Number(b.enabled) - Number(a.enabled))[0];
    const next = site.brokers.find((one) => one !== primary && isActive(one));
    if (load.pinned.length > 0) {
      const commands = bySelection(load.pinned, (names) => suggest`agent unassign ${names}`);
      const agents = site.agents.map((one) =>
        prefers(one, server) ? { ...one, preferredBroker: null } : one,
      );
      ways.push({ kind: 'unassign', broker: server, commands, after: { ...site, agents } });
    }
    if (first !== undefined) {
      ways.push({ kind: 'activate', broker: first.server, ...activating(first) });
    }
    if (broker !== primary) {
      const commands = [suggest`broker promote ${server}`];
      ways.push({ kind: 'promote', broker: server, commands, after: promoted(site, broker) });
    } else if (next !== undefined) {
      const commands = [suggest`broker promote ${next.server}`];
      const after = promoted(site, next);
      ways.push({ kind: 'promote-other', broker: next.server, commands, after });
    }
  }
  return ways
    .map(({ after, ...way }): ShareChange => {
      const { nominalShare, effectiveShare, agents } = loadIn(farm, after, broker);
      return { ...way, nominalShare, effectiveShare, agents };
    })
    .filter((way) => way.nominalShare !== load.nominalShare || way.agents !== load.agents);
}

function withBroker(site: Site, broker: Broker, changed: Partial<Broker>): Site {
  const brokers = site.brokers.map((one) => (one === broker ? { ...one, ...changed } : one));
  return { ...site, brokers };
}

/** The others keep their order (assumption A2). */
function promoted(site: Site, broker: Broker): Site {
  return { ...site, brokers: [broker, ...site.brokers.filter((one) => one !== broker)] };
}
