import {
  type Agent,
  agentFields,
  type AgentKind,
  type Gateway,
  gatewayFields,
  type Provider,
  providerFields,
  sameName,
  type Site,
  withDefaults,
} from '../model/index.js';
import type { Capture, CapturedBroker } from './capture.js';
import type { LiveSite } from './live-sites.js';
import { liveAgents } from './live-agents.js';
import { overlayBrokers } from './overlay-brokers.js';
import { overlayAgents, overlayList } from './overlay-members.js';
import { Preferences, type Preference } from './preferences.js';
import { gatewayModeOf, providerTypeIn } from './member-values.js';
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
  /** New brokers of which RAS doesn't show whether they are in standby. */
  unknownStandby: readonly string[];
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
  let unknownPreference = false;
  const preferred = (found: Preference, old: { preferredBroker: string | null } | undefined) => {
    if (found !== undefined) return found;
    unknownPreference = true;
    return old?.preferredBroker ?? null;
  };

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
      // Of other kinds than RD Session Hosts no capture holds preferences, which is worth a word only where the model has one.
      const isOfOtherKind = one.kind !== 'rds-host' && (old?.preferredBroker ?? null) === null;
      const unread = isOfOtherKind ? null : undefined;
      const found = one.member === null ? unread : preferences.of('agent', one.member);
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
  lacks('preferred brokers', unknownPreference);
  return {
    site: { ...base, brokers: brokers.brokers, gateways, agents: agentsNow, providers },
    names: brokers.names,
    renames: brokers.renames,
    newBrokers: brokers.added,
    paired: brokers.paired,
    inherited: preferences.inherited,
    unknownStandby: brokers.unknownStandby,
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
