import { type Broker, brokerFields, sameName, type Site, withDefaults } from '../model/index.js';
import { pairBrokers } from '../diff/index.js';
import type { CapturedBroker } from './capture.js';
import { type LiveSite, shownSite } from './live-sites.js';
import { isCalled } from './priority-order.js';
import { pairNames } from './same-host.js';
import { groupOfState } from './states.js';
import type { CaptureWarning } from './warnings.js';

/** The captured brokers of a site laid over those of the model. */

/** The brokers after that, and which captured one is which. */
export interface OverlaidBrokers {
  brokers: readonly Broker[];
  names: ReadonlyMap<CapturedBroker, string>;
  renames: { from: string; to: string }[];
  added: string[];
  paired: number;
  /** New brokers of which RAS doesn't show whether they are in standby, the primary aside. */
  unknownStandby: string[];
}

/** Lays the brokers of a site over those of the model; a renamed one is recognised as farm diff does. */
export function overlayBrokers(
  live: LiveSite,
  base: Site,
  warnings: CaptureWarning[],
): OverlaidBrokers {
  const pairs = pairCaptured(live, base);
  const names = new Map<CapturedBroker, string>();
  const renames: OverlaidBrokers['renames'] = [];
  const added: string[] = [];
  const unknownStandby: string[] = [];
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
    if (old === undefined && captured.standby === undefined) unknownStandby.push(server);
    const start = old ?? newBroker(captured, live);
    return { ...start, ...definedIn(captured), server };
  });
  const [primary] = overlaid;
  const unknown = unknownStandby.filter((server) => !live.isOrdered || server !== primary?.server);
  const paired = pairs.size;
  const common = { names, renames, added, paired, unknownStandby: unknown };
  if (!live.covered.has('broker')) return { brokers: base.brokers, ...common };
  const brokers = live.isOrdered ? overlaid : inKnownOrder(live, base, overlaid, names, warnings);
  return { brokers: withValidPrimary(brokers), ...common };
}

/** Without all priorities: the primary of the site status first, then the order of the model, and new brokers last. */
function inKnownOrder(
  live: LiveSite,
  base: Site,
  overlaid: readonly Broker[],
  names: ReadonlyMap<CapturedBroker, string>,
  warnings: CaptureWarning[],
): readonly Broker[] {
  const primary = live.primary === null ? undefined : names.get(live.primary);
  const places = new Map(base.brokers.map(({ server }, at) => [server.toLowerCase(), at]));
  const place = ({ server }: Broker): number =>
    server === primary ? -1 : (places.get(server.toLowerCase()) ?? Number.MAX_SAFE_INTEGER);
  const brokers = overlaid.toSorted((a, b) => place(a) - place(b));
  const without = live.brokers.filter(({ priority }) => priority === undefined);
  const [first] = without;
  const [taken] = brokers;
  if (first !== undefined && taken !== undefined) {
    warnings.push({
      kind: 'no-priority',
      site: shownSite(live),
      brokers: without.map(({ server }) => server),
      source: first.source,
      taken: taken.server,
    });
  }
  return brokers;
}

/** A broker that the model doesn't have. Where RAS doesn't show whether it is in standby, its state does. */
function newBroker(captured: CapturedBroker, { statuses }: LiveSite): Broker {
  const isWaiting = statuses.some(
    ({ of, server, state }) =>
      of === 'broker' && isCalled(captured, server) && groupOfState(state) === 'standby',
  );
  return { ...withDefaults(brokerFields, {}), standby: isWaiting };
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
