import { type EditStep, newBroker } from '../edits/index.js';
import {
  type AutoPromotion,
  type Broker,
  type BrokerState,
  mergeDomains,
  sameName,
  type Site,
  stateOf,
} from '../model/index.js';
import { presetStandby } from '../edits/index.js';

/** What a proposal changes, one object a change; and the same as edits. */
export type Change =
  | { kind: 'state'; broker: string; from: BrokerState; to: 'active' | 'standby' }
  /** A new server: its name is a placeholder, and so is its IP where that is left out. */
  | {
      kind: 'add';
      broker: string;
      ip?: string | null;
      to: 'active' | 'standby';
      failureDomains: Readonly<Record<string, string>>;
    }
  /** Another failure domain; `isNew`: one that no broker of the site is in, whose name is a placeholder. */
  | {
      kind: 'domain';
      broker: string;
      key: string;
      from: string | null;
      to: string;
      isNew: boolean;
    }
  /** Everything of a kind that prefers one broker prefers another, or is Automatic (null). A provider changes alone. */
  | {
      kind: 'prefer';
      object: 'agent' | 'provider' | 'gateway';
      names: readonly string[];
      from: string;
      to: string | null;
    }
  | { kind: 'auto-promotion'; from: AutoPromotion; to: AutoPromotion };

/** The site after a change, without the checks of an edit: a proposal is made by edits before it is shown. */
export function changedSite(site: Site, change: Change): Site {
  switch (change.kind) {
    case 'state': {
      const standby = change.to === 'standby';
      return withBroker(site, change.broker, () => ({ enabled: true, standby }));
    }
    case 'add': {
      const { broker: server, failureDomains } = change;
      const added = newBroker({ server, failureDomains }, change.to === 'standby');
      return { ...site, brokers: [...site.brokers, added] };
    }
    case 'domain':
      return withBroker(site, change.broker, ({ failureDomains }) => ({
        failureDomains: mergeDomains(failureDomains, { [change.key]: change.to }),
      }));
    case 'prefer':
      return withPreference(site, change);
    case 'auto-promotion':
      return { ...site, autoPromotion: { ...site.autoPromotion, ...change.to } };
  }
}

function withBroker(
  site: Site,
  server: string,
  changed: (broker: Broker) => Partial<Broker>,
): Site {
  const brokers = site.brokers.map((one) =>
    one.server === server ? { ...one, ...changed(one) } : one,
  );
  return { ...site, brokers };
}

function withPreference(site: Site, { object, names, to }: Change & { kind: 'prefer' }): Site {
  const chosen = new Set(names);
  if (object === 'agent') {
    const agents = site.agents.map((one) =>
      chosen.has(one.name) ? { ...one, preferredBroker: to } : one,
    );
    return { ...site, agents };
  }
  if (object === 'provider') {
    const providers = site.providers.map((one) =>
      chosen.has(one.name) ? { ...one, preferredBroker: to } : one,
    );
    return { ...site, providers };
  }
  const gateways = site.gateways.map((one) =>
    chosen.has(one.server) ? { ...one, preferredBroker: to } : one,
  );
  return { ...site, gateways };
}

/** The order in which changes are made: nothing is taken away before what replaces it is there. */
const order: readonly ((change: Change) => boolean)[] = [
  ({ kind }) => kind === 'add',
  (change) => change.kind === 'state' && change.to === 'active',
  ({ kind }) => kind === 'domain',
  ({ kind }) => kind === 'prefer',
  ({ kind }) => kind === 'state',
  ({ kind }) => kind === 'auto-promotion',
];

/** The changes in the order in which they are made. */
export function inOrder(changes: readonly Change[]): Change[] {
  const rank = (change: Change): number => order.findIndex((holds) => holds(change));
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

/** The edits that make a change, in order. `site`: as it is before them. */
export function stepsOf(site: Site, change: Change): EditStep[] {
  const at = { site: site.name };
  switch (change.kind) {
    case 'state':
      return stateSteps(site, change);
    case 'add': {
      const { broker: server, ip = null, failureDomains, to } = change;
      const add: EditStep = { ...at, kind: 'add-broker', broker: { server, ip, failureDomains } };
      const arrives = presetStandby(site) ? 'standby' : 'active';
      if (arrives === to) return [add];
      const action = to === 'active' ? 'activate' : 'standby';
      return [add, { ...at, kind: 'broker-action', action, broker: server }];
    }
    case 'domain': {
      const { broker, key, to } = change;
      const before = site.brokers.find(({ server }) => sameName(server, broker));
      const failureDomains = mergeDomains(before?.failureDomains ?? {}, { [key]: to });
      return [{ ...at, kind: 'set-broker', broker, properties: { failureDomains } }];
    }
    case 'prefer': {
      const { object, names, to } = change;
      if (object !== 'gateway') return [{ ...at, kind: 'prefer', object, names, broker: to }];
      return names.map((gateway) => ({
        ...at,
        kind: 'set-gateway',
        gateway,
        properties: { preferredBroker: to },
      }));
    }
    case 'auto-promotion': {
      const { enabled, afterMinutes, failback } = change.to;
      return [
        { ...at, kind: 'auto-promotion', autoPromotion: { enabled, afterMinutes, failback } },
      ];
    }
  }
}

function stateSteps(site: Site, { broker, to }: Change & { kind: 'state' }): EditStep[] {
  const found = site.brokers.find(({ server }) => sameName(server, broker));
  const act = (action: 'enable' | 'activate' | 'standby'): EditStep => ({
    site: site.name,
    kind: 'broker-action',
    action,
    broker,
  });
  const enable = found !== undefined && stateOf(found) === 'disabled' ? [act('enable')] : [];
  if (to === 'active') return [...enable, ...(found?.standby === true ? [act('activate')] : [])];
  // In standby before it is enabled: otherwise it would be active in between.
  return [...(found?.standby === true ? [] : [act('standby')]), ...enable];
}
