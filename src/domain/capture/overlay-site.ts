import {
  type Agent,
  agentFields,
  type AgentKind,
  type Broker,
  brokerFields,
  type Gateway,
  gatewayFields,
  type Provider,
  providerFields,
  sameName,
  type Site,
  withDefaults,
} from '../model/index.js';
import { pairBrokers } from '../diff/index.js';
import type { Capture, CapturedBroker, CapturedMember } from './capture.js';
import { type LiveSite, shownSite } from './live-sites.js';
import { agentPairs, type LiveAgent, liveAgents } from './live-agents.js';
import { Preferences, type Preference } from './preferences.js';
import { gatewayModeOf, providerTypeIn } from './member-values.js';
import { pairNames } from './same-host.js';
import type { CaptureWarning, NotCovered } from './warnings.js';

/** A captured site laid over that of the model: what was captured wins, the rest of the model stays. */

/** What is needed to know about a site that was laid over. */
export interface OverlaidSite {
  site: Site;
  /** Each captured broker by its name in the farm. */
  names: ReadonlyMap<CapturedBroker, string>;
  /** Brokers of the model that RAS calls by another name now. */
  renames: readonly { from: string; to: string }[];
  /** The brokers that the model doesn't have. */
  newBrokers: readonly string[];
  /** How many brokers of the model the capture has. */
  paired: number;
  /** Objects whose preferred broker comes from defaults that weren't captured. */
  inherited: readonly { object: 'agent' | 'gateway'; name: string }[];
  /** Gateways whose mode is only known as a number. */
  unknownModes: readonly string[];
  warnings: readonly CaptureWarning[];
  notCovered: readonly NotCovered[];
}

/** Lays a site over that of the model; `base` is an empty site where the model has none. */
export function overlaySite(capture: Capture, live: LiveSite, base: Site): OverlaidSite {
  const warnings: CaptureWarning[] = [];
  const notCovered: NotCovered[] = [];
  const lacks = (what: NotCovered['what'], isLacking: boolean): void => {
    if (isLacking) notCovered.push({ site: base.name, what });
  };
  const brokers = overlayBrokers(live, base, warnings);
  lacks('brokers', !live.covered.has('broker'));
  const preferences = new Preferences(capture, live, brokers.names, warnings);
  const nowCalled = (server: string | null): string | null =>
    brokers.renames.find(({ from }) => server !== null && sameName(from, server))?.to ?? server;
  const moved = <T extends { preferredBroker: string | null }>(one: T): T => {
    const preferredBroker = nowCalled(one.preferredBroker);
    return preferredBroker === one.preferredBroker ? one : { ...one, preferredBroker };
  };
  const preferred = (found: Preference, old: { preferredBroker: string | null } | undefined) =>
    found === 'not captured' ? (old?.preferredBroker ?? null) : found;

  const unknownModes: string[] = [];
  const gateways = overlayList({
    old: base.gateways.map(moved),
    now: live.covered.has('gateway') ? live.gateways : null,
    nameOf: ({ server }) => server,
    object: 'gateway',
    site: base.name,
    warnings,
    build: (member, old): Gateway => {
      const mode = gatewayModeOf(member, preferences.defaultsOf('gateway')?.mode);
      if (mode === null && old === undefined) unknownModes.push(member.name);
      const found = preferences.of('gateway', member);
      const ip = live.statuses.find(
        (one) => one.of === 'gateway' && sameName(one.server, member.name),
      )?.ip;
      return {
        ...(old ?? withDefaults(gatewayFields, {})),
        server: old?.server ?? member.name,
        ...(ip === undefined || ip === null ? {} : { ip }),
        ...(mode === null ? {} : { mode }),
        preferredBroker: samePreference(preferred(found, old), old),
      };
    },
  });
  lacks('gateways', !live.covered.has('gateway'));

  const providers = overlayList({
    old: base.providers.map(moved),
    now: live.covered.has('provider') ? live.providers : null,
    nameOf: ({ name }) => name,
    object: 'provider',
    site: base.name,
    warnings,
    build: (member, old): Provider | null => {
      const type = providerTypeIn(member);
      if (type === null) {
        const { name: provider, source } = member;
        const written = member.type?.name ?? member.type?.number?.toString() ?? null;
        const kept = old?.type ?? null;
        // Where the type wasn't captured at all, the model's is no contradiction.
        if (written !== null || kept === null) {
          warnings.push({ kind: 'unknown-provider-type', provider, type: written, kept, source });
        }
        if (old === undefined) return null;
      }
      const found = preferences.of('provider', member);
      return {
        ...(old ?? withDefaults(providerFields, {})),
        name: old?.name ?? member.name,
        type: type ?? old?.type ?? '',
        preferredBroker: samePreference(preferred(found, old), old),
      };
    },
  });
  lacks('providers', !live.covered.has('provider'));

  const { agents, coveredKinds } = liveAgents(live);
  const kept = base.agents.map(moved);
  const agentsNow = overlayAgents(kept, agents, coveredKinds, {
    site: base.name,
    warnings,
    build: (one, old): Agent => {
      const found = one.member === null ? 'not captured' : preferences.of('agent', one.member);
      return {
        ...(old ?? withDefaults(agentFields, {})),
        name: old?.name ?? one.name,
        kind: old?.kind ?? one.kind,
        preferredBroker: samePreference(preferred(found, old), old),
      };
    },
  });
  for (const kind of new Set<AgentKind>(['rds-host', ...base.agents.map((agent) => agent.kind)])) {
    lacks(kind, !coveredKinds.has(kind));
  }
  return {
    site: { ...base, brokers: brokers.brokers, gateways, agents: agentsNow, providers },
    names: brokers.names,
    renames: brokers.renames,
    newBrokers: brokers.added,
    paired: brokers.paired,
    inherited: preferences.inherited,
    unknownModes,
    warnings,
    notCovered,
  };
}

/** The preference as the model spells it, if it is the same broker. */
function samePreference(
  found: string | null,
  old: { preferredBroker: string | null } | undefined,
): string | null {
  const before = old?.preferredBroker ?? null;
  return before !== null && found !== null && sameName(before, found) ? before : found;
}

interface OverlaidBrokers {
  brokers: readonly Broker[];
  names: ReadonlyMap<CapturedBroker, string>;
  renames: { from: string; to: string }[];
  added: string[];
  paired: number;
}

function overlayBrokers(live: LiveSite, base: Site, warnings: CaptureWarning[]): OverlaidBrokers {
  const pairs = pairCaptured(live, base);
  const names = new Map<CapturedBroker, string>();
  const renames: OverlaidBrokers['renames'] = [];
  const added: string[] = [];
  const overlaid = live.brokers.map((captured): Broker => {
    const old = pairs.get(captured);
    const isRenamed = old !== undefined && pairs.renamed.has(captured);
    const server = old === undefined || isRenamed ? captured.server : old.server;
    names.set(captured, server);
    if (old === undefined) added.push(server);
    else if (isRenamed) renames.push({ from: old.server, to: server });
    else if (!sameName(server, captured.server)) {
      const site = shownSite(live);
      const both = { inModel: server, captured: captured.server };
      warnings.push({ kind: 'same-host', object: 'broker', site, ...both });
    }
    return { ...(old ?? withDefaults(brokerFields, {})), ...definedIn(captured), server };
  });
  const paired = pairs.size;
  if (!live.covered.has('broker')) return { brokers: base.brokers, names, renames, added, paired };
  const brokers = live.isOrdered ? overlaid : inModelOrder(overlaid, base, live.brokers.length);
  return { brokers: withValidPrimary(brokers), names, renames, added, paired };
}

/** What was captured of a broker. A description that RAS lacks is kept: people write it in the model. */
function definedIn({ enabled, standby, ip, alternativeIps, description }: CapturedBroker) {
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(standby === undefined ? {} : { standby }),
    ...(ip === undefined ? {} : { ip }),
    ...(alternativeIps === undefined ? {} : { alternativeIps }),
    ...(description === undefined || description === '' ? {} : { description }),
  };
}

/** Without priorities, the order of the model; new brokers come last. */
function inModelOrder(brokers: readonly Broker[], base: Site, count: number): readonly Broker[] {
  if (count < 2) return brokers;
  const places = new Map(base.brokers.map(({ server }, at) => [server.toLowerCase(), at]));
  const place = ({ server }: Broker): number =>
    places.get(server.toLowerCase()) ?? Number.MAX_SAFE_INTEGER;
  return brokers.toSorted((a, b) => place(a) - place(b));
}

/** RAS doesn't allow a primary that is disabled or in standby; that it was captured as one is a warning. */
function withValidPrimary(brokers: readonly Broker[]): readonly Broker[] {
  return brokers.map((broker, at) =>
    at === 0 && (!broker.enabled || broker.standby)
      ? { ...broker, enabled: true, standby: false }
      : broker,
  );
}

/** The brokers of the model by the captured ones: by name, then as farm diff recognises a renamed one. */
function pairCaptured(live: LiveSite, base: Site) {
  const byName = pairNames(
    base.brokers,
    live.brokers,
    ({ server }) => server,
    ({ server }) => server,
  );
  const used = new Set(byName.values());
  const asBroker = new Map(
    live.brokers
      .filter((captured) => !byName.has(captured))
      .map((captured): [Broker, CapturedBroker] => {
        const { server } = captured;
        return [{ ...withDefaults(brokerFields, {}), ...definedIn(captured), server }, captured];
      }),
  );
  const left = base.brokers.filter((broker) => !used.has(broker));
  const renamed = new Set<CapturedBroker>();
  const pairs = new Map(byName);
  if (left.length > 0 && asBroker.size > 0) {
    const old = { ...base, brokers: left };
    const now = { ...base, brokers: [...asBroker.keys()] };
    for (const [before, after] of pairBrokers(old, now, 'files')) {
      const captured = after && asBroker.get(after);
      if (before === undefined || captured === undefined) continue;
      pairs.set(captured, before);
      renamed.add(captured);
    }
  }
  return Object.assign(pairs, { renamed });
}

/** A list of the model with the captured objects over it; `now` null: the list wasn't captured. */
function overlayList<T>({
  old,
  now,
  nameOf,
  object,
  site,
  warnings,
  build,
}: {
  old: readonly T[];
  now: readonly CapturedMember[] | null;
  nameOf: (one: T) => string;
  object: 'gateway' | 'provider';
  site: string;
  warnings: CaptureWarning[];
  build: (member: CapturedMember, old: T | undefined) => T | null;
}): T[] {
  if (now === null) return [...old];
  const pairs = pairNames(old, now, nameOf, ({ name }) => name);
  const built = new Map<T, T>();
  const added: T[] = [];
  for (const member of now) {
    const partner = pairs.get(member);
    if (partner !== undefined && !sameName(nameOf(partner), member.name)) {
      const both = { inModel: nameOf(partner), captured: member.name };
      warnings.push({ kind: 'same-host', object, site, ...both });
    }
    const result = build(member, partner);
    if (result === null) continue;
    if (partner === undefined) added.push(result);
    else built.set(partner, result);
  }
  return [...old.flatMap((one) => built.get(one) ?? []), ...added];
}

/** The agents of the model with the captured ones over them. Kinds that the capture doesn't cover stay. */
function overlayAgents(
  old: readonly Agent[],
  now: readonly LiveAgent[],
  coveredKinds: ReadonlySet<AgentKind>,
  {
    site,
    warnings,
    build,
  }: {
    site: string;
    warnings: CaptureWarning[];
    build: (one: LiveAgent, old: Agent | undefined) => Agent;
  },
): Agent[] {
  const pairs = agentPairs(old, now);
  const built = new Map<Agent, Agent>();
  const added: Agent[] = [];
  for (const one of now) {
    const partner = pairs.get(one);
    if (partner !== undefined && !sameName(partner.name, one.name)) {
      const both = { inModel: partner.name, captured: one.name };
      warnings.push({ kind: 'same-host', object: 'agent', site, ...both });
    }
    const result = build(one, partner);
    if (partner === undefined) added.push(result);
    else built.set(partner, result);
  }
  const stays = (agent: Agent): Agent[] => (coveredKinds.has(agent.kind) ? [] : [agent]);
  return [
    ...old.flatMap((agent) => {
      const result = built.get(agent);
      return result === undefined ? stays(agent) : [result];
    }),
    ...added,
  ];
}
